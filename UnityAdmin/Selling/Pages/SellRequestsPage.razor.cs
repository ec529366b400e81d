using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>The queue. All of its state but the selection is in its address; every link on it leads to another state of itself.</summary>
public sealed partial class SellRequestsPage(
    Queue queue, Submissions submissions, StaffDirectory directory, CurrentStaff staff, ChangeFeed feed, TimeProvider clock,
    NavigationManager navigation, Notices notices, Confirm confirm, DialogService dialogs, ILogger<SellRequestsPage> log)
    : AddressedPage(navigation, log, QueueLinks.Page, "queue")
{
    private static readonly Shortcut[] Keys =
    [
        new("j ArrowDown", "Next request"), new("k ArrowUp", "Previous request"), new("Enter", "Open the request"), new("x", "Select it"),
        new("a", "Assign to me"), new("r", "Reject"), new("/", "Search the queue"),
    ];

    private readonly HashSet<int> selected = [];
    private QueueWatch? watch;
    private QueueFilter filter = new();
    private Dictionary<SellStatus, int> counts = [];
    private List<TabLink> tabs = [];
    private List<StaffPerson> people = [];
    private List<StaffPerson> others = [];
    private LoadedRows? rows;
    private Actor? me;
    private Refusal? refused;
    private (BulkOutcome Left, string Verb)? outcome;
    private string said = "";
    private int? lastToggled;
    private int newer;
    private bool fromTop;
    private bool isLive;
    private bool busy;

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        watch = new QueueWatch(feed, clock, InvokeAsync, RefreshAsync);
        isLive = true;
        StateHasChanged();
    }

    protected override void ReadAddress(string query)
    {
        filter = QueueFilter.Parse(query);
        ShowTabs();
    }

    protected override Task MoveOnAsync() => ReopenAsync(false);

    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await staff.ActAsync(Role.Staff, stop)).Is(out me, out refused)) return;
        var wanted = filter;
        var lastId = await queue.LastIdAsync(stop);
        var counted = await queue.CountByStatusAsync(wanted, stop);
        var total = wanted.Status is { } status ? counted.GetValueOrDefault(status) : counted.Values.Sum();
        var opened = new LoadedRows(queue, wanted, total, lastId);
        if (people.Count == 0) people = await directory.ListAsync(stop);
        _ = await opened.ReadAsync(0, 1, stop);
        if (stop.IsCancellationRequested) return;
        (counts, rows, newer) = (counted, opened, 0);
        said = total == 1 ? "1 request" : $"{total} requests";
        ShowTabs();
    }

    protected override void Dispose(bool disposing)
    {
        watch?.Dispose();
        base.Dispose(disposing);
    }

    private void Search(string? text) =>
        Search((filter with { Search = text }).Href(), filter.Search is not null && text is not null);

    private Task ShowNewerAsync() => ReopenAsync(true);

    private Task ReloadAsync() => ReopenAsync(false);

    private async Task ReopenAsync(bool fromFirst)
    {
        selected.Clear();
        lastToggled = null;
        await base.MoveOnAsync();
        fromTop = fromFirst;
        StateHasChanged();
    }

    private void ShowTabs()
    {
        var known = rows is not null;
        tabs =
        [
            new TabLink("All", (filter with { Status = null }).Href(), known ? counts.Values.Sum() : null, filter.Status is null),
            .. Enum.GetValues<SellStatus>().Select(status => new TabLink(
                status.ToString(),
                (filter with { Status = status }).Href(),
                known ? counts.GetValueOrDefault(status) : null,
                filter.Status == status)),
        ];
        others = [.. people.Where(person => person.Id != me?.StaffId && (!person.Locked || filter.Assigned.StaffId == person.Id))];
    }

    /// <summary>Rows on screen are refreshed where they stand and what is new is only counted: nothing moves under anyone's eyes.</summary>
    private async Task RefreshAsync(IReadOnlyCollection<int> ids)
    {
        if (rows is not { } open || Failure is not null) return;
        try
        {
            var known = ids.Where(id => open.Find(id) is not null).ToList();
            foreach (var row in known.Count == 0 ? [] : await queue.FindAllAsync(known, Gone)) open.Find(row.Id)?.Refresh(row);
            var counted = await queue.CountByStatusAsync(open.Filter, Gone);
            var arrived = await queue.CountNewerAsync(open.Filter, open.LastId, Gone);
            if (open != rows) return;
            (counts, newer) = (counted, arrived);
            ShowTabs();
            StateHasChanged();
        }
        catch (Exception) when (Gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            log.LogWarning(broken, "The queue could not be refreshed; it stays as it was");
        }
    }

    private void Toggle(RowToggle click)
    {
        var on = !selected.Contains(click.Id);
        foreach (var id in Meant(click)) _ = on ? selected.Add(id) : selected.Remove(id);
        lastToggled = click.Id;
    }

    private IEnumerable<int> Meant(RowToggle click) => click.WithShift && lastToggled is { } from && rows is not null
        ? rows.Between(from, click.Id).Select(line => line.Row.Id)
        : [click.Id];

    private void ToggleAll()
    {
        var all = rows?.All.Select(line => line.Row.Id).ToList() ?? [];
        if (selected.Count >= all.Count) selected.Clear();
        else selected.UnionWith(all);
    }

    private async Task PressAsync(RowKey pressed)
    {
        if (pressed.Key == "Escape") selected.Clear();
        else if (Chosen(pressed.Id) is not { Count: > 0 } chosen) return;
        else if (pressed.Key == "r") await RejectAsync(chosen);
        else if (pressed.Key == "a" && me?.StaffId is { } id && await SureToAssignAsync(chosen)) await AssignAsync(chosen, id);
    }

    // A letter alone changes nothing.
    private Task<bool> SureToAssignAsync(List<QueueRow> chosen) => confirm.AskAsync(
        chosen.Count == 1 ? $"Assign {chosen[0].BatchId} to you?" : $"Assign {chosen.Count} requests to you?",
        "Your name stands beside it in the queue. Anybody can assign it to somebody else.",
        "Assign to me");

    private Task AssignSelectedAsync(int? to) => AssignAsync(Chosen(null), to);

    private Task RejectSelectedAsync() => RejectAsync(Chosen(null));

    /// <summary>What is selected; with nothing selected, the row the key was pressed on.</summary>
    private List<QueueRow> Chosen(int? active)
    {
        IEnumerable<int> ids = selected.Count > 0 ? selected : active is { } id ? [id] : [];
        return [.. ids.Select(one => rows?.Find(one)?.Row).OfType<QueueRow>()];
    }

    private async Task AssignAsync(List<QueueRow> chosen, int? to)
    {
        if (busy) return;
        busy = true;
        var admitted = await staff.ActAsync(Role.Staff);
        var result = admitted.Is(out var actor, out var no)
            ? await BulkWork.RunAsync(chosen, ids => submissions.AssignAsync(ids, to, actor, Gone))
            : no;
        busy = false;
        var whom = to is null ? "to nobody" : to == me?.StaffId ? "to you" : $"to {people.FirstOrDefault(person => person.Id == to)?.Name}";
        if (result.Is(out var done, out var refusal)) Tell(done, $"assigned {whom}", "");
        else notices.Refused(refusal);
    }

    private async Task RejectAsync(List<QueueRow> chosen)
    {
        if (busy) return;
        var answer = await dialogs.OpenAsync<RejectForm>(
            chosen.Count == 1 ? $"Reject {chosen[0].BatchId}?" : $"Reject {chosen.Count} requests?",
            new Dictionary<string, object?> { [nameof(RejectForm.Rows)] = chosen },
            new DialogOptions { Width = "460px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (answer is not BulkOutcome done) return;
        Tell(done, "rejected", done.Done == 1 ? " The seller gets a message." : " The sellers get a message.");
    }

    private void Tell(BulkOutcome done, string verb, string after)
    {
        outcome = done.Left.Count == 0 ? null : (done, verb);
        if (done.Left.Count == 0) notices.Done($"{(done.Done == 1 ? "1 request" : $"{done.Done} requests")} {verb}.{after}");
        _ = selected.RemoveWhere(id => rows?.Find(id) is not { } line || !done.Left.ContainsKey(line.Row.BatchId));
    }
}
