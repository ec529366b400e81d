using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace UnityAdmin.Shell;

/// <summary>
/// A page whose state is its address: its filters and tabs are links to itself. It reads what its address asks for, gives up what is no
/// longer wanted, and a reading that fails leaves a reference in place of the rows.
/// </summary>
public abstract class AddressedPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly ILogger log;
    private readonly string path;
    private readonly string what;
    private CancellationTokenSource loading = new();

    /// <param name="navigation">Where the browser stands.</param>
    /// <param name="log">Of the page itself.</param>
    /// <param name="path">Its own, such as <c>/orders</c>: other addresses of it are followed without leaving it.</param>
    /// <param name="what">It reads, as the log calls it: <c>orders</c>.</param>
    protected AddressedPage(NavigationManager navigation, ILogger log, string path, string what)
    {
        (Navigation, this.log, this.path, this.what) = (navigation, log, path, what);
        Gone = gone.Token;
    }

    /// <summary>The reference of the reading that failed; null while all is well.</summary>
    protected string? Failure { get; private set; }

    /// <summary>More rows are being read.</summary>
    protected bool IsReadingOn { get; private set; }

    protected NavigationManager Navigation { get; }

    /// <summary>Ends with the page; may be asked after it, too.</summary>
    protected CancellationToken Gone { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Follow;
        ReadAddress();
        return LoadAsync();
    }

    /// <param name="query">The address's query string, with its question mark where it has one.</param>
    protected abstract void ReadAddress(string query);

    protected void ReadAddress() => ReadAddress(new Uri(Navigation.Uri).Query);

    /// <summary>Reads what the address asks for.</summary>
    /// <param name="stop">Something newer is asked for, or the page was left: what was read is not to be shown then.</param>
    protected abstract Task ReadAsync(CancellationToken stop);

    /// <summary>Another address of the page was opened. Its links follow at once: the next may be pressed while rows still load.</summary>
    protected virtual async Task MoveOnAsync()
    {
        ReadAddress();
        StateHasChanged();
        await LoadAsync();
        StateHasChanged();
    }

    /// <summary>A page that was left reads nothing more: a watch or a dialog may still call back.</summary>
    protected async Task LoadAsync()
    {
        if (Gone.IsCancellationRequested) return;
        await loading.CancelAsync();
        loading.Dispose();
        loading = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        await TryAsync(ReadAsync);
    }

    /// <summary>Reads more of the same rows; pressed twice, once.</summary>
    protected async Task ReadOnAsync(Func<CancellationToken, Task> read)
    {
        if (IsReadingOn) return;
        IsReadingOn = true;
        await TryAsync(read);
        IsReadingOn = false;
    }

    protected async Task TryAsync(Func<CancellationToken, Task> read)
    {
        if (Gone.IsCancellationRequested) return;
        var stop = loading.Token;
        try
        {
            await read(stop);
            if (!stop.IsCancellationRequested) Failure = null;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Whatever this reading ended with no longer matters.
        }
        catch (Exception broken)
        {
            Fail(broken);
        }
    }

    protected void Fail(Exception broken)
    {
        Failure = Failures.NewReference();
        log.LogError(broken, "The {What} could not be read, reference {Reference}", what, Failure);
    }

    /// <summary>Opens the page with another search; one that is being typed on is one step of the way back, not one for each key.</summary>
    protected void Search(string href, bool isTypedOn) => Navigation.NavigateTo(href, replace: isTypedOn);

    protected virtual void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= Follow;
        loading.Cancel();
        loading.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == path) _ = InvokeAsync(MoveOnAsync);
    }
}
