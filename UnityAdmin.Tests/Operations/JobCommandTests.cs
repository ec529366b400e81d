using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Tests.Jobs;

namespace UnityAdmin.Tests.Operations;

/// <summary><c>rollup</c> and <c>purge</c> as they are called on the server's command line.</summary>
public sealed class JobCommandTests
{
    [Fact]
    public async Task Days_are_counted_previewed_and_purged_alone_on_the_file()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await shop.Data.TellOfDaysAsync(now, 95);
        using (SqliteFile.Take(shop.Address.ConnectionString))
        {
            var refused = await RunAsync(shop, "rollup");
            Assert.Equal(1, refused.Exit);
            Assert.Contains("press \"Run now\" on its Jobs page", refused.Error, StringComparison.Ordinal);
            var preview = await RunAsync(shop, "purge", "--dry-run");
            Assert.Equal(0, preview.Exit);
            Assert.Contains("stays: not rolled up yet", preview.Out, StringComparison.Ordinal);
        }

        var backwards = await RunAsync(shop, "rollup", "--from", "2026-03-02", "--to", "2026-03-01");
        Assert.Equal((1, "The period ends before it begins. Swap the two days."), (backwards.Exit, backwards.Error));
        Assert.Equal(0, await shop.CountAsync("job_runs"));
        Assert.Equal(0, (await RunAsync(shop, "rollup")).Exit);

        // In the hour before midnight of UTC the shop's day may be the next already, here or ninety days ago.
        var (days, first) = (new ShopSettings(), DateOnly.FromDateTime(now.AddDays(-95)).DayNumber);
        Assert.Equal(days.DayOf(now).DayNumber - first + 1, await shop.CountAsync("analytics_days"));
        var old = days.DayOf(now.AddDays(-Retention.Days)).DayNumber - first;
        var gone = await RunAsync(shop, "purge");
        Assert.Equal((0, ""), (gone.Exit, gone.Error));
        Assert.StartsWith($"{old} raw events of {old} days deleted", gone.Out, StringComparison.Ordinal);
        Assert.Equal(95 - old, await shop.CountAsync("analytics_events"));
        Assert.Equal(2, await shop.CountAsync("job_runs", "state = 'succeeded' AND started_by LIKE '% at the command line'"));
        var closed = await RunAsync(shop, "rollup", "--from", $"{now.AddDays(-95):yyyy-MM-dd}");
        Assert.Equal(1, closed.Exit);
        Assert.Contains("is sealed", closed.Error, StringComparison.Ordinal);
        Assert.Equal(2, await shop.CountAsync("job_runs"));
    }

    [Fact]
    public async Task A_period_of_a_shop_on_PostgreSQL_is_counted()
    {
        await using var shop = await TestDatabase.Postgres.OpenAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await shop.Data.TellOfDaysAsync(now, 5);
        var day = DateOnly.FromDateTime(now.AddDays(-3));
        var early = await RunAsync(shop, "rollup", "--to", $"{now.AddDays(3):yyyy-MM-dd}");
        Assert.Equal((1, "The period ends after today. Choose today or an earlier day."), (early.Exit, early.Error));
        Assert.Equal(0, await shop.CountAsync("job_runs"));
        var done = await RunAsync(shop, "rollup", "--from", $"{day:yyyy-MM-dd}", "--to", $"{day:yyyy-MM-dd}");
        Assert.Equal((0, "1 day of 1 counted, from 1 raw event"), (done.Exit, done.Out.Trim()));
        Assert.Equal(1, await shop.CountAsync("analytics_days"));
    }

    private static Task<ChildProgram.Outcome> RunAsync(TestShop shop, params string[] arguments) =>
        ChildProgram.RunAsync(shop.Address, shop.Folder, arguments);
}
