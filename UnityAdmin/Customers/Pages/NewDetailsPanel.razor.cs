using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>What strangers wrote under a customer's contact and the record does not say, for staff to take over.</summary>
public sealed partial class NewDetailsPanel(CustomerCare care, CurrentStaff current, Notices notices)
{
    private bool busy;

    [Parameter, EditorRequired]
    public required int CustomerId { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<NewDetail> News { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    private static string IconOf(NewDetail detail) => detail switch
    {
        NewDetail.Contact { Kind: var kind } => ContactWords.Icon(kind),
        NewDetail.Address => "location_on",
        _ => "badge",
    };

    private async Task TakeOverAsync(NewDetail detail)
    {
        if (busy) return;
        busy = true;
        try
        {
            if (await current.TryAsync(by => care.TakeOverAsync(CustomerId, detail, by, CancellationToken.None)) is { } refused)
                notices.Refused(refused);
            else notices.Done("Added to the record");
            await OnDone.InvokeAsync();
        }
        finally
        {
            busy = false;
        }
    }
}
