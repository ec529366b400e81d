using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>The inside of the dialog that asks before goods are handed over unpaid.</summary>
public sealed partial class HandOverForm(Fulfilment fulfilment)
{
    private string reason = "";

    [Parameter, EditorRequired]
    public required OrderView View { get; set; }
}
