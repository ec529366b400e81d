using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>What the last audit of the ledger found, and a new one at a click of an admin.</summary>
public sealed partial class LedgerIntegrity(LedgerAudit audit, CurrentStaff current, Notices notices) : IDisposable
{
    private LedgerVerdict? last;
    private CancellationTokenSource? auditing;
    private long checkedMoves;

    [Parameter]
    public bool MayAudit { get; set; }

    protected override async Task OnInitializedAsync() => last = await audit.LastAsync(CancellationToken.None);

    public void Dispose() => Stop();

    private void Stop() => auditing?.Cancel();

    private async Task AuditAsync()
    {
        if (auditing is not null) return;
        using var run = auditing = new CancellationTokenSource();
        checkedMoves = 0;
        try
        {
            // Away from the circuit: SQLite answers on the thread that asks, and the page must stay usable.
            var outcome = await current.TryAsync<LedgerVerdict>(
                async by => await Task.Run(() => audit.RecordAsync(by, new Telling(Tell), run.Token), run.Token), Role.Admin);
            if (outcome.Is(out var found, out var refused)) last = found;
            else notices.Refused(refused);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // Stopped by hand: the last verdict stands.
        }
        finally
        {
            auditing = null;
        }
    }

    private void Tell(long done) => _ = InvokeAsync(() =>
    {
        checkedMoves = done;
        StateHasChanged();
    });

    // The findings are phrases that a list would hold.
    private static string Sentence(LedgerVerdict broken) =>
        $"{char.ToUpperInvariant(broken.Wrong[0][0])}{broken.Wrong[0][1..]}."
        + (broken.Wrong.Count == 1 ? "" : $" And {broken.Wrong.Count - 1} more: see the System page.");

    private sealed class Telling(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
