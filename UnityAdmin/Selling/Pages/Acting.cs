using Microsoft.AspNetCore.Components.Web;
using UnityAdmin.Data;
using UnityAdmin.Messages;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

internal static class Acting
{
    /// <summary>Ctrl+Enter, or ⌘+Enter on a Mac: sends what is being written.</summary>
    public static bool Sends(this KeyboardEventArgs key) => key.Key == "Enter" && (key.CtrlKey || key.MetaKey);

    /// <summary>Where no mail will reach the seller, what staff do about the message just written; else nothing.</summary>
    public static string PassedOn(this MailSettings mail, SellerContact seller) => (seller.Email, mail.IsSetUp) switch
    {
        (null, _) => ". They gave no e-mail: pass it on from Messages.",
        (_, false) => ". No mail server is set up: pass it on from Messages.",
        _ => "",
    };

    private static readonly Refusal Busy = new("database_busy", "The database is busy; nothing was saved. Wait a moment, then try again.");

    /// <summary>Does something as the person at the page, whose role is read again at this moment.</summary>
    /// <returns>Null when it is done, else why not.</returns>
    public static Task<Refusal?> TryAsync(this CurrentStaff current, Func<Actor, Task<Result>> act) =>
        current.TryAsync(async actor => (await act(actor)).Refused);

    public static Task<Refusal?> TryAsync<T>(this CurrentStaff current, Func<Actor, Task<Result<T>>> act) =>
        current.TryAsync(async actor => (await act(actor)).Refused);

    private static async Task<Refusal?> TryAsync(this CurrentStaff current, Func<Actor, Task<Refusal?>> act)
    {
        try
        {
            return (await current.ActAsync(Role.Staff)).Is(out var actor, out var no) ? await act(actor) : no;
        }
        catch (DatabaseBusyException)
        {
            return Busy;
        }
    }
}
