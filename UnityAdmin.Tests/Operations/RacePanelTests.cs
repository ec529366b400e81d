using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Operations;
using UnityAdmin.Operations.Pages;
using UnityAdmin.Orders;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Operations;

/// <summary>The button on the System page, and what it says of a checkout that is broken on purpose.</summary>
public sealed class RacePanelTests
{
    /// <summary>What a broken checkout does with whoever came too late.</summary>
    public enum Bug
    {
        None,

        /// <summary>Promises an order that is not there.</summary>
        Promises,

        /// <summary>Says no but leaves the order behind, as the old shop did.</summary>
        LeavesTheOrder,

        /// <summary>Takes the unit and says it failed.</summary>
        Fails,
    }

    [Theory, BothDatabases]
    public async Task It_shows_who_won_who_lost_and_the_ledger(TestDatabase on)
    {
        await using var shop = await OpenAsync(on, Bug.None);
        await using var test = await SignedInAsync(shop, Role.Admin);
        var panel = test.Render<RacePanel>();
        await panel.Find("#race-buyers").ChangeAsync(new() { Value = "20" });
        await panel.Find("form").SubmitAsync();
        panel.WaitForElement("[data-race-outcome]");
        Assert.Contains("Holds", panel.Find("[data-race-outcome] .chip").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 × 200", panel.Find("[data-race-outcome]").TextContent, StringComparison.Ordinal);
        Assert.Contains("19 × 409", panel.Find("[data-race-outcome]").TextContent, StringComparison.Ordinal);
        Assert.Equal(4, panel.FindAll("[data-move]").Count);
        Assert.Equal(1, await shop.CountAsync("products", "sku = 'RACE-000001' AND status = 'hidden' AND quantity_available = 0"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory]
    [InlineData(Bug.Promises, "promised and is not there")]
    [InlineData(Bug.LeavesTheOrder, "orders were written for 1 buyers")]
    [InlineData(Bug.Fails, "buyers were answered 500")]
    public async Task A_broken_checkout_is_caught_and_named(Bug bug, string because)
    {
        await using var shop = await OpenAsync(TestDatabase.Sqlite, bug);
        await using var test = await SignedInAsync(shop, Role.Admin);
        var panel = test.Render<RacePanel>();
        await panel.Find("#race-buyers").ChangeAsync(new() { Value = "8" });
        await panel.Find("form").SubmitAsync();
        panel.WaitForElement("[data-race-outcome]");
        Assert.Contains("Fails", panel.Find("[data-race-outcome] .chip").TextContent, StringComparison.Ordinal);
        Assert.Contains(because, panel.Find(".race-faults").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_closed_to_managers_and_says_why_nothing_can_be_raced()
    {
        await using var shop = await OpenAsync(TestDatabase.Sqlite, Bug.None);
        await using var test = await SignedInAsync(shop, Role.Manager);
        var panel = test.Render<RacePanel>();
        await panel.Find("form").SubmitAsync();
        panel.WaitForAssertion(() => Assert.Contains("needs the role Admin", panel.Markup, StringComparison.Ordinal));
        _ = await test.SignInAsync(shop, Role.Admin, "Niamh Doyle");
        test.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Clear();
        await panel.Find("form").SubmitAsync();
        panel.WaitForAssertion(() => Assert.Contains("UnityAdmin race", panel.Markup, StringComparison.Ordinal));
        Assert.Equal(0, await shop.CountAsync("products", "sku LIKE 'RACE-%'"));
    }

    private static async Task<TestShop> OpenAsync(TestDatabase on, Bug bug)
    {
        var shop = await on.OpenAsync(services => services.AddHttpClient(RaceBuyers.Client)
            .ConfigurePrimaryHttpMessageHandler(provider => new Counter(provider.GetRequiredService<Checkout>(), provider, bug)));
        _ = await shop.ProductAsync(2);
        return shop;
    }

    private static async Task<PageTest> SignedInAsync(TestShop shop, Role role)
    {
        var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        test.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Add("http://127.0.0.1:9");
        return test;
    }

    /// <summary>The checkout behind the wire, without the wire.</summary>
    private sealed class Counter(Checkout checkout, IServiceProvider services, Bug bug) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var product = body.GetProperty("items")[0].GetProperty("product_id").GetInt32();
            var note = body.GetProperty("notes").GetString();
            var wanted = new NewOrder([new CartLine(product, 1)], OrderSteps.Nobody, OrderSteps.Collected, Notes: note);
            var sold = await checkout.PlaceAsync(wanted, null, OrderSteps.Shopfront, cancellationToken);
            if (bug == Bug.Fails) return Answer(HttpStatusCode.InternalServerError, """{"code":"broken"}""");
            if (sold.Is(out var answer, out var refused)) return Answer(HttpStatusCode.OK, answer);
            if (bug == Bug.Promises) return Answer(HttpStatusCode.OK, """{"order_number":"ORD-NOWHERE"}""");
            if (bug == Bug.LeavesTheOrder) await LeaveOrderAsync(note, cancellationToken);
            return Answer(HttpStatusCode.Conflict, $$"""{"code":"{{refused.Code}}"}""");
        }

        private async Task LeaveOrderAsync(string? note, CancellationToken stop)
        {
            var now = services.GetRequiredService<TimeProvider>().NowUtc();
            var left = new Order { OrderNumber = $"LEFT-{Guid.NewGuid():N}"[..32], Notes = note, ItemCount = 1, CreatedAt = now };
            _ = await services.GetRequiredService<UnityAdmin.Data.ShopData>().ChangeAsync(OrderSteps.Shopfront, "test.left", db =>
            {
                _ = db.Orders.Add(left.Touch(now));
                return Task.FromResult(Result.Done);
            }, stop);
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
            new(status) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
    }
}
