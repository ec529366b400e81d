using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Shell;

/// <summary>Opens what a scan names (wwwroot/js/hands.js): the record that has this very code in its name.</summary>
public sealed partial class ScanPage(IEnumerable<IPaletteSource> sources, NavigationManager navigation, ILogger<ScanPage> log)
{
    private string code = "";
    private IReadOnlyList<PaletteEntry>? found;
    private bool failed;

    [SupplyParameterFromQuery]
    private string? Code { get; set; }

    protected override Task OnParametersSetAsync()
    {
        code = ScannedCode.Of(Code ?? "");
        return FindAsync();
    }

    private async Task FindAsync()
    {
        (found, failed) = (null, false);
        try
        {
            var some = code.Length == 0 ? [] : await Task.WhenAll(sources.Select(source => source.FindAsync(code, CancellationToken.None)));
            List<PaletteEntry> named = [.. some.SelectMany(entries => entries).Where(IsNamed)];
            if (named is [var one]) navigation.NavigateTo(one.Href, new NavigationOptions { ReplaceHistoryEntry = true });
            else found = named;
        }
        catch (Exception failure) when (failure is not NavigationException)
        {
            log.LogError(failure, "A scan could not be looked up");
            failed = true;
        }
    }

    // Not what merely contains it: an order names the products in it, and UN-1 is a part of UN-12.
    private bool IsNamed(PaletteEntry entry) => entry.Detail.Split(" · ").Prepend(entry.Title)
        .Any(word => word.Equals(code, StringComparison.OrdinalIgnoreCase));
}
