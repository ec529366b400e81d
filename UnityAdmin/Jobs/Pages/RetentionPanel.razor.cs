using Microsoft.AspNetCore.Components;
using UnityAdmin.Analytics;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Jobs.Pages;

/// <summary>The preview of a purge, made again whenever a run ended: never while one goes on, and never by the clock.</summary>
public sealed partial class RetentionPanel(JobBoard board, CurrentStaff current, ILogger<RetentionPanel> log) : IDisposable
{
    private const int MostDays = 14;

    private readonly CancellationTokenSource gone = new();
    private RetentionOutlook? outlook;
    private Refusal? refused;
    private string? failure;
    private int? seen;
    private bool all;

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    /// <summary>Changes whenever a run began or ended.</summary>
    [Parameter]
    public int Tick { get; set; }

    [Parameter]
    public bool Running { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<RetentionOutlook> OnPurge { get; set; }

    private IEnumerable<RetentionDay> ShownDays => all ? outlook!.Plan.Days : outlook!.Plan.Days.Take(MostDays);

    private string Sum
    {
        get
        {
            var goes = outlook!.Plan.Days.Count(day => day.Goes);
            var stays = outlook.Plan.Days.Count - goes;
            var deleted = goes == 0 ? "Nothing." : $"{RecurringWork.Events(outlook.Plan.Events)} of {RecurringWork.Days(goes)}.";
            return stays == 0 ? deleted : $"{deleted} {RecurringWork.Days(stays)} old enough must stay.";
        }
    }

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

    private async Task LoadAsync()
    {
        try
        {
            // Away from the circuit: SQLite answers on the thread that asks, and counting old days may take a while.
            var read = await current.TryAsync(by => Task.Run(() => board.OutlookAsync(by, gone.Token), gone.Token), Role.Manager);
            failure = null;
            if (read.Is(out var found, out refused)) outlook = found;
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            failure = Failures.NewReference();
            log.LogError(broken, "The retention preview could not be made, reference {Reference}", failure);
        }
    }
}
