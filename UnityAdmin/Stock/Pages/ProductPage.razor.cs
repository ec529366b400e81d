using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Stock.Pages;

/// <summary>One product, opened from a list whose filters its address carries. Each gets a desk of its own.</summary>
public sealed partial class ProductPage(NavigationManager navigation)
{
    [Parameter]
    public int Id { get; set; }
}
