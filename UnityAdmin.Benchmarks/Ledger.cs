using System.Diagnostics;
using System.Globalization;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// The ledger page's questions on a big ledger, each beside the best hand-written SQL for the same rows. The goal is the issue's: none over
/// 200 ms at the server, at the first page or far down.
/// </summary>
internal static class Ledger
{
    private const int Rounds = 30;
    private const double GoalMilliseconds = 200;
    private const string Newest = "ORDER BY created_at DESC, id DESC";

    public static async Task RunAsync(int moves)
    {
        await using var shop = await BenchmarkShop.OpenAsync();
        var fill = new LedgerFill(shop);
        fill.Write(moves);
        Console.WriteLine($"{moves:N0} moves, {Rounds} rounds; milliseconds, p50 and worst; goal: worst under {GoalMilliseconds:N0}");
        var book = shop.Get<LedgerBook>();
        foreach (var (name, filter, sql) in Questions(fill.End))
        {
            await MeasureAsync($"{name}: page", () => book.ReadAsync(filter, null, CancellationToken.None), shop, sql);
            await MeasureAsync($"{name}: totals", () => book.TotalsAsync(filter, CancellationToken.None));
        }

        var deep = await DeepAsync(book, 50);
        await MeasureAsync("whole ledger: page 51", () => book.ReadAsync(new LedgerFilter(), deep, CancellationToken.None));
        await MeasureAsync("people to filter by", () => book.ActorsAsync(CancellationToken.None));
        foreach (var share in new[] { 0.1, 0.5, 0.9 })
        {
            var then = fill.End - TimeSpan.FromDays(1_095) * (1 - share);
            var at = then.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture);
            await MeasureAsync($"units of the shop at {share:P0}", () => book.UnitsAsync(null, then, CancellationToken.None), shop,
                $"SELECT SUM(quantity_change) FROM stock_moves WHERE created_at <= '{at}'");
            await MeasureAsync($"balance of the busiest at {share:P0}", () => book.UnitsAsync(1, then, CancellationToken.None), shop,
                $"SELECT balance_after FROM stock_moves WHERE product_id = 1 AND created_at <= '{at}' {Newest} LIMIT 1");
        }

        var started = Stopwatch.GetTimestamp();
        var chains = await shop.Get<LedgerAudit>().ChainsAsync(null, CancellationToken.None);
        Console.WriteLine($"audit of every chain: {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s, {chains.Hashes.Wrong} wrong");
    }

    private static IEnumerable<(string Name, LedgerFilter Filter, string Sql)> Questions(DateTime end)
    {
        var day = DateOnly.FromDateTime(end).AddDays(-400);
        var person = new LedgerActor(ActorKind.Client, "3");
        const string theirs = "actor_kind = 'client' AND actor_id = '3'";
        var (from, before) = ($"created_at >= '{day:yyyy-MM-dd}'", $"created_at < '{day.AddDays(1):yyyy-MM-dd}'");
        static string Rows(string where) => $"SELECT * FROM stock_moves WHERE {where} {Newest} LIMIT 101";
        yield return ("whole ledger", new(), Rows("1 = 1"));
        yield return ("busiest product", new() { ProductId = 1 }, Rows("product_id = 1"));
        yield return ("sales", new() { Reason = StockReason.Sale }, Rows("reason = 'sale'"));
        yield return ("a reason nobody used", new() { Reason = StockReason.Theft }, Rows("reason = 'theft'"));
        yield return ("one person", new() { Actor = person }, Rows(theirs));
        yield return ("a person nobody knows", new() { Actor = new(ActorKind.Client, "99") },
            Rows("actor_kind = 'client' AND actor_id = '99'"));
        yield return ("a reason of one person", new() { Reason = StockReason.Damaged, Actor = person },
            Rows($"reason = 'damaged' AND {theirs}"));
        yield return ("sales of who never sells",
            new() { Reason = StockReason.Sale, Actor = new(ActorKind.Client, $"{LedgerFill.NeverSells}") },
            Rows($"reason = 'sale' AND actor_kind = 'client' AND actor_id = '{LedgerFill.NeverSells}'"));
        yield return ("a reason of one product", new() { ProductId = 1, Reason = StockReason.Damaged },
            Rows("product_id = 1 AND reason = 'damaged'"));
        yield return ("a reason of a quiet product", new() { ProductId = 777, Reason = StockReason.Damaged },
            Rows("product_id = 777 AND reason = 'damaged'"));
        yield return ("a stocktake", new() { Document = "Stocktake 7" }, Rows("stock_count_id = 7"));
        yield return ("a correction", new() { Document = "Correction 7" }, Rows("correction_id = 7"));
        yield return ("one day", new() { From = day, To = day }, Rows($"{from} AND {before}"));
        yield return ("sales of one day", new() { From = day, To = day, Reason = StockReason.Sale },
            Rows($"reason = 'sale' AND {from} AND {before}"));
        yield return ("one person, a year ago", new() { To = day, Actor = person }, Rows($"{theirs} AND {before}"));
        yield return ("everything at once",
            new() { ProductId = 1, Reason = StockReason.Damaged, Actor = person, From = day, To = day.AddDays(300) },
            Rows($"product_id = 1 AND reason = 'damaged' AND {theirs} AND {from}"));
    }

    private static async Task<LedgerPlace?> DeepAsync(LedgerBook book, int pages)
    {
        LedgerPlace? place = null;
        for (var page = 0; page < pages; page++) place = (await book.ReadAsync(new LedgerFilter(), place, CancellationToken.None)).Next;
        return place;
    }

    private static async Task MeasureAsync(string name, Func<Task> ask, BenchmarkShop? shop = null, string? sql = null)
    {
        await ask();
        var ours = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            ours.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        ours.Sort();
        var floor = shop is null || sql is null ? null : (double?)Floor(shop, sql);
        var beside = floor is { } bare
            ? string.Create(CultureInfo.InvariantCulture, $"   SQL {bare,7:N2}   × {ours[Rounds / 2] / bare,5:N1}")
            : "";
        var verdict = ours[^1] > GoalMilliseconds ? "   OVER THE GOAL" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-46} p50 {ours[Rounds / 2],7:N2}   worst {ours[^1],7:N2}{beside}{verdict}"));
    }

    private static double Floor(BenchmarkShop shop, string sql)
    {
        using var bare = shop.OpenBare();
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            using var command = bare.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read()) _ = reader.GetValue(0);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times[Rounds / 2];
    }
}
