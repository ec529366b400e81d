using System.Diagnostics;
using UnityAdmin.Data;

namespace UnityAdmin.Benchmarks;

/// <summary>64 writers on one SQLite file, each 50 small transactions: behind the write gate, and waiting on SQLite's own lock.</summary>
internal static class Writes
{
    private const int Writers = 64;
    private const int Each = 50;

    public static async Task RunAsync()
    {
        await using var shop = await BenchmarkShop.OpenAsync();
        var data = shop.Get<ShopData>();
        await MeasureAsync("write gate", () => data.ChangeAsync(Actor.Job("benchmark"), "benchmark.write", db =>
        {
            var line = new SystemLog { Action = "benchmark.write", ActorId = "1", ActorName = "B", Entity = "x", Subject = "x" };
            _ = db.SystemLogs.Add(line);
            return Task.FromResult(Result.Done);
        }, CancellationToken.None));
        await MeasureAsync("SQLite's own lock", () =>
        {
            WriteBare(shop);
            return Task.CompletedTask;
        });
    }

    // Every writer is a task of its own: on SQLite an awaited call that need not wait never leaves its thread.
    private static async Task MeasureAsync(string name, Func<Task> write)
    {
        var waits = new List<double>[Writers];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            waits[writer] = [];
            for (var i = 0; i < Each; i++)
            {
                var asked = Stopwatch.GetTimestamp();
                await write();
                waits[writer].Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = waits.SelectMany(wait => wait).Order().ToList();
        var (p50, p99, worst) = (all[all.Count / 2], all[all.Count * 99 / 100], all[^1]);
        Console.WriteLine(FormattableString.Invariant(
            $"{name,-18} {Writers * Each / seconds,7:N0} writes/s   p50 {p50,6:N0} ms   p99 {p99,6:N0} ms   worst {worst,6:N0} ms"));
    }

    private static void WriteBare(BenchmarkShop shop)
    {
        using var bare = shop.OpenBare();
        using var command = bare.CreateCommand();
        command.CommandText = """
            BEGIN IMMEDIATE;
            INSERT INTO system_logs (created_at, action, actor_kind, actor_id, actor_name, entity, subject)
            VALUES ('2026-03-02 09:00:00.000', 'benchmark.write', 'job', '1', 'B', 'x', 'x');
            COMMIT;
            """;
        _ = command.ExecuteNonQuery();
    }
}
