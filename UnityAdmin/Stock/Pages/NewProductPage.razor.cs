using System.Globalization;
using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>A product that lay on the shelf before the shop counted by this program, or came past the sell requests.</summary>
public sealed partial class NewProductPage(
    Products products, ProductList list, CurrentStaff current, Notices notices, NavigationManager navigation)
{
    private static readonly Dictionary<string, string> NoFaults = [];

    private readonly ProductFields fields = new();
    private IReadOnlyList<string> brands = [];
    private Draft? draft;
    private Refusal? refused;
    private string opening = "";
    private bool busy;
    private bool saved;

    private IReadOnlyDictionary<string, string> Faults => refused?.Fields ?? NoFaults;

    protected override async Task OnInitializedAsync() => brands = await list.BrandsAsync(CancellationToken.None);

    private async Task SaveAsync()
    {
        if (busy) return;
        busy = true;
        try
        {
            if (!Read().Is(out var wanted, out refused)) return;
            var added = await current.TryAsync(
                by => products.AddAsync(wanted.Facts, wanted.Opening, by, CancellationToken.None), Role.Admin);
            if (!added.Is(out var product, out refused)) return;
            saved = true;
            if (draft is not null) await draft.ClearAsync();
            notices.Done($"{product.Name} added as {product.Sku}");

            // The guard must have been drawn again, or it would ask whether to leave.
            StateHasChanged();
            await Task.Yield();
            navigation.NavigateTo(new ProductFilter().HrefOf(product.Id));
        }
        finally
        {
            busy = false;
        }
    }

    private Result<(ProductFacts Facts, int Opening)> Read()
    {
        var units = 0;
        var isCount = opening.Trim().Length == 0
            || (int.TryParse(opening.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out units) && units <= StockLedger.MaxUnits);
        var faults = new Dictionary<string, string>(isCount ? NoFaults : StockRefusals.OpeningOutOfRange.Fields);
        if (!fields.Read().Is(out var facts, out var wrong))
            foreach (var (name, fault) in wrong.Fields) faults[name] = fault;
        return facts is not null && faults.Count == 0 ? (facts, units) : StockRefusals.ProductWrong(faults);
    }
}
