using System.Net;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class SellerPageTests
{
    [Theory, BothDatabases]
    public async Task Accepting_sells_at_the_price_shown_and_sends_the_browser_back(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var seller = await SellerBrowser.OfferedAsync(server);
        Assert.Contains("Yes, sell for €120.00", seller.Text, StringComparison.Ordinal);
        using var answer = await seller.SendAsync("accept");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        using var page = await seller.OpenAsync();
        Assert.Contains("Agreed at", seller.Text, StringComparison.Ordinal);
        Assert.Contains("What happens next", seller.Text, StringComparison.Ordinal);
        Assert.Equal(12_000L, await server.Rows.ScalarAsync<long>("SELECT final_price_cents FROM sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task A_counter_and_a_refusal_are_stored_with_their_words(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var countering = await SellerBrowser.OfferedAsync(server);
        using var countered = await countering.SendAsync("counter", "€1,150.50", "Bit more\r\nplease");
        Assert.Equal(HttpStatusCode.Redirect, countered.StatusCode);
        Assert.Equal(
            "115050 Bit more\nplease",
            await server.Rows.ScalarAsync<string>("SELECT total_cents || ' ' || message FROM sell_offers WHERE made_by = 'seller'"));
        using var refusing = await SellerBrowser.OfferedAsync(server);
        using var refused = await refusing.SendAsync("refuse", message: "Too low");
        using var page = await refusing.OpenAsync();
        Assert.Contains("You refused our offer of €120.00", refusing.Text, StringComparison.Ordinal);
        Assert.Contains("Too low", refusing.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_answer_to_terms_that_are_gone_changes_nothing_shows_the_new_ones_and_keeps_the_typing(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var seller = await SellerBrowser.OfferedAsync(server);
        using var first = await seller.SendAsync("counter", "150");
        await seller.OfferAsync(13_500);
        using var second = await seller.SendAsync("counter", "175.50", "<b>mine</b>");
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("it is now €135.00", seller.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"175.50\"", seller.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;mine&lt;/b&gt;</textarea>", seller.Html, StringComparison.Ordinal);
        Assert.Equal(1, await server.Rows.CountAsync("sell_offers", "made_by = 'seller'"));
        using var third = await seller.SendAsync("accept");
        Assert.Equal(HttpStatusCode.Redirect, third.StatusCode);
        Assert.Equal(13_500L, await server.Rows.ScalarAsync<long>("SELECT final_price_cents FROM sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task An_offer_is_expired_at_its_very_expiry_and_what_was_typed_is_shown_back(TestDatabase on)
    {
        var clock = new TestClock();
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits, clock);
        using var seller = await SellerBrowser.OfferedAsync(server);
        clock.Advance(TimeSpan.FromDays(1));
        using var answer = await seller.SendAsync("counter", "150", "still there?");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Our offer of €120.00 has expired", seller.Text, StringComparison.Ordinal);
        Assert.Contains("150\nstill there?", seller.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Revision\"", seller.Html, StringComparison.Ordinal);

        // The server's own job may have noticed the expiry meanwhile.
        Assert.Equal(0, await server.Rows.CountAsync("sell_offers", "answer NOT IN ('open', 'expired') OR made_by = 'seller'"));
    }

    [Fact]
    public async Task A_millisecond_before_its_expiry_an_offer_is_still_accepted()
    {
        var clock = new TestClock();
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits, clock);
        using var seller = await SellerBrowser.OfferedAsync(server);
        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        using var answer = await seller.SendAsync("accept");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("counter", "about 150", null, "such as 120 or 120.50")]
    [InlineData("counter", "", null, "Say what price you would take.")]
    [InlineData("counter", "0", null, "Give a price above €0.00")]
    [InlineData("counter", "1.234", null, "such as 120 or 120.50")]
    [InlineData("refuse", null, "\u0007", "characters that are not text")]
    public async Task What_is_wrong_is_said_and_nothing_is_stored(string form, string? price, string? message, string sentence)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var seller = await SellerBrowser.OfferedAsync(server);
        using var answer = await seller.SendAsync(form, price, message);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, seller.Text, StringComparison.Ordinal);
        Assert.Equal(1, await server.Rows.CountAsync("sell_offers", "answer = 'open'"));
    }

    [Fact]
    public async Task A_message_may_be_as_long_as_the_box_says_with_line_breaks_counted_once()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var seller = await SellerBrowser.OfferedAsync(server);
        var longest = string.Concat(Enumerable.Repeat("four\r\n", 200));
        using var tooLong = await seller.SendAsync("refuse", message: longest + "x");
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        using var fits = await seller.SendAsync("refuse", message: longest);
        Assert.Equal(HttpStatusCode.Redirect, fits.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_wrong_token_and_no_such_batch_look_the_same_and_say_nothing(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var seller = await SellerBrowser.OfferedAsync(server);
        var guess = new string('A', 43);
        using var wrong = await seller.OpenAsync(seller.WithToken(guess));
        var first = seller.Text;
        using var missing = await seller.OpenAsync($"/offers/BATCH-20260302-99999?token={guess}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong.StatusCode, missing.StatusCode));
        Assert.Contains("This link opens no offer", first, StringComparison.Ordinal);
        Assert.Equal(MainOf(first), MainOf(seller.Text));
        Assert.DoesNotContain("120.00", first, StringComparison.Ordinal);
        using var cut = await seller.OpenAsync(seller.WithToken("abc"));
        Assert.Equal(HttpStatusCode.Forbidden, cut.StatusCode);
    }

    [Fact]
    public async Task The_link_is_passed_on_to_nobody_and_no_contact_is_shown()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var seller = await SellerBrowser.OfferedAsync(server);
        using var page = await seller.OpenAsync();
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("noindex", page.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl?.NoStore);
        foreach (var secret in new[] { "1234567", "123 4567", "aoife@example.com", "sole.sister", "Aoife Byrne" })
            Assert.DoesNotContain(secret, seller.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--Blazor:", seller.Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_a_seller_typed_is_text(TestDatabase on)
    {
        const string Attack = "<img src=x onerror=alert(1)>";
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        var item = new NewItem("Shoes", Attack, "Like New", "UK 9", Attack + "\u202E", new Money(1));
        var form = A.Form() with { Items = [item], Notes = Attack, SellerMessage = Attack };
        using var seller = await SellerBrowser.SubmitAsync(server, form);
        await seller.OfferAsync(100, Attack);
        using var page = await seller.OpenAsync();
        Assert.DoesNotContain("<img src=x", seller.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x", seller.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var seller = await SellerBrowser.OfferedAsync(server);
        using var http = server.NewClient();
        var forged = new Dictionary<string, string> { ["_handler"] = "accept", ["Revision"] = "1" };
        using var content = new FormUrlEncodedContent(forged);
        var path = await server.Rows.ScalarAsync<string>("SELECT batch_id FROM sell_submissions");
        using var answer = await http.PostAsync(new Uri($"/offers/{path}?token={new string('A', 43)}", UriKind.Relative), content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(1, await server.Rows.CountAsync("sell_offers", "answer = 'open'"));
    }

    [Fact]
    public async Task Too_many_looks_in_a_minute_are_turned_away_with_a_page()
    {
        var few = new AppServer.Settings { Values = new Dictionary<string, string> { ["RateLimits:OffersPerMinute"] = "3" } };
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, few);
        using var seller = await SellerBrowser.OfferedAsync(server);
        using var third = await seller.OpenAsync();
        using var fourth = await seller.OpenAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (third.StatusCode, fourth.StatusCode));
        Assert.Contains("Wait a minute", seller.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Prices_item_by_item_are_shown_with_those_left_out(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var seller = await SellerBrowser.SubmitAsync(server, A.Form(items: 2));
        var submissions = server.Services.GetRequiredService<Submissions>();
        var take = new ItemVerdict(ItemDecision.Repriced, new Money(9_050));
        var leave = new ItemVerdict(ItemDecision.Rejected, null, "staff words");
        Assert.Null((await submissions.DecideItemAsync(1, 0, take, A.Aoife, Stop)).Refused);
        Assert.Null((await submissions.DecideItemAsync(2, 0, leave, A.Aoife, Stop)).Refused);
        var version = (int)await server.Rows.ScalarAsync<long>("SELECT version FROM sell_submissions");
        Assert.Null((await server.Services.GetRequiredService<Offers>().SendAsync(seller.Id, version, null, 7, A.Aoife, Stop)).Refused);
        using var page = await seller.OpenAsync();
        Assert.Contains("<dd>€90.50</dd>", seller.Text, StringComparison.Ordinal);
        Assert.Contains("not part of it", seller.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("staff words", seller.Text, StringComparison.Ordinal);
    }

    private static string MainOf(string page) => page.Split("<section")[1].Split("</section>")[0];
}
