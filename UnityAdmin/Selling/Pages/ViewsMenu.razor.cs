using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>Filters under a name: one's own and those that others share. Applying one is a link.</summary>
public sealed partial class ViewsMenu(SavedViews saved, CurrentStaff staff, Notices notices, Confirm confirm, DialogService dialogs)
{
    private List<SavedViewEntry> views = [];
    private Actor? me;
    private bool busy;

    [Parameter, EditorRequired]
    public required QueueFilter Filter { get; set; }

    private SavedViewEntry? Current => views.FirstOrDefault(view => view.Query == Filter.ToQuery());

    protected override Task OnInitializedAsync() => LoadAsync();

    private static string HrefOf(SavedViewEntry view) => QueueFilter.Parse(view.Query).Href();

    private bool MayChange(SavedViewEntry view) => view.OwnerId == me?.StaffId || me?.Is(Role.Admin) == true;

    private async Task LoadAsync()
    {
        if (!(await staff.ActAsync(Role.Staff)).Is(out var actor, out _)) return;
        me = actor;
        if (actor.StaffId is { } id) views = await saved.ListAsync(QueueLinks.Page, id, CancellationToken.None);
    }

    private async Task SaveAsync()
    {
        var mine = views.Where(view => view.OwnerId == me?.StaffId).Select(view => view.Name).ToList();
        var name = await dialogs.OpenAsync<SaveViewForm>(
            "Save this view",
            new Dictionary<string, object?> { [nameof(SaveViewForm.Query)] = Filter.ToQuery(), [nameof(SaveViewForm.Taken)] = mine },
            new DialogOptions { Width = "400px", CloseDialogOnEsc = true, CloseDialogOnOverlayClick = true, CloseAriaLabel = "Close" });
        if (name is not string kept) return;
        notices.Done($"View “{kept}” saved.");
        await LoadAsync();
    }

    private Task ShareAsync(SavedViewEntry view) => ChangeAsync(
        actor => saved.ShareAsync(view.Id, !view.IsShared, actor, CancellationToken.None),
        view.IsShared ? $"“{view.Name}” is no longer shared." : $"“{view.Name}” is shared with everyone.");

    private async Task DeleteAsync(SavedViewEntry view)
    {
        var sentence = view.IsShared
            ? "It goes from everyone's menu. The requests in it stay as they are."
            : "It goes from your menu. The requests in it stay as they are.";
        if (!await confirm.AskAsync($"Delete “{view.Name}”?", sentence, "Delete", destructive: true)) return;
        await ChangeAsync(actor => saved.DeleteAsync(view.Id, actor, CancellationToken.None), $"View “{view.Name}” deleted.");
    }

    private async Task ChangeAsync(Func<Actor, Task<Result>> change, string done)
    {
        if (busy) return;
        busy = true;
        var admitted = await staff.ActAsync(Role.Staff);
        var refused = admitted.Is(out var actor, out var no) ? (await change(actor)).Refused : no;
        busy = false;
        if (refused is null) notices.Done(done);
        else notices.Refused(refused);
        await LoadAsync();
    }
}
