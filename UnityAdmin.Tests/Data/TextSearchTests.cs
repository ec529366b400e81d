using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Data;

public sealed class TextSearchTests
{
    [Theory]
    [BothDatabases("stüssy")]
    [BothDatabases("uk 9")]
    [BothDatabases("un-000165")]
    [BothDatabases("087 123 4567")]
    [BothDatabases("wrobel air-max 4")]
    [BothDatabases("ni")]
    public async Task Every_search_goes_by_the_index(TestDatabase on, string typed)
    {
        await using var shop = await on.OpenAsync();
        var (query, plans) = (ContactSearch.Parse(typed), new List<string>());
        _ = await shop.Data.ReadAsync(async db =>
        {
            plans.Add(await PlanAsync(db, TextSearch.Find<Customer>(db, query), "users"));
            plans.Add(await PlanAsync(db, TextSearch.Find<Order>(db, query), "orders"));
            plans.Add(await PlanAsync(db, TextSearch.Find<SellSubmission>(db, query), "sell_submissions"));
            plans.Add(await PlanAsync(db, TextSearch.Find<Product>(db, query), "products"));
            plans.Add(await PlanAsync(db, TextSearch.Find<Reservation>(db, query), "product_reservations"));
            return true;
        }, Stop);
        Assert.All(plans, plan => Assert.Equal("by the index", plan));
    }

    [Fact]
    public void What_has_no_trigram_is_not_asked_of_the_index()
    {
        Assert.All(SearchQuery.Parse("ab 12 uk9 hoodie m").Parts, part => Assert.True(part.HasTrigrams));
        Assert.False(SearchQuery.Parse("x").Parts.Single().HasTrigrams);
        Assert.False(SearchQuery.Parse("王").Parts.Single().HasTrigrams);
    }

    private static async Task<string> PlanAsync<T>(ShopDb db, IQueryable<T> rows, string table)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        if (!db.OnSqlite)
            _ = await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off", Stop);
        await using var command = rows.CreateDbCommand();
        command.CommandText = (db.OnSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var plan = new List<string>();
        while (await reader.ReadAsync(Stop)) plan.Add(reader.GetString(db.OnSqlite ? 3 : 0));
        var text = string.Join("\n", plan);
        var isIndexed = db.OnSqlite
            ? text.Contains($"{table}_search VIRTUAL TABLE INDEX", StringComparison.Ordinal)
                && !plan.Exists(step => step.StartsWith("SCAN s ", StringComparison.Ordinal) || step == "SCAN s")
            : text.Contains($"idx_{table}_search", StringComparison.Ordinal);
        return isIndexed ? "by the index" : text;
    }
}
