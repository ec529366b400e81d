using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>The inside of the dialog that hands an order to a carrier.</summary>
public sealed partial class ShipForm(Fulfilment fulfilment)
{
    private static readonly string[] Carriers = ["An Post", "DPD", "DHL", "Fastway", "GLS", "UPS"];

    private string carrier = "";
    private string tracking = "";
    private string unpaidReason = "";

    [Parameter, EditorRequired]
    public required OrderView View { get; set; }

    private bool IsUnpaid => View.Order.PaymentStatus == PaymentStatus.Pending;
}
