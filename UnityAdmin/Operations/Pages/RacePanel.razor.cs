using Microsoft.AspNetCore.Hosting.Server;
using UnityAdmin.Staff;
using UnityAdmin.Stock;

namespace UnityAdmin.Operations.Pages;

/// <summary>The rehearsal of the race on the running server: who may, how far it is, and what came of it.</summary>
public sealed partial class RacePanel(RaceRehearsal rehearsal, CurrentStaff current, IServer server) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private CancellationTokenSource? run;
    private RaceReport? report;
    private IReadOnlyList<DocumentedMove> ledger = [];
    private Refusal? refused;
    private int? buyers = RaceRehearsal.UsualBuyers;
    private int? product;
    private int started;
    private int answered;
    private bool running;
    private bool stopped;

    public void Dispose()
    {
        gone.Cancel();
        run?.Dispose();
        gone.Dispose();
    }

    private async Task RunAsync()
    {
        if (running) return;
        (running, stopped, report, refused) = (true, false, null, null);
        (started, answered) = (buyers ?? 0, 0);
        run?.Dispose();
        run = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        try
        {
            // Away from the circuit: SQLite answers on the thread that asks, and the page must stay usable.
            var stop = run.Token;
            var outcome = await Task.Run(() => current.TryAsync(by => RaceAsync(by, stop), Role.Admin), CancellationToken.None);
            if (outcome.Is(out report, out refused)) ledger = await rehearsal.LedgerOfAsync(report.ProductId, stop);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            stopped = true;
        }
        finally
        {
            running = false;
        }
    }

    private Task<Result<RaceReport>> RaceAsync(Actor by, CancellationToken stop) => OwnAddress.Of(server) is { } address
        ? rehearsal.RunAsync(product, started, address, by, new Telling(Tell), stop)
        : Task.FromResult<Result<RaceReport>>(RaceRefusals.NoAddress);

    // A line for each of two thousand buyers would be more work than the race.
    private void Tell(int done)
    {
        if (gone.IsCancellationRequested || (done < started && done % Math.Max(1, started / 50) != 0)) return;
        _ = InvokeAsync(() =>
        {
            answered = Math.Max(answered, done);
            StateHasChanged();
        });
    }

    private void Stop() => run?.Cancel();

    private sealed class Telling(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
