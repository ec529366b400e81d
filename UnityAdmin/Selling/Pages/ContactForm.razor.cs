using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>Edits how to reach the seller. Where someone else saved meanwhile, theirs stands beside what is typed.</summary>
public sealed partial class ContactForm(Submissions submissions, CurrentStaff current, Notices notices)
{
    private ContactFields fields = null!;
    private IReadOnlyDictionary<string, string> shownTheirs = new Dictionary<string, string>();
    private bool busy;
    private bool saved;
    private bool clashed;
    private Refusal? refused;

    [Parameter, EditorRequired]
    public int SubmissionId { get; set; }

    /// <summary>The contact as it is now; it may change while the form is open.</summary>
    [Parameter, EditorRequired]
    public required SellerContact Contact { get; set; }

    /// <summary>The page shows an older picture than the one that refused.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    protected override void OnInitialized() => fields = new ContactFields(Contact);

    private string? TheirsOf(string name)
    {
        var theirs = fields.TheirsOf(name, Contact) ?? shownTheirs.GetValueOrDefault(name);
        return theirs == fields[name] ? null : theirs;
    }

    private string? FaultOf(string name) => clashed ? null : refused?.Fields.GetValueOrDefault(name);

    private async Task SaveAsync()
    {
        if (busy) return;
        busy = true;
        clashed = false;
        if (!fields.Read().Is(out var edited, out refused))
        {
            busy = false;
            return;
        }

        refused = await current.TryAsync(by => submissions.EditContactAsync(SubmissionId, fields.Seen, edited, by, CancellationToken.None));
        busy = false;
        if (refused is { Kind: RefusalKind.Conflict, Fields.Count: > 0 }) await ShowTheirsAsync();
        else if (refused is null) await DoneAsync();
    }

    // Theirs are on the screen from here on, so the next save may put ours in their place.
    private async Task ShowTheirsAsync()
    {
        clashed = true;
        await OnStale.InvokeAsync();
        shownTheirs = ContactFields.All.Select(one => one.Name).Where(name => fields.TheirsOf(name, Contact) is not null)
            .ToDictionary(name => name, name => fields.TheirsOf(name, Contact)!);
        fields.BringUpTo(Contact);
    }

    private async Task DoneAsync()
    {
        saved = true;
        notices.Done("Contact saved");
        await OnClose.InvokeAsync();
    }

    private Task CloseAsync()
    {
        saved = true;
        return OnClose.InvokeAsync();
    }
}
