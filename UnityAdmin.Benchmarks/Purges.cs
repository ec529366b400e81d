using System.Diagnostics;
using System.Globalization;
using UnityAdmin.Analytics;
using UnityAdmin.Data;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// The purge of all that is older than 90 days, while a writer keeps writing and measures how long each of its acknowledged writes takes;
/// beside one DELETE of the same rows on a copy of the file.
/// </summary>
internal static class Purges
{
    private static readonly Actor Nightly = Actor.Job("analytics-retention");

    public static async Task RunAsync(BenchmarkShop shop)
    {
        using (var source = shop.OpenBare()) source.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        var cpu = await LeastCpuAsync(shop.DatabaseFile);
        var quiet = await WritingAsync(shop, stop => Task.Delay(TimeSpan.FromSeconds(5), stop));
        var started = Stopwatch.GetTimestamp();
        var size = new FileInfo(shop.DatabaseFile).Length;
        RetentionReport? report = null;
        var waits = await WritingAsync(shop, async stop =>
            report = await shop.Get<Retention>().PurgeAsync(Nightly, Unwatched.Work, stop));
        Console.WriteLine(FormattableString.Invariant(
            $"purge of {report!.Days} days, {report.Events:N0} events  {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s"));
        Console.WriteLine(FormattableString.Invariant(
            $"  {waits.Count:N0} writes meanwhile  p99 {waits.P99:N1} ms  max {waits.Most:N1} ms"));
        Console.WriteLine(FormattableString.Invariant($"  writes without it  p99 {quiet.P99:N1} ms  max {quiet.Most:N1} ms"));
        Console.WriteLine(FormattableString.Invariant(
            $"  WAL at most {waits.WalBytes / 1e6:N0} MB;  file {size / 1e6:N0} → {new FileInfo(shop.DatabaseFile).Length / 1e6:N0} MB"));
        var (ours, one) = (cpu.Ours.TotalSeconds, cpu.OneDelete.TotalSeconds);
        Console.WriteLine(FormattableString.Invariant($"  CPU to the last row {ours:N1} s;  one DELETE {one:N1} s  × {ours / one:N2}"));
    }

    /// <summary>Each alone, by turns and the best of three: all of the processor's time is its own, and less of it a neighbour's.</summary>
    private static async Task<(TimeSpan Ours, TimeSpan OneDelete)> LeastCpuAsync(string file)
    {
        var (ours, one) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            await using (var copy = await BenchmarkShop.OpenAsync(file)) one = Least(one, OneDelete(copy));
            await using var again = await BenchmarkShop.OpenAsync(file);
            var (watch, before) = (new Watch(), Process.GetCurrentProcess().TotalProcessorTime);
            _ = await again.Get<Retention>().PurgeAsync(Nightly, watch, default);
            ours = Least(ours, watch.DeletedCpu - before);
        }

        return (ours, one);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Notes when the last row was gone and only the file was left to be made smaller.</summary>
    private sealed class Watch : IJobProgress
    {
        public long? RunId => null;

        public TimeSpan DeletedCpu { get; private set; }

        public void Report(long done, long total, string what)
        {
            if (done == total) DeletedCpu = Process.GetCurrentProcess().TotalProcessorTime;
        }

        public Task HoldAsync(ShopDb db, CancellationToken stop) => Task.CompletedTask;
    }

    private sealed record Waits(int Count, double P99, double Most, long WalBytes);

    private static async Task<Waits> WritingAsync(BenchmarkShop shop, Func<CancellationToken, Task> meanwhile)
    {
        var (waits, wal) = (new List<double>(), 0L);
        var work = Task.Run(() => meanwhile(CancellationToken.None));
        while (!work.IsCompleted)
        {
            var asked = Stopwatch.GetTimestamp();
            _ = await shop.Get<ShopData>().ChangeAsync<int>(
                Nightly, "benchmark", db => InsertAsync(db), CancellationToken.None);
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            wal = Math.Max(wal, new FileInfo(shop.DatabaseFile + "-wal").Length);
            await Task.Delay(2);
        }

        await work;
        waits.Sort();
        return new Waits(waits.Count, waits[waits.Count * 99 / 100], waits[^1], wal);
    }

    private static async Task<Result<int>> InsertAsync(ShopDb db) => await db.InsertManyAsync(
        [new AnalyticsEvent { EventType = EventNames.PageView, SessionId = "benchmark", Path = "/", Timestamp = Now() }], "", default);

    private static DateTime Now() => TimeProvider.System.NowUtc();

    private static TimeSpan OneDelete(BenchmarkShop shop)
    {
        using var bare = shop.OpenBare();
        var settings = new ShopSettings();
        var before = settings.StartOf(settings.DayOf(DateTime.UtcNow.AddDays(-Retention.Days)))
            .ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture);
        bare.Run($"UPDATE analytics_days SET sealed_at = ends_at, checksum = '' WHERE ends_at <= '{before}'");
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        bare.Run($"DELETE FROM analytics_events WHERE timestamp < '{before}'");
        return Process.GetCurrentProcess().TotalProcessorTime - cpu;
    }
}
