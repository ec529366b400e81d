using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Selling.Pages;

/// <summary>One submission, opened from a queue whose filters its address carries. Each gets a desk of its own.</summary>
public sealed partial class SellRequestPage(NavigationManager navigation)
{
    [Parameter]
    public int Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    private QueueFilter Filter => QueueFilter.Parse(new Uri(navigation.Uri).Query);
}
