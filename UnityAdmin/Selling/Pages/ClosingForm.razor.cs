using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>The inside of the dialog that rejects a submission, or cancels it because the seller withdrew.</summary>
public sealed partial class ClosingForm(Submissions submissions, CurrentStaff current, DialogService dialogs)
{
    private static readonly string[] WhyRejected =
    [
        "We have too many like these at the moment.", "The condition is below what we sell.",
        "We could not confirm that the items are authentic.", "The photos do not show enough to price the items.",
    ];

    private static readonly string[] WhyCancelled =
        ["The seller withdrew.", "The seller refused our offer.", "The seller did not answer.", "Sent in twice."];

    private ElementReference reasonField;
    private string reason = "";
    private bool busy;
    private Refusal? refused;

    [Parameter, EditorRequired]
    public int SubmissionId { get; set; }

    [Parameter]
    public bool Cancelling { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await reasonField.FocusAsync();
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Sends() ? SendAsync() : Task.CompletedTask;

    private async Task SendAsync()
    {
        if (busy) return;
        busy = true;
        refused = (await current.TryAsync(by => Cancelling
            ? submissions.CancelAsync([SubmissionId], reason, by, CancellationToken.None)
            : submissions.RejectAsync([SubmissionId], reason, by, CancellationToken.None))).Refused;
        busy = false;
        if (refused is null) dialogs.Close(true);
    }
}
