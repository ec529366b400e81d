using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>One order, opened from a list whose filters its address carries. Each gets a desk of its own.</summary>
public sealed partial class OrderPage(NavigationManager navigation)
{
    [Parameter]
    public int Id { get; set; }
}
