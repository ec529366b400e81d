using UnityAdmin.Staff;

namespace UnityAdmin.Operations.Pages;

/// <summary>The go-live list, asked as soon as the page is open and shown line by line.</summary>
public sealed partial class SystemPage(GoLive goLive, CurrentStaff current) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly List<GoLiveLine> lines = [];
    private CancellationTokenSource? run;
    private Refusal? refused;
    private string asking = "Starting";
    private bool running;
    private bool stopped;

    private string Summary => lines.Count(line => !line.Passed) is var failing && failing > 0
        ? failing == 1 ? "1 check fails" : $"{failing} checks fail"
        : running || stopped || lines.Count == 0 ? "Go-live checks" : $"All {lines.Count} checks hold";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await RunAsync();
    }

    public void Dispose()
    {
        gone.Cancel();
        run?.Dispose();
        gone.Dispose();
    }

    private async Task RunAsync()
    {
        if (running) return;
        (running, stopped) = (true, false);
        refused = (await current.ActAsync(Role.Admin)).Refused;
        if (refused is null) await AskAllAsync();
        running = false;
        if (!gone.IsCancellationRequested) StateHasChanged();
    }

    private async Task AskAllAsync()
    {
        run?.Dispose();
        run = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        lines.Clear();
        StateHasChanged();
        try
        {
            // Away from the circuit: SQLite answers on the thread that asks, and the page must stay usable.
            await Task.Run(() => CollectAsync(run.Token), run.Token);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            stopped = true;
        }
    }

    private async Task CollectAsync(CancellationToken stop)
    {
        await foreach (var line in goLive.RunAsync(new Telling(Tell), stop)) await InvokeAsync(() => Add(line));
    }

    private void Add(GoLiveLine line)
    {
        lines.Add(line);
        StateHasChanged();
    }

    private void Tell(string what)
    {
        if (gone.IsCancellationRequested) return;
        _ = InvokeAsync(() =>
        {
            asking = what;
            StateHasChanged();
        });
    }

    private void Stop() => run?.Cancel();

    private static string? HrefOf(string? row) => row?.Split('/') switch
    {
        ["products", var id] => $"/products/{id}",
        ["stock_moves", var id] => $"/stock?move={id}",
        _ => null,
    };

    private sealed class Telling(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
