using Radzen;

namespace UnityAdmin.Shell;

/// <summary>Asks before something that matters. The sentence says what will happen and how it can be undone, or that it cannot.</summary>
public sealed class Confirm(DialogService dialogs)
{
    /// <param name="title">The question: "Reject 12 requests?"</param>
    /// <param name="sentence">What will happen, and the way back.</param>
    /// <param name="action">The verb on the button, the same as in the title: "Reject".</param>
    /// <param name="destructive">Colours the button, and Enter means no.</param>
    /// <param name="no">The word of the other button, where "Cancel" could be taken for the act itself.</param>
    /// <returns>Whether the person said yes; Esc and a click outside are no.</returns>
    public async Task<bool> AskAsync(string title, string sentence, string action, bool destructive = false, string no = "Cancel")
    {
        var answer = await dialogs.OpenAsync<ConfirmQuestion>(
            title,
            new Dictionary<string, object?>
            {
                [nameof(ConfirmQuestion.Sentence)] = sentence,
                [nameof(ConfirmQuestion.Action)] = action,
                [nameof(ConfirmQuestion.Destructive)] = destructive,
                [nameof(ConfirmQuestion.No)] = no,
            },
            new DialogOptions
            {
                Width = "420px",
                CssClass = "rz-dialog-confirm",
                CloseDialogOnOverlayClick = true,
                CloseDialogOnEsc = true,
                CloseAriaLabel = "Close",
                AutoFocusFirstElement = false,
            });
        return answer is true;
    }
}
