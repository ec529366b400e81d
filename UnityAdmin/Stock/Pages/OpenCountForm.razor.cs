using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The inside of the dialog that opens a stocktake. It closes with its id; while refused it keeps what was typed.</summary>
public sealed partial class OpenCountForm(DialogService dialogs, Stocktakes stocktakes, CurrentStaff current)
{
    private string title = "";
    private string category = "";
    private string size = "";
    private string brand = "";
    private Refusal? refusal;
    private bool busy;

    private IReadOnlyList<string> Sizes => category.Length == 0 ? Catalogue.Sizes : Catalogue.SizesOf(category);

    private string? Wrong(string field) => refusal?.Fields.GetValueOrDefault(field);

    private void KeepSize()
    {
        if (!Sizes.Contains(size)) size = "";
    }

    private async Task OpenAsync()
    {
        if (busy) return;
        busy = true;
        var wanted = new NewCount(title, Given(category), Given(size), Given(brand));
        var opened = await current.TryAsync(by => stocktakes.OpenAsync(wanted, by, CancellationToken.None), Role.Admin);
        busy = false;
        if (opened.Is(out var count, out refusal)) dialogs.Close(count.Id);
    }

    private static string? Given(string typed) => typed.Length == 0 ? null : typed;
}
