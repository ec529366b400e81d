using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin;
using UnityAdmin.Data;

// 64 writers on one SQLite file, each 50 small transactions: behind the write gate, and waiting on SQLite's own lock.
const int writers = 64, each = 50;
var folder = Directory.CreateTempSubdirectory("unity-benchmarks-").FullName;
try
{
    var connection = $"Data Source={Path.Combine(folder, "unity.db")}";
    var services = new ServiceCollection();
    _ = services.AddLogging();
    services.AddShopData(new DatabaseAddress(DatabaseProvider.Sqlite, connection));
    await using var shop = services.BuildServiceProvider();
    await using (var db = await shop.GetRequiredService<IDbContextFactory<ShopDb>>().CreateDbContextAsync())
        _ = await db.Database.EnsureCreatedAsync();

    var data = shop.GetRequiredService<ShopData>();
    await MeasureAsync("write gate", () => data.ChangeAsync(Actor.Job("benchmark"), "benchmark.write", db =>
    {
        _ = db.SystemLogs.Add(new SystemLog { Action = "benchmark.write", ActorId = "1", ActorName = "B", Entity = "x", Subject = "x" });
        return Task.FromResult(Result.Done);
    }, CancellationToken.None));
    await MeasureAsync("SQLite's own lock", () =>
    {
        WriteBare(connection);
        return Task.CompletedTask;
    });
}
finally
{
    SqliteConnection.ClearAllPools();
    Directory.Delete(folder, true);
}

// Every writer is a task of its own: on SQLite an awaited call that need not wait never leaves its thread.
static async Task MeasureAsync(string name, Func<Task> write)
{
    var waits = new List<double>[writers];
    var started = Stopwatch.GetTimestamp();
    await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
    {
        waits[writer] = [];
        for (var i = 0; i < each; i++)
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
        $"{name,-18} {writers * each / seconds,7:N0} writes/s   p50 {p50,6:N0} ms   p99 {p99,6:N0} ms   worst {worst,6:N0} ms"));
}

static void WriteBare(string connection)
{
    using var bare = new SqliteConnection(connection);
    bare.Open();
    using var command = bare.CreateCommand();
    command.CommandText = """
        PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; BEGIN IMMEDIATE;
        INSERT INTO system_logs (created_at, action, actor_kind, actor_id, actor_name, entity, subject)
        VALUES ('2026-03-02 09:00:00.000', 'benchmark.write', 'job', '1', 'B', 'x', 'x');
        COMMIT;
        """;
    _ = command.ExecuteNonQuery();
}
