using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Selling.Pages;

/// <summary>Where the talk about the price stands, and how long the seller has left.</summary>
public sealed partial class QueueOffer(TimeProvider clock)
{
    [Parameter, EditorRequired]
    public required QueueRow Row { get; set; }

    private DateTime Now => clock.NowUtc();
}
