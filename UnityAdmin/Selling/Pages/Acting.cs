using UnityAdmin.Messages;

namespace UnityAdmin.Selling.Pages;

internal static class Acting
{
    /// <summary>Where no mail will reach the seller, what staff do about the message just written; else nothing.</summary>
    public static string PassedOn(this MailSettings mail, SellerContact seller) => (seller.Email, mail.IsSetUp) switch
    {
        (null, _) => ". They gave no e-mail: pass it on from Messages.",
        (_, false) => ". No mail server is set up: pass it on from Messages.",
        _ => "",
    };
}
