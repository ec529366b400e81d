using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>
/// Ctrl+K: pages from the navigation, records from every <see cref="IPaletteSource"/>. Opening, closing and the arrow keys happen in the
/// browser (wwwroot/js/palette.js), so they never wait for the server.
/// </summary>
public sealed partial class CommandPalette(
    IEnumerable<NavigationEntry> entries,
    IEnumerable<IPaletteSource> sources,
    IJSRuntime js,
    TimeProvider clock,
    ILogger<CommandPalette> log) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private const int ShortestSearch = 2;

    private ElementReference dialog;
    private IJSObjectReference? module;
    private CancellationTokenSource current = new();
    private IReadOnlyList<PaletteEntry> pages = [];
    private IReadOnlyList<PaletteEntry> records = [];
    private string text = "";
    private bool searching;
    private bool failed;

    [Parameter, EditorRequired]
    public required ClaimsPrincipal Who { get; set; }

    protected override void OnInitialized() => pages = PagesLike("");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        module = await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/palette.js"]}");
        await module.InvokeVoidAsync("attach", dialog);
    }

    public async ValueTask DisposeAsync()
    {
        await current.CancelAsync();
        current.Dispose();
        await module.LetGoAsync();
    }

    private async Task TypeAsync(ChangeEventArgs typed)
    {
        text = typed.Value?.ToString()?.Trim() ?? "";
        pages = PagesLike(text);
        failed = false;
        searching = text.Length >= ShortestSearch;
        if (!searching) records = [];
        await current.CancelAsync();
        current.Dispose();
        current = new CancellationTokenSource();
        if (searching) await SearchAsync(text, current.Token);
    }

    private async Task SearchAsync(string wanted, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Pause, clock, stop);
            var found = await Task.WhenAll(sources.Select(source => source.FindAsync(wanted, stop)));
            if (stop.IsCancellationRequested) return;
            records = [.. found.SelectMany(some => some)];
            searching = false;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The next key was pressed; whatever this search ended with no longer matters.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The command palette could not search");
            records = [];
            (searching, failed) = (false, true);
        }
    }

    private List<PaletteEntry> PagesLike(string wanted)
    {
        var (role, query) = (Who.HighestRole(), SearchQuery.Parse(wanted));
        return
        [
            .. entries.Where(entry => role >= entry.AtLeast && query.Matches(entry.Title))
                .OrderBy(entry => entry.Order).Select(entry => new PaletteEntry(entry.Title, "", entry.Href, entry.Icon, "Go to")),
        ];
    }

    private static string IdOf(PaletteEntry entry) => "palette" + entry.Href.Replace('/', '-');
}
