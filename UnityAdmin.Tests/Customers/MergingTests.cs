using UnityAdmin.Customers;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Customers.CustomerSteps;

namespace UnityAdmin.Tests.Customers;

public sealed class MergingTests
{
    private static readonly ContactDetails Old = new("Sorcha", "+353871234567", "sorcha@example.com");

    [Theory, BothDatabases]
    public async Task Everything_moves_as_the_plan_said_and_the_old_record_points_to_the_new(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        _ = await shop.OrderAsync(product, 1, Old);
        _ = await shop.ReservationAsync(product, 1, Old);
        _ = await shop.SubmitAsync(A.Form(email: null));
        var (old, kept) = (await shop.MeetAsync(null, Old.Phone), await shop.MeetAsync("Sorcha Walsh", "+353861112222"));
        foreach (var (whose, lines) in new[] { (old, "1 Thomas St"), (old, "2 Meath St"), (kept, "2 Meath St.") })
            _ = await shop.AddressAsync(whose, lines);
        await shop.AccountAsync(old, "sorcha@example.com");
        _ = await shop.SessionAsync(old);

        var plan = (await shop.Get<Merging>().PlanAsync(old, kept, Stop)).Value;
        Assert.Equal([("Orders", 1), ("Sell requests", 1), ("Reservations", 1), ("Storefront events", 0)], plan.Moves);
        Assert.Equal((1, 1, true, false), (plan.NewAddresses, plan.OpenSessions, plan.TakesAccount, plan.EndsAccount));
        Assert.Null((await shop.Get<Merging>().MergeAsync(plan, Manager, Stop)).Refused);

        var file = await shop.FileAsync(kept);
        Assert.Equal([1, 1, 1, 0], file.Sections.Select(section => section.Count));
        Assert.Equal(["+353861112222", "+353871234567", "sorcha@example.com"],
            file.Customer.Contacts.Select(contact => contact.Value).Order(StringComparer.Ordinal));
        Assert.Equal(("sorcha@example.com", "Sorcha Walsh"), (file.Customer.Email, file.Customer.Name));
        Assert.Equal(2, await shop.CountAsync("addresses", $"user_id = {kept}"));
        Assert.Equal(1, await shop.CountAsync("addresses", "is_default"));
        Assert.Equal(0, await shop.CountAsync("sessions", "revoked_at IS NULL"));
        Assert.Equal(kept, (await shop.FileAsync(old)).Customer.MergedIntoId);
        Assert.Equal(kept, await shop.MeetAsync(null, Old.Phone));
        Assert.Equal(1, await shop.CountAsync("system_logs",
            $"action = 'customer.merged' AND entity = 'users' AND entity_id = {old} AND after LIKE '%\"merged_into_id\":{kept}%'"));
        Assert.Equal(1, await shop.CountAsync(
            "system_logs", "action = 'customer.merged' AND entity = 'orders' AND before LIKE '%user_id%'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_merge_is_refused_when_either_record_changed_since_it_was_planned(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (old, kept) = (await shop.MeetAsync("Sorcha", "+353871234567"), await shop.MeetAsync("Sorcha Walsh", "+353861112222"));
        var plan = (await shop.Get<Merging>().PlanAsync(old, kept, Stop)).Value;
        Assert.Null((await shop.Get<CustomerCare>().RenameAsync(kept, "Sorcha Walsh", "Orla Daly", Clerk, Stop)).Refused);
        Assert.Equal("customer_changed", (await shop.Get<Merging>().MergeAsync(plan, Manager, Stop)).Refused!.Code);
        Assert.Equal(0, await shop.CountAsync("users", "merged_into_id IS NOT NULL"));
        Assert.Equal("merge_with_themselves", (await shop.Get<Merging>().PlanAsync(old, old, Stop)).Refused!.Code);
    }

    [Theory, BothDatabases]
    public async Task Two_who_hold_the_same_product_are_not_merged(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        var mine = await shop.ReservationAsync(product, 1, Old);
        _ = await shop.ReservationAsync(product, 1, new ContactDetails("Sorcha Walsh", "+353861112222", null));
        var (old, kept) = (await shop.MeetAsync(null, Old.Phone), await shop.MeetAsync(null, "+353861112222"));
        var refused = (await shop.MergeAsync(old, kept)).Refused!;
        Assert.Contains($"reservation {mine}", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await shop.CountAsync("users", "merged_into_id IS NOT NULL"));
    }

    [Theory, BothDatabases]
    public async Task Pointers_lead_to_the_last_that_stayed_and_opposite_merges_leave_one(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (a, b) = (await shop.MeetAsync("A", "+353870000001"), await shop.MeetAsync("B", "+353870000002"));
        var c = await shop.MeetAsync("C", "+353870000003");
        Assert.Null((await shop.MergeAsync(a, b)).Refused);
        var merging = shop.Get<Merging>();
        var (one, other) = ((await merging.PlanAsync(b, c, Stop)).Value, (await merging.PlanAsync(c, b, Stop)).Value);
        var both = await Task.WhenAll(
            Task.Run(() => merging.MergeAsync(one, Manager, Stop)), Task.Run(() => merging.MergeAsync(other, Manager, Stop)));
        Assert.Single(both, outcome => outcome.Refused is null);
        var stayed = await shop.ScalarAsync<int>("SELECT id FROM users WHERE merged_into_id IS NULL");
        Assert.Equal(2, await shop.CountAsync("users", $"merged_into_id = {stayed}"));
        Assert.Equal(3, await shop.CountAsync("user_contacts", $"user_id = {stayed}"));
    }

    [Theory, BothDatabases]
    public async Task Orders_that_come_during_a_merge_end_with_the_one_that_stays(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(20);
        _ = await shop.OrderAsync(product, 1, Old);
        var (old, kept) = (await shop.MeetAsync(null, Old.Phone), await shop.MeetAsync("Sorcha Walsh", "+353861112222"));
        var plan = (await shop.Get<Merging>().PlanAsync(old, kept, Stop)).Value;
        var orders = Enumerable.Range(0, 12).Select(_ => Task.Run(() => shop.BuyAsync(product, 1, Old))).ToList();
        var merged = await Task.Run(() => shop.Get<Merging>().MergeAsync(plan, Manager, Stop));
        Assert.All(await Task.WhenAll(orders), order => Assert.Null(order.Refused));
        Assert.Null(merged.Refused);
        Assert.Equal(13, await shop.CountAsync("orders", $"user_id = {kept}"));
        Assert.Equal(2, await shop.CountAsync("users"));
        await shop.AssertShopIsSoundAsync();
    }
}

internal static class MergeSteps
{
    public static async Task<Result> MergeAsync(this TestShop shop, int from, int to, Actor? by = null)
    {
        var plan = await shop.Get<Merging>().PlanAsync(from, to, Stop);
        return plan.Refused is { } refused ? refused : await shop.Get<Merging>().MergeAsync(plan.Value, by ?? Manager, Stop);
    }

    public static async Task<Result> EraseAsync(this TestShop shop, int id, Actor? by = null) =>
        await shop.Get<Erasure>().EraseAsync(id, await shop.VersionAsync(id), Erasure.WordsFor(id), by ?? Admin, Stop);
}
