using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Stock;

namespace UnityAdmin.Jobs;

/// <param name="Name">In the database and on the command line.</param>
/// <param name="When">When it runs, in words.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Does">What it does, in a sentence.</param>
/// <param name="Run">The verb. It asks <see cref="IJobProgress.HoldAsync"/> before it writes where it runs for long.</param>
public sealed record RecurringJob(
    string Name, string When, string Title, string Does,
    Func<IServiceProvider, IJobProgress, CancellationToken, Task<JobOutcome>> Run)
{
    /// <summary>Five fields, minutes first, in the shop's time zone; null for a job that only runs when it has work.</summary>
    public string? Cron { get; init; }

    /// <summary>When its next work is due, which may be in the past; null where none is in sight.</summary>
    public Func<IServiceProvider, CancellationToken, Task<DateTime?>>? DueAt { get; init; }

    /// <summary>A night that was missed is caught up.</summary>
    public bool IsNightly => Cron is not null;

    /// <summary>Who may run it now.</summary>
    public Role AtLeast { get; init; } = Role.Manager;
}

/// <summary>What a run came to.</summary>
/// <param name="Done">What it got done, in the job's own unit.</param>
/// <param name="Sentence">The same in words; null where there was nothing to do.</param>
public sealed record JobOutcome(long Done, string? Sentence)
{
    /// <summary>It ran to its end and found something wrong that somebody must look at.</summary>
    public bool IsFailure { get; init; }
}

/// <summary>The verbs of <see cref="Schedule"/>, with their outcome put into words.</summary>
internal static class RecurringWork
{
    /// <summary>A verb that says how many it dealt with.</summary>
    public static Func<IServiceProvider, IJobProgress, CancellationToken, Task<JobOutcome>> Count<T>(
        Func<T, CancellationToken, Task<int>> verb, string done)
        where T : notnull => async (services, _, stop) =>
    {
        var count = await verb(services.GetRequiredService<T>(), stop);
        return new JobOutcome(count, count == 0 ? null : Words($"{count:N0} {done}"));
    };

    /// <summary>When a verb's own service says that its next work is due.</summary>
    public static Func<IServiceProvider, CancellationToken, Task<DateTime?>> DueBy<T>(
        Func<T, CancellationToken, Task<DateTime?>> next)
        where T : notnull => (services, stop) => next(services.GetRequiredService<T>(), stop);

    /// <summary>Past days that changed are counted again soon, but by at most one run in ten minutes.</summary>
    public static async Task<DateTime?> RollupDueAsync(IServiceProvider services, CancellationToken stop)
    {
        if (!await services.GetRequiredService<Rollup>().AnyReopenedAsync(stop)) return null;
        var last = await services.GetRequiredService<JobLog>().LastStartAsync(Schedule.Rollup, stop);
        return (last ?? DateTime.MinValue) + Rollup.ReopenedWait;
    }

    public static async Task<JobOutcome> RollUpAsync(IServiceProvider services, IJobProgress progress, CancellationToken stop) =>
        Outcome(await services.GetRequiredService<Rollup>().RunAsync(Actor.Job(Schedule.Rollup), progress, stop));

    public static JobOutcome Outcome(RollupReport report)
    {
        var said = new List<string>();
        if (report.Changed > 0) said.Add(Words($"{Days(report.Changed)} of {report.Checked:N0} counted, from {Events(report.Events)}"));
        if (report.Left is [var first, ..])
            said.Add(Words($"{Days(report.Left.Count)} left as counted, since raw events are missing, the first {first:d MMM yyyy}"));
        return new JobOutcome(report.Changed, said.Count == 0 ? null : string.Join("; ", said));
    }

    public static async Task<JobOutcome> PurgeAsync(IServiceProvider services, IJobProgress progress, CancellationToken stop) =>
        Outcome(await services.GetRequiredService<Retention>().PurgeAsync(Actor.Job(Schedule.Retention), progress, stop));

    public static JobOutcome Outcome(RetentionReport report)
    {
        var stays = report.Kept.Count == 0 ? "" : Words($"; {Days(report.Kept.Count)} had to stay");
        return new JobOutcome(report.Events, report.Days == 0 && report.Kept.Count == 0
            ? null
            : Words($"{Events(report.Events)} of {Days(report.Days)} deleted{stays}"));
    }

    public static async Task<JobOutcome> AuditLedgerAsync(IServiceProvider services, IJobProgress progress, CancellationToken stop)
    {
        var total = await services.GetRequiredService<ShopData>().ReadAsync(db => db.StockMoves.LongCountAsync(stop), stop);
        var verdict = await services.GetRequiredService<LedgerAudit>()
            .RecordAsync(Actor.Job(Schedule.LedgerAudit), new Telling(done => progress.Report(done, total, "moves proved")), stop);
        var photos = await services.GetRequiredService<PhotoAudit>().SampleAsync(stop);
        var wrong = new List<string>();
        if (!verdict.IsSound) wrong.Add($"The ledger does not hold: {string.Join("; ", verdict.Wrong)}.");
        if (photos.Wrong > 0) wrong.Add(Words($"Of {photos.Checked:N0} photos looked at {photos.Wrong:N0} are damaged: {photos.Detail}."));
        return wrong.Count > 0
            ? new JobOutcome(verdict.Moves, string.Join(' ', wrong)) { IsFailure = true }
            : new JobOutcome(verdict.Moves, verdict.Moves == 0 ? null : Words($"{verdict.Moves:N0} moves proved and signed"));
    }

    /// <summary>The verb <c>anchor</c>: gives up what the anchors of before could have proved.</summary>
    /// <exception cref="StartRefusedException">The ledger does not hold by itself, or there is no reason.</exception>
    public static async Task<JobOutcome> AnchorAnewAsync(
        IServiceProvider services, string reason, IJobProgress progress, CancellationToken stop)
    {
        var made = await services.GetRequiredService<LedgerAudit>()
            .AnchorAnewAsync(reason, Actor.CommandLine(), new Telling(done => progress.Report(done, 0, "moves proved")), stop);
        if (!made.Is(out var anchor, out var no)) throw new StartRefusedException(no.Sentence);
        return new JobOutcome(anchor.Moves, Words($"anchors begun anew with anchor {anchor.Id}, {anchor.Moves:N0} moves"));
    }

    public static string Days(long count) => count == 1 ? "1 day" : Words($"{count:N0} days");

    public static string Events(long count) => count == 1 ? "1 raw event" : Words($"{count:N0} raw events");

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Telling(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
