using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Customers.Pages;

/// <summary>One customer, opened from a list whose filters its address carries. Each gets a desk of its own.</summary>
public sealed partial class CustomerPage(NavigationManager navigation)
{
    [Parameter]
    public int Id { get; set; }
}
