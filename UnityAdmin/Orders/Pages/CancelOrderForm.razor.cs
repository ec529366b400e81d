using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>The inside of the dialog that cancels an order whose goods are still here.</summary>
public sealed partial class CancelOrderForm(Fulfilment fulfilment)
{
    private string reason = "";

    [Parameter, EditorRequired]
    public required OrderView View { get; set; }
}
