using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Jobs.Pages;

/// <summary>Every job, kept up to date: every moment while one runs, every minute otherwise.</summary>
public sealed partial class JobsPage(
    JobBoard board, JobLog log, CurrentStaff current, MinuteTicker ticker, TimeProvider clock, Notices notices, Confirm confirm,
    DialogService dialogs, ILogger<JobsPage> logger) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>How long a job that was asked to run may take to begin before the page stops looking every moment.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource gone = new();
    private ITimer? timer;
    private IReadOnlyList<JobLine>? lines;
    private Actor? me;
    private Refusal? refused;
    private string? failure;
    private string? asked;
    private long? before;
    private DateTime askedUntil;
    private int reloading;
    private bool busy;

    [SupplyParameterFromQuery(Name = "history")]
    private string? Shown { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        ticker.Ticked += Reload;
        timer = clock.CreateTimer(_ => LookAgain(), null, Moment, Moment);
    }

    public void Dispose()
    {
        ticker.Ticked -= Reload;
        timer?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    // The two jobs after which a purge would delete something else.
    private int AnalyticsTick => lines!.Where(line => line.Job.Name is Schedule.Rollup or Schedule.Retention)
        .Aggregate(0, (all, line) => HashCode.Combine(all, line.Last?.Id));

    private bool IsRunning(string job) => lines?.Any(line => line.Job.Name == job && line.Running is not null) == true;

    // Runs on a timer's thread; while nothing runs it asks nobody.
    private void LookAgain()
    {
        if (asked is not null || lines?.Any(line => line.Running is not null) == true) Reload();
    }

    private void Reload()
    {
        if (Interlocked.Exchange(ref reloading, 1) == 0) _ = InvokeAsync(ReloadAsync);
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        reloading = 0;
        if (!gone.IsCancellationRequested) StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            var read = await current.TryAsync(
                async by =>
                {
                    me = by;
                    return await board.ReadAsync(by, gone.Token);
                },
                Role.Manager);
            failure = null;
            if (read.Is(out var found, out refused)) Show(found);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            failure = Failures.NewReference();
            logger.LogError(broken, "The jobs could not be read, reference {Reference}", failure);
        }
    }

    private void Show(IReadOnlyList<JobLine> found)
    {
        lines = found;
        if (asked is null) return;
        var line = found.Single(one => one.Job.Name == asked);
        if (line.Running is not null || line.Last?.Id > (before ?? 0) || clock.NowUtc() > askedUntil) asked = null;
    }

    private Task RunAsync(JobLine line) => line.Job.Name == Schedule.Retention ? AskAndPurgeAsync() : StartAsync(line);

    private async Task StartAsync(JobLine line)
    {
        (before, askedUntil) = (line.Last?.Id, clock.NowUtc() + Patience);
        if (await DoAsync(by => board.RunNowAsync(line.Job.Name, by, gone.Token), line.Job.AtLeast)) asked = line.Job.Name;
        await LoadAsync();
    }

    private async Task AskAndPurgeAsync()
    {
        var read = await current.TryAsync(by => Task.Run(() => board.OutlookAsync(by, gone.Token), gone.Token), Role.Admin);
        if (read.Is(out var outlook, out var no)) await PurgeAsync(outlook);
        else notices.Refused(no);
    }

    private async Task PurgeAsync(RetentionOutlook outlook)
    {
        if (outlook.Plan.Events == 0)
        {
            notices.Told("There is nothing to delete.");
            return;
        }

        var days = RecurringWork.Days(outlook.Plan.Days.Count(day => day.Goes));
        var sure = await confirm.AskAsync(
            $"Delete {RecurringWork.Events(outlook.Plan.Events)}?",
            $"They are those of {days}, which are sealed first. Every figure stays as it is; the raw events come back only from a backup.",
            "Delete",
            destructive: true);
        if (sure && lines?.SingleOrDefault(line => line.Job.Name == Schedule.Retention) is { } retention) await StartAsync(retention);
    }

    private async Task PauseAsync(JobLine line)
    {
        var paused = await dialogs.OpenAsync<PauseJobForm>(
            $"Pause {line.Job.Title}",
            new Dictionary<string, object?> { [nameof(PauseJobForm.Job)] = line.Job },
            new DialogOptions { Width = "460px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (paused is true) notices.Done($"{line.Job.Title} is paused.");
        await LoadAsync();
    }

    private async Task ResumeAsync(JobLine line)
    {
        if (await DoAsync(by => board.ResumeAsync(line.Job.Name, by, gone.Token), Role.Manager)) notices.Done($"{line.Job.Title} goes on.");
        await LoadAsync();
    }

    private async Task CancelAsync(JobLine line, JobRun run)
    {
        var sure = await confirm.AskAsync(
            $"Cancel {line.Job.Title}?",
            "It stops within a moment. What it has done stays done; the next run goes on from there.",
            "Stop it",
            destructive: true,
            no: "Let it run");
        if (!sure) return;
        _ = await DoAsync(by => log.CancelAsync(run.Id, by, gone.Token), Role.Manager);
        await LoadAsync();
    }

    private async Task<bool> DoAsync(Func<Actor, Task<Result>> verb, Role atLeast)
    {
        if (busy) return false;
        busy = true;
        try
        {
            if (await current.TryAsync(verb, atLeast) is not { } no) return true;
            notices.Refused(no);
            return false;
        }
        finally
        {
            busy = false;
        }
    }
}
