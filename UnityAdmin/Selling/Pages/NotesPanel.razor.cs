using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>What staff tell each other about a submission.</summary>
public sealed partial class NotesPanel(Submissions submissions, CurrentStaff current)
{
    private Draft? draft;
    private string text = "";
    private bool busy;
    private Refusal? refused;

    [Parameter, EditorRequired]
    public int SubmissionId { get; set; }

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SellNote> Notes { get; set; }

    private Task KeyAsync(KeyboardEventArgs key) => key.Sends() ? AddAsync() : Task.CompletedTask;

    private async Task AddAsync()
    {
        if (busy) return;
        busy = true;
        refused = await current.TryAsync(by => submissions.AddNoteAsync(SubmissionId, text, by, CancellationToken.None));
        busy = false;
        if (refused is not null) return;
        text = "";
        if (draft is not null) await draft.ClearAsync();
    }
}
