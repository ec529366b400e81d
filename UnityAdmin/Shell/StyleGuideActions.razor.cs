using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Shell;

public sealed partial class StyleGuideActions(Notices notices, Confirm confirm)
{
    [Parameter]
    public EventCallback OnFail { get; set; }

    private void Refuse() => notices.Refused(new Refusal("offer_already_open", "Cian sent an offer of €105.00 a minute ago."));

    private void Fail() => notices.Failed("The message could not be sent", "K7Q2M9XA");

    private async Task RejectAsync()
    {
        var sure = await confirm.AskAsync(
            "Reject 12 requests?",
            "Each seller gets a message with the reason. You can reopen a request from its page.",
            "Reject",
            destructive: true);
        if (sure) notices.Done("12 requests rejected");
    }
}
