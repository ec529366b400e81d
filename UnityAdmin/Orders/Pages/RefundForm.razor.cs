using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>The inside of the dialog that records that the money went back.</summary>
public sealed partial class RefundForm(Fulfilment fulfilment)
{
    private string reason = "";
    private string reference = "";
    private Money total;

    [Parameter, EditorRequired]
    public required OrderView View { get; set; }

    private bool IsBack => View.Order.RestockedAt is not null;

    protected override void OnInitialized() => reason = View.Order.ClosingReason ?? "";

    protected override void OnParametersSet() => total = new Money(View.Order.TotalCents);
}
