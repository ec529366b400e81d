using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Staff;

namespace UnityAdmin.Orders.Pages;

/// <summary>What goes into the parcel: what is in it and where it goes, and no prices. Made for paper.</summary>
public sealed partial class SlipPage(OrderBook book, CurrentStaff current, IOptions<ShopSettings> shop)
{
    private OrderView? view;
    private Refusal? refused;

    [Parameter]
    public int Id { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if ((await current.ActAsync(Role.Staff)).Is(out _, out refused)) view = await book.FindAsync(Id, CancellationToken.None);
    }

    private static IEnumerable<string> Address(Order order) => new[]
    {
        order.DeliveryAddress, order.DeliveryCity, order.DeliveryEircode,
        order.CustomerPhone is { } phone ? Phone.Shown(phone) : null,
    }.OfType<string>();
}
