using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace UnityAdmin.Shell;

/// <summary>
/// Opens the record that a scan names, on whatever page it is made. The browser tells a scan from typing (wwwroot/js/hands.js); a code that
/// names nothing leaves the page as it is and says so.
/// </summary>
public sealed partial class ScanListener(
    IEnumerable<IPaletteSource> sources, NavigationManager navigation, Notices notices, IJSRuntime js, ILogger<ScanListener> log)
    : IAsyncDisposable
{
    private readonly Attachment listener = new(js);
    private DotNetObjectReference<ScanListener>? self;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        await listener.AttachAsync(Assets["js/scans.js"], "listen", self);
    }

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        self?.Dispose();
    }

    /// <param name="typed">The keys of the scan.</param>
    /// <param name="isCovered">A dialog is open, which must not be left without a word.</param>
    [JSInvokable]
    public Task ScannedAsync(string typed, bool isCovered) => InvokeAsync(() => OpenAsync(ScannedCode.Of(typed), isCovered));

    private async Task OpenAsync(string code, bool isCovered)
    {
        if (isCovered)
        {
            notices.Told($"The scan of {code} opened nothing, because a dialog is open. Close it, then scan again.");
            return;
        }

        try
        {
            foreach (var source in sources)
            {
                if (await source.FindNamedAsync(code, CancellationToken.None) is not { } href) continue;
                navigation.NavigateTo(href);
                return;
            }

            notices.Told($"No product, order or sell request is called {code}. Check the label, or press Ctrl+K to search.");
        }
        catch (Exception failure)
        {
            var reference = Failures.NewReference();
            log.LogError(failure, "A scan could not be looked up, reference {Reference}", reference);
            notices.Failed($"The scan of {code} could not be looked up. Scan it again.", reference);
        }
    }
}
