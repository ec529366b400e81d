using Microsoft.AspNetCore.Components;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>Counts once when shown, then again shortly after each commit; a burst of commits is counted once.</summary>
public sealed partial class NavigationCount(ChangeFeed feed, DatabaseOutage outage, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource gone = new();
    private IDisposable? watch;
    private int count;
    private int pending;

    [Parameter, EditorRequired]
    public required INavigationBadge Badge { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        watch = feed.Watch(_ => RecountSoon());
        outage.Ended += RecountSoon;
        await CountAsync();
    }

    public void Dispose()
    {
        watch?.Dispose();
        outage.Ended -= RecountSoon;
        gone.Cancel();
        gone.Dispose();
    }

    private void RecountSoon()
    {
        if (Interlocked.Exchange(ref pending, 1) == 0) _ = InvokeAsync(RecountAsync);
    }

    private async Task RecountAsync()
    {
        try
        {
            await Task.Delay(Pause, clock, gone.Token);
            pending = 0;
            await CountAsync();
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task CountAsync()
    {
        try
        {
            count = await Badge.CountAsync(gone.Token);
            StateHasChanged();
        }
        catch (DatabaseBusyException)
        {
            // The last count stays; the next commit counts again, or the end of the outage. It must not take the whole page down.
        }
    }
}
