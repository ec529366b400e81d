using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>Where a customer had things sent; one of the places is the default.</summary>
public sealed partial class AddressesPanel(CustomerCare care, CurrentStaff current, Confirm confirm, Notices notices)
{
    private bool busy;

    [Parameter, EditorRequired]
    public required Customer Customer { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    private Task ChooseAsync(Address address) =>
        DoAsync(by => care.ChooseAddressAsync(Customer.Id, address.Id, by, CancellationToken.None), "Default address changed");

    private async Task DeleteAsync(Address address)
    {
        var sure = await confirm.AskAsync(
            "Delete this address?", $"{address.Place.Shown} is forgotten. Orders that went there keep it.", "Delete", true);
        if (sure) await DoAsync(by => care.DeleteAddressAsync(Customer.Id, address.Id, by, CancellationToken.None), "Address deleted");
    }

    private async Task DoAsync(Func<Actor, Task<Result>> act, string done)
    {
        if (busy) return;
        busy = true;
        try
        {
            if (await current.TryAsync(act) is { } refused) notices.Refused(refused);
            else notices.Done(done);
            await OnDone.InvokeAsync();
        }
        finally
        {
            busy = false;
        }
    }
}
