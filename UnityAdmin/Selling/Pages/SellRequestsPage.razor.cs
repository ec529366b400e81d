using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>The queue. All of its state but the selection is in its address; every link on it leads to another state of itself.</summary>
public sealed partial class SellRequestsPage(
    Queue queue, Submissions submissions, StaffDirectory directory, CurrentStaff staff, ChangeFeed feed, TimeProvider clock,
    NavigationManager navigation, Notices notices, DialogService dialogs, ILogger<SellRequestsPage> log) : IDisposable
{
    private static readonly Shortcut[] Keys =
    [
        new("j ArrowDown", "Next request"), new("k ArrowUp", "Previous request"), new("Enter", "Open the request"), new("x", "Select it"),
        new("a", "Assign to me"), new("r", "Reject"), new("/", "Search the queue"),
    ];

    private readonly CancellationTokenSource gone = new();
    private readonly HashSet<int> selected = [];
    private CancellationTokenSource loading = new();
    private QueueWatch? watch;
    private QueueFilter filter = new();
    private Dictionary<SellStatus, int> counts = [];
    private List<TabLink> tabs = [];
    private List<StaffPerson> people = [];
    private List<StaffPerson> others = [];
    private LoadedRows? rows;
    private Actor? me;
    private Refusal? refused;
    private string? failure;
    private (BulkOutcome Left, string Verb)? outcome;
    private string said = "";
    private int? lastToggled;
    private int newer;
    private bool fromTop;
    private bool isLive;
    private bool busy;

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        filter = FilterInAddress();
        ShowTabs();
        if (!(await staff.ActAsync(Role.Staff)).Is(out me, out refused)) return;
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        watch = new QueueWatch(feed, clock, InvokeAsync, RefreshAsync);
        isLive = true;
        StateHasChanged();
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Follow;
        watch?.Dispose();
        loading.Cancel();
        loading.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private QueueFilter FilterInAddress() => QueueFilter.Parse(new Uri(navigation.Uri).Query);

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == QueueLinks.Page) _ = InvokeAsync(ReloadAsync);
    }

    private void Search(string? text)
    {
        // A search that is being typed on is one step of the way back, not one for each key.
        var isTypedOn = filter.Search is not null && text is not null;
        navigation.NavigateTo((filter with { Search = text }).Href(), replace: isTypedOn);
    }

    private Task ShowNewerAsync() => ReopenAsync(true);

    private Task ReloadAsync() => ReopenAsync(false);

    private async Task ReopenAsync(bool fromFirst)
    {
        selected.Clear();
        lastToggled = null;

        // The links follow the address at once: a filter chosen while the rows still load must not undo the tab chosen before it.
        filter = FilterInAddress();
        ShowTabs();
        StateHasChanged();
        await LoadAsync();
        fromTop = fromFirst;
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        await loading.CancelAsync();
        loading.Dispose();
        loading = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var stop = loading.Token;
        try
        {
            var wanted = FilterInAddress();
            var lastId = await queue.LastIdAsync(stop);
            var counted = await queue.CountByStatusAsync(wanted, stop);
            var total = wanted.Status is { } status ? counted.GetValueOrDefault(status) : counted.Values.Sum();
            var opened = new LoadedRows(queue, wanted, total, lastId);
            if (people.Count == 0) people = await directory.ListAsync(stop);
            _ = await opened.ReadAsync(0, 1, stop);
            if (stop.IsCancellationRequested) return;
            (filter, counts, rows, newer, failure) = (wanted, counted, opened, 0, null);
            said = total == 1 ? "1 request" : $"{total} requests";
            ShowTabs();
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Another filter was asked for; whatever this one ended with no longer matters.
        }
        catch (Exception broken)
        {
            Fail(broken);
        }
    }

    private void Fail(Exception broken)
    {
        failure = Failures.NewReference();
        log.LogError(broken, "The queue could not be read, reference {Reference}", failure);
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
        if (rows is not { } open || failure is not null) return;
        try
        {
            var known = ids.Where(id => open.Find(id) is not null).ToList();
            foreach (var row in known.Count == 0 ? [] : await queue.FindAllAsync(known, gone.Token)) open.Find(row.Id)?.Refresh(row);
            var counted = await queue.CountByStatusAsync(open.Filter, gone.Token);
            var arrived = await queue.CountNewerAsync(open.Filter, open.LastId, gone.Token);
            if (open != rows) return;
            (counts, newer) = (counted, arrived);
            ShowTabs();
            StateHasChanged();
        }
        catch (Exception) when (gone.IsCancellationRequested)
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
        else if (pressed.Key == "a" && me?.StaffId is { } id) await AssignAsync(chosen, id);
    }

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
            ? await BulkWork.RunAsync(chosen, ids => submissions.AssignAsync(ids, to, actor, gone.Token))
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
