using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Tests.Customers;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Data;

public sealed class TextBackfillTests
{
    private static readonly string[] Tables = ["users", "products", "orders", "product_reservations", "sell_submissions"];

    [Theory, BothDatabases]
    public async Task What_an_older_program_stored_is_found_as_what_this_one_stores(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        var lines = await LinesAsync(shop);
        var audited = await shop.CountAsync("system_logs");
        await AgeAsync(shop);
        Assert.NotEqual(lines, await LinesAsync(shop));
        Assert.Empty(await FoundAsync(shop, "seamus"));

        var said = new List<string>();
        await shop.Get<TextBackfills>().RunAsync(said.Add, Stop);
        Assert.Equal(lines, await LinesAsync(shop));
        Assert.Equal([1], await FoundAsync(shop, "seamus"));
        Assert.Equal("nike", await shop.ScalarAsync<string>("SELECT brand_key FROM products"));
        Assert.Equal(
            ["orders: all 1", "product_reservations: all 1", "products: all 1", "sell_submissions: all 1", "user_contacts: all 8",
                "users: all 5"],
            said.Select(line => line.Replace("Stored text, ", "").Replace(" rows are done", "")).Order(StringComparer.Ordinal));
        Assert.Equal(audited, await shop.CountAsync("system_logs"));
        Assert.Equal(6, await shop.CountAsync("text_backfills", "finished_at IS NOT NULL"));

        // Once done, never again.
        await AgeAsync(shop);
        await shop.Get<TextBackfills>().RunAsync(said.Add, Stop);
        Assert.Empty(await FoundAsync(shop, "seamus"));
        Assert.Equal(6, said.Count);
    }

    [Theory, BothDatabases]
    public async Task Stored_text_and_contacts_get_the_spelling_of_today_and_what_collides_is_listed_for_staff(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        await shop.ExecuteAsync("UPDATE users SET name = 'Se\u0301amus\u200b' WHERE id = 1");
        await shop.ExecuteAsync("UPDATE orders SET customer_phone = '00353871110002', customer_email = '<seamus@example.ie>'");
        await shop.ExecuteAsync(
            "UPDATE product_reservations SET customer_phone = '+353 87 111 0002', customer_email = 'mailto:s@example.ie'");
        await shop.ExecuteAsync("UPDATE sell_submissions SET contact_handle = 'IG: sole.sister', contact_phone = '0871234567'");
        await shop.ExecuteAsync("UPDATE user_contacts SET value = '447700900777' WHERE user_id = 3");
        await shop.ExecuteAsync("UPDATE user_contacts SET value = '+353870000005\u200e' WHERE user_id = 4");
        await shop.ExecuteAsync("UPDATE user_contacts SET value = 'instagram:ig: sole.sister' WHERE value = 'instagram:sole.sister'");
        await shop.ExecuteAsync("INSERT INTO user_contacts (user_id, kind, value, created_at) "
            + "SELECT user_id, kind, '00353870000005', created_at FROM user_contacts WHERE user_id = 5");

        await shop.Get<TextBackfills>().RunAsync(_ => { }, Stop);
        Assert.Equal("S\u00e9amus", await shop.ScalarAsync<string>("SELECT name FROM users WHERE id = 1"));
        Assert.Equal("+353871110002 seamus@example.ie",
            await shop.ScalarAsync<string>("SELECT customer_phone || ' ' || customer_email FROM orders"));
        Assert.Equal("+353871110002 s@example.ie",
            await shop.ScalarAsync<string>("SELECT customer_phone || ' ' || customer_email FROM product_reservations"));
        Assert.Equal("@sole.sister +353871234567",
            await shop.ScalarAsync<string>("SELECT contact_handle || ' ' || contact_phone FROM sell_submissions"));
        Assert.Equal(1, await shop.CountAsync("user_contacts", "user_id = 3 AND value = '+447700900777'"));
        Assert.Equal(1, await shop.CountAsync("user_contacts", "value = 'instagram:sole.sister'"));
        Assert.Equal(1, await shop.CountAsync("user_contacts", "user_id = 5"));
        Assert.Equal(1, await shop.CountAsync("user_contacts", "user_id = 4 AND value <> others_value AND others_value = '+353870000005'"));

        // Staff see both from either side, and merge them; then it is one contact.
        Assert.Equal([4], await SharingAsync(shop));
        Assert.Equal([5], (await shop.FileAsync(4)).Alike.Select(alike => alike.Other.Id));
        Assert.Equal([4], (await shop.FileAsync(5)).Alike.Select(alike => alike.Other.Id));
        Assert.Null((await shop.MergeAsync(4, 5)).Refused);
        Assert.Equal(1, await shop.CountAsync("user_contacts", "user_id = 5 AND value = '+353870000005' AND others_value IS NULL"));
        Assert.Equal(0, await shop.CountAsync("user_contacts", "user_id = 4"));
        Assert.Empty(await SharingAsync(shop));
    }

    [Theory, BothDatabases]
    public async Task Killed_on_its_way_it_goes_on_from_where_it_was(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        await AgeAsync(shop);
        var customers = shop.Root.GetServices<TextBackfill>().Single(one => one.Name.EndsWith(" users", StringComparison.Ordinal));
        var starts = new List<int>();
        var dies = customers with
        {
            StepAsync = async (db, after, most, stop) =>
            {
                starts.Add(after);
                var done = await customers.StepAsync(db, after, most, stop);
                return after == 2 ? throw new InvalidTimeZoneException() : done;
            },
        };
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Run(dies));
        Assert.Equal([0, 2], starts);
        Assert.Equal(2, await shop.CountAsync("users", "search_text LIKE ' %'"));

        await Run(customers with
        {
            StepAsync = (db, after, most, stop) =>
            {
                starts.Add(after);
                return customers.StepAsync(db, after, most, stop);
            },
        });
        Assert.Equal([0, 2, 2, 4], starts);
        Assert.Equal(5, await shop.CountAsync("users", "search_text LIKE ' %'"));

        Task Run(TextBackfill backfill) =>
            new TextBackfills(shop.Data, [backfill], shop.Clock) { RowsAtOnce = 2 }.RunAsync(_ => { }, Stop);
    }

    [Theory, BothDatabases]
    public async Task Two_servers_that_start_at_once_share_the_work(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        await AgeAsync(shop);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            new TextBackfills(shop.Data, shop.Root.GetServices<TextBackfill>(), shop.Clock) { RowsAtOnce = 1 }.RunAsync(_ => { }, Stop))));
        foreach (var table in Tables) Assert.Equal(0, await shop.CountAsync(table, "search_text NOT LIKE ' %'"));
    }

    [Theory, BothDatabases]
    public async Task Names_of_customers_who_were_merged_before_are_taken_along_and_every_trigger_survives_the_way_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        var (kept, gone) = (await shop.MeetAsync("Bridget OFlaherty", "+353875557001"), await shop.MeetAsync("Bríd", "+353875557002"));
        Assert.Null((await shop.MergeAsync(gone, kept)).Refused);
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        var (migrations, all) = (db.Database.GetMigrations().ToList(), await TriggersAsync(shop));
        var search = migrations.FindIndex(name => name.EndsWith("_Search", StringComparison.Ordinal));
        await db.GetService<IMigrator>().MigrateAsync(migrations[search], Stop);
        var triggers = await TriggersAsync(shop);
        await db.GetService<IMigrator>().MigrateAsync(migrations[search - 1], Stop);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.CountAsync("users", "other_names IS NULL"));
        Assert.Equal(triggers.Where(name => !name.StartsWith("product_reservations_search", StringComparison.Ordinal)),
            await TriggersAsync(shop));

        await db.GetService<IMigrator>().MigrateAsync(null, Stop);
        Assert.Equal(all, await TriggersAsync(shop));
        Assert.Equal("Bríd", await shop.ScalarAsync<string>($"SELECT other_names FROM users WHERE id = {kept}"));
        await shop.Get<TextBackfills>().RunAsync(_ => { }, Stop);
        Assert.Equal([kept], await FoundAsync(shop, "brid"));
        Assert.Single((await shop.Get<HoldBook>().ReadAsync(new HoldFilter { Search = "seamus jordan" }, null, 9, Stop)).Rows);
    }

    private static async Task FillAsync(TestShop shop)
    {
        var product = await shop.ProductAsync(5, name: "Jordan 4");
        var seamus = new ContactDetails("Séamus Ó Ceallaigh", "+353871110002", "seamus@example.ie");
        _ = await shop.OrderAsync(product, 1, seamus);
        _ = await shop.ReservationAsync(product, 1, seamus);
        _ = await shop.SubmitAsync();
        for (var number = 3; number < 6; number++) _ = await shop.MeetAsync($"Customer {number}", $"+35387000000{number}");
    }

    /// <summary>The lines as they were before they were folded, near enough.</summary>
    private static async Task AgeAsync(TestShop shop)
    {
        foreach (var table in Tables) await shop.ExecuteAsync($"UPDATE {table} SET search_text = 'séamus'");
        await shop.ExecuteAsync("UPDATE products SET brand_key = ''");
    }

    private static async Task<List<int>> FoundAsync(TestShop shop, string typed) =>
        [.. (await shop.Get<CustomerList>().ReadAsync(new CustomerFilter { Search = typed }, null, 9, Stop)).Rows
            .Select(row => row.Customer.Id)];

    private static async Task<List<int>> SharingAsync(TestShop shop) =>
        [.. (await shop.Get<CustomerList>().ReadAsync(new CustomerFilter { Kind = CustomerKind.SharedContact }, null, 9, Stop)).Rows
            .Select(row => row.Customer.Id)];

    private static async Task<List<string>> LinesAsync(TestShop shop)
    {
        var lines = new List<string>();
        foreach (var table in Tables)
            lines.AddRange((await shop.RowsAsync($"SELECT search_text FROM {table} ORDER BY id")).Select(row => $"{row["search_text"]}"));
        return lines;
    }

    private static async Task<List<string>> TriggersAsync(TestShop shop) =>
        [.. (await shop.RowsAsync(shop.Address.Provider == DatabaseProvider.Sqlite
                ? "SELECT name AS t FROM sqlite_master WHERE type = 'trigger'"
                : "SELECT tgname AS t FROM pg_trigger WHERE NOT tgisinternal"))
            .Select(row => (string)row["t"]!).Order(StringComparer.Ordinal)];
}
