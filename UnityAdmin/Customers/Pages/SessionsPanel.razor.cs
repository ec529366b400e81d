using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>Where a customer is signed in at the storefront; a session that was revoked asks for the password again.</summary>
public sealed partial class SessionsPanel(CustomerCare care, CurrentStaff current, Confirm confirm, Notices notices, TimeProvider clock)
{
    private bool busy;

    [Parameter, EditorRequired]
    public required CustomerFile File { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    private static string Ending(CustomerSession session, bool open) =>
        session.RevokedBy is { } who ? $" · revoked by {who}" : open ? "" : " · expired";

    private Task RevokeAsync(CustomerSession session) =>
        DoAsync(by => care.RevokeAsync(File.Customer.Id, session.Id, by, CancellationToken.None), "Session revoked");

    private async Task RevokeAllAsync()
    {
        var sure = await confirm.AskAsync(
            "Revoke all sessions?",
            "They are signed out everywhere and sign in again with their password. This cannot be undone.",
            "Revoke",
            true);
        if (sure) await DoAsync(by => care.RevokeAllAsync(File.Customer.Id, by, CancellationToken.None), "All sessions revoked");
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
