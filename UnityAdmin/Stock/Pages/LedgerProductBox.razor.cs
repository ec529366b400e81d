using Microsoft.AspNetCore.Components;
using UnityAdmin.Data;

namespace UnityAdmin.Stock.Pages;

/// <summary>Finds the product whose moves are wanted; a whole SKU, as a scanner types it, opens it at once.</summary>
public sealed partial class LedgerProductBox(StockOnHand stock, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<Product>? found;
    private string? typed;

    [Parameter, EditorRequired]
    public required LedgerFilter Filter { get; set; }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task FindAsync(string? text)
    {
        typed = text;
        var matches = text is null ? null : await stock.FindAsync(text, gone.Token);
        if (typed != text) return;
        found = matches;
        if (matches is not [var only] || SearchText.Key(only.Sku) != SearchText.Key(text!)) return;
        Forget();
        navigation.NavigateTo((Filter with { ProductId = only.Id }).Href());
    }

    private void Forget() => (typed, found) = (null, null);
}
