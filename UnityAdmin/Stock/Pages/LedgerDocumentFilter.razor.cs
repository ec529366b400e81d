using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Stock.Pages;

public sealed partial class LedgerDocumentFilter(NavigationManager navigation)
{
    private string? typed;

    [Parameter, EditorRequired]
    public required LedgerFilter Filter { get; set; }

    protected override void OnParametersSet() => typed = Filter.Document;

    private void Show() => navigation.NavigateTo(
        (Filter with { Document = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim() }).Href());
}
