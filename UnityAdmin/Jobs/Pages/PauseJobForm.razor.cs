using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Jobs.Pages;

/// <summary>The inside of the dialog that pauses a job. It closes with true; while refused it keeps what was typed.</summary>
public sealed partial class PauseJobForm(DialogService dialogs, JobBoard board, CurrentStaff current)
{
    private string reason = "";
    private Refusal? refusal;
    private bool busy;

    [Parameter, EditorRequired]
    public required RecurringJob Job { get; set; }

    private async Task PauseAsync()
    {
        if (busy) return;
        busy = true;
        refusal = await current.TryAsync(by => board.PauseAsync(Job.Name, reason, by, CancellationToken.None), Role.Manager);
        busy = false;
        if (refusal is null) dialogs.Close(true);
    }
}
