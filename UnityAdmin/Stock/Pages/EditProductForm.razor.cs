using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>Edits what is written about a product. Where someone else saved meanwhile, theirs stands beside what is typed.</summary>
public sealed partial class EditProductForm(Products products, ProductList list, CurrentStaff current, Notices notices)
{
    private static readonly Dictionary<string, string> NoFaults = [];

    private ProductFields fields = null!;
    private IReadOnlyList<string> brands = [];
    private Dictionary<string, string> shownTheirs = [];
    private Draft? draft;
    private Refusal? refused;
    private bool clashed;
    private bool busy;
    private bool saved;

    [Parameter, EditorRequired]
    public int ProductId { get; set; }

    /// <summary>The product as it is now; it may change while the form is open.</summary>
    [Parameter, EditorRequired]
    public required ProductFacts Facts { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private Dictionary<string, string> Theirs => shownTheirs.Count > 0 ? shownTheirs : TheirsIn(Facts);

    protected override async Task OnInitializedAsync()
    {
        fields = new ProductFields(Facts);
        brands = await list.BrandsAsync(CancellationToken.None);
    }

    private Dictionary<string, string> TheirsIn(ProductFacts now) => ProductFields.Names
        .Select(name => (Name: name, Theirs: fields.TheirsOf(name, now)))
        .Where(field => field.Theirs is not null).ToDictionary(field => field.Name, field => field.Theirs!);

    private async Task SaveAsync()
    {
        if (busy) return;
        (busy, clashed) = (true, false);
        try
        {
            if (!fields.Read().Is(out var edited, out refused)) return;
            refused = await current.TryAsync(by => products.EditAsync(ProductId, fields.Seen, edited, by, CancellationToken.None));
            if (refused is null) await DoneAsync();
            else if (refused is { Kind: RefusalKind.Conflict, Fields.Count: > 0 }) await ShowTheirsAsync();
        }
        finally
        {
            busy = false;
        }
    }

    // Theirs are on the screen from here on, so the next save may put ours in their place.
    private async Task ShowTheirsAsync()
    {
        clashed = true;
        if (await products.FindAsync(ProductId, CancellationToken.None) is not { Product: var product }) return;
        var now = ProductFacts.Of(product);
        shownTheirs = TheirsIn(now);
        fields.BringUpTo(now);
    }

    private async Task DoneAsync()
    {
        saved = true;
        notices.Done("Product saved");
        await CloseAsync();
    }

    private Task CancelAsync()
    {
        saved = true;
        return CloseAsync();
    }

    private async Task CloseAsync()
    {
        if (draft is not null) await draft.ClearAsync();
        await OnClose.InvokeAsync();
    }
}
