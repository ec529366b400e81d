using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using UnityAdmin.Selling;
using UnityAdmin.Selling.Pages;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Selling;

public sealed class OffersPageTests
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Reminding_from_a_card_writes_the_message_and_says_when(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await OfferBoardTests.OfferedAsync(shop);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OffersPage>();
        page.WaitForAssertion(() => Assert.Equal($"/sell-requests/{submitted.Id}", page.Find(".card-name").GetAttribute("href")));
        await page.FindAll(".card-actions button").Single(button => button.TextContent == "Remind").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("reminded", page.Find(".card-when").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "kind = 'offer.reminded'"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task The_letter_R_asks_before_it_reminds(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await OfferBoardTests.OfferedAsync(shop);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OffersPage>();
        page.WaitForElement(".card");
        var asked = new TaskCompletionSource<string?>();
        test.Services.GetRequiredService<DialogService>().OnOpen += (title, _, _, _) => asked.TrySetResult(title);
        var keys = page.FindComponent<Shortcuts>().Instance;
        await keys.PressAsync("j");
        var pressed = keys.PressAsync("r");
        Assert.StartsWith("Remind ", await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), Stop), StringComparison.Ordinal);
        Assert.False(pressed.IsCompleted);
        Assert.Equal(0, await shop.CountAsync("outbox_messages", "kind = 'offer.reminded'"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Extending_asks_for_how_long_and_moves_the_end(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await OfferBoardTests.OfferedAsync(shop, 2);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OffersPage>();
        page.WaitForElement(".card");
        await page.FindAll(".card-actions button").Single(button => button.TextContent == "Extend").ClickAsync(new());
        await page.FindAll(".card-actions button").Single(button => button.TextContent.Trim() == "3 days").ClickAsync(new());
        var card = (await shop.Get<OfferBoard>().ReadAsync(null, Stop))[1].Cards.Single();
        Assert.Equal(shop.Clock.Now.AddDays(5), card.ExpiresAt);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task An_answer_that_arrives_moves_its_card_while_it_is_looked_at(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await OfferBoardTests.OfferedAsync(shop);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OffersPage>();
        page.WaitForElement(".card");
        Assert.Null((await shop.AnswerAsync(submitted, new SellerAnswer(SellerAction.Counter, 1, new Money(17_700), null))).Refused);
        page.WaitForAssertion(() => Assert.Equal("Answer", page.Find(".card-actions").TextContent.Trim()), TimeSpan.FromSeconds(60));
        Assert.Contains("€177.00", page.Find(".card-price").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Whoever_lost_the_role_meanwhile_changes_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await OfferBoardTests.OfferedAsync(shop);
        await using var test = new PageTest(shop);
        var me = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OffersPage>();
        page.WaitForElement(".card");
        Assert.Null((await shop.Get<StaffDirectory>().LockAsync(me, Actor.CommandLine(), Stop)).Refused);
        await page.FindAll(".card-actions button").First(button => button.TextContent == "Remind").ClickAsync(new());
        Assert.Equal(0, await shop.CountAsync("outbox_messages", "kind = 'offer.reminded'"));
    }

    [Fact]
    public async Task An_empty_board_says_how_offers_come_here()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OffersPage>();
        page.WaitForAssertion(() => Assert.Contains("No offer is open", page.Markup, StringComparison.Ordinal));
    }
}
