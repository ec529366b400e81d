using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Jobs.Pages;

/// <summary>A job's runs, newest first, read again whenever one begins or ends.</summary>
public sealed partial class JobHistory(JobLog log, CurrentStaff current, ILogger<JobHistory> logger) : IDisposable
{
    private const string PickedUp = ", picked up after the run before it was cut off";

    private readonly CancellationTokenSource gone = new();
    private List<JobRun>? runs;
    private Refusal? refused;
    private string? failure;
    private int? seen;
    private bool mayBeMore;
    private bool busy;

    [Parameter, EditorRequired]
    public required string Job { get; set; }

    [Parameter]
    public int Tick { get; set; }

    protected override Task OnParametersSetAsync()
    {
        if (seen == Tick) return Task.CompletedTask;
        seen = Tick;
        return LoadAsync();
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private Task LoadAsync() => ReadAsync(null, page =>
    {
        // What was shown further down stays, unless more has come since than fits on a page.
        var older = runs is null || page.Count == 0 ? [] : runs.FindAll(run => run.Id < page[^1].Id);
        mayBeMore = older.Count > 0 ? mayBeMore : page.Count == JobLog.PageSize;
        runs = [.. page, .. older];
    });

    private async Task ShowMoreAsync()
    {
        if (busy || runs is not { Count: > 0 } shown) return;
        busy = true;
        await ReadAsync(shown[^1].Id, page =>
        {
            runs = [.. shown, .. page];
            mayBeMore = page.Count == JobLog.PageSize;
        });
        busy = false;
    }

    private async Task ReadAsync(long? before, Action<IReadOnlyList<JobRun>> show)
    {
        try
        {
            var read = await current.TryAsync(by => log.HistoryAsync(Job, before, by, gone.Token), Role.Manager);
            failure = null;
            if (read.Is(out var page, out refused)) show(page);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            failure = Failures.NewReference();
            logger.LogError(broken, "The runs of {Job} could not be read, reference {Reference}", Job, failure);
        }
    }
}
