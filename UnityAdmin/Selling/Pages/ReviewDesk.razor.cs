using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Messages;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>
/// Everything about one submission, kept up to date while others work on it. What is being typed is left alone; what others changed is
/// marked and said.
/// </summary>
public sealed partial class ReviewDesk(
    Reviews reviews, Queue queue, Outbox outbox, OfferLinks links, Submissions submissions, Intake intake, StaffDirectory directory,
    ChangeFeed feed, Viewers viewers, CurrentStaff current, Confirm confirm, Notices notices, NavigationManager navigation,
    DialogService dialogs, IOptions<MailSettings> mail, TimeProvider clock) : IDisposable
{
    private static readonly IReadOnlyList<Shortcut> Keys =
    [
        new("j", "Next request"), new("k", "Previous request"), new("n", "Take the next step"), new("o", "Write an offer"),
        new("r", "Reject the request"), new("Escape", "Back to the queue"),
    ];

    private SubmissionReview? review;
    private IReadOnlyList<PriceEvidence> evidence = [];
    private IReadOnlyList<(OutboxMessage Message, string Text)> messages = [];
    private IReadOnlyList<StaffPerson> people = [];
    private IReadOnlyList<Photo> photos = [];
    private IReadOnlyList<Viewer> others = [];
    private HashSet<int> changedItems = [];
    private NextMove? work;
    private QueueNeighbours neighbours = new(null, null);
    private Viewer? me;
    private IDisposable? watch;
    private IDisposable? visit;
    private string? link;
    private string? news;
    private string? strangers;
    private int seenVersion;
    private int readings;
    private bool editingContact;
    private bool missing;
    private bool unreadable;
    private bool asking;

    [Parameter, EditorRequired]
    public required ReviewAddress Place { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    private DateTime Now => clock.NowUtc();

    private IReadOnlyList<TabLink> Tabs =>
    [
        new("Seller", Place.Showing(null), Current: Place.Show is not ("notes" or "messages" or "history")),
        new("Notes", Place.Showing("notes"), review!.Notes.Count, Place.Show == "notes"),
        new("Messages", Place.Showing("messages"), messages.Count, Place.Show == "messages"),
        new("History", Place.Showing("history"), Current: Place.Show == "history"),
    ];

    private string ClosedBy => review!.History
        .FirstOrDefault(row => row.Action is SellingActions.Rejected or SellingActions.Cancelled) is { } row ? $" by {row.ActorName}" : "";

    protected override async Task OnInitializedAsync()
    {
        var who = (await SignedIn).User;
        me = new Viewer(int.Parse(who.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "0", CultureInfo.InvariantCulture), who.ShownName());
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        watch = feed.Watch(See);
        if (me is not null) Join(me);
    }

    public void Dispose()
    {
        watch?.Dispose();
        visit?.Dispose();
    }

    private void Join(Viewer who)
    {
        visit = viewers.Join(Place.Id, who, () => _ = InvokeAsync(ShowOthers));
        ShowOthers();
    }

    private void ShowOthers()
    {
        others = viewers.Others(Place.Id, me!.StaffId);
        StateHasChanged();
    }

    private void See(Change change)
    {
        if (change.Document == new DocumentId(SellSubmission.Table, Place.Id)) _ = InvokeAsync(() => FollowAsync(change));
    }

    private async Task FollowAsync(Change change)
    {
        var before = review?.Submission;
        var mine = change.By.StaffId is { } staff && staff == me?.StaffId;
        if (!mine) Say(change);
        await LoadAsync();
        changedItems = mine || before is null || review is null ? [] : Changed(before.Items, review.Submission.Items);
        StateHasChanged();
    }

    private static HashSet<int> Changed(List<SellItem> before, List<SellItem> now) =>
        [.. now.ExceptBy(before.Select(item => (item.Id, item.Version)), item => (item.Id, item.Version)).Select(item => item.Id)];

    private void Say(Change change)
    {
        var who = change.By.Kind == ActorKind.Seller ? "The seller" : change.By.Name;
        news = $"{who} {SellingActions.Phrase(change.Action)} just now.";
        if (work is not null) strangers = news;
    }

    private async Task LoadAsync()
    {
        var reading = ++readings;
        try
        {
            var found = await reviews.FindAsync(Place.Id, CancellationToken.None);
            if (found is not null) await LoadAroundAsync(found, reading);
            else missing = true;
        }
        catch (Exception failed) when (failed is DbException or DatabaseBusyException)
        {
            unreadable = true;
        }
    }

    // Of two readings at once the later one counts, whichever comes back first.
    private async Task LoadAroundAsync(SubmissionReview found, int reading)
    {
        var written = await outbox.AboutAsync(new DocumentId(SellSubmission.Table, Place.Id), CancellationToken.None);
        var beside = await queue.NeighboursAsync(Place.Filter, Place.Id, CancellationToken.None);
        var compared = evidence.Count > 0 ? evidence : await reviews.EvidenceAsync(found.Submission, CancellationToken.None);
        var staff = people.Count > 0 ? people : await directory.ListAsync(CancellationToken.None);
        if (reading != readings) return;
        (review, messages, neighbours, evidence, people, unreadable) = (found, written, beside, compared, staff, false);
        link ??= links.LinkOf(found.Submission);
        var shown = found.Photos.Select(image => image.ToPhoto($"Photo {image.Position}")).ToList();
        if (!shown.SequenceEqual(photos)) photos = shown;
        if (strangers is null) seenVersion = found.Submission.Version;
    }

    private PriceEvidence? EvidenceOf(SellItem item) => evidence.FirstOrDefault(found => found.ItemId == item.Id);

    private string? NameOf(int? staffId) => people.FirstOrDefault(person => person.Id == staffId)?.Name;

    private Task PressAsync(string key)
    {
        switch (key)
        {
            case "j" when neighbours.Next is { } next:
                navigation.NavigateTo(Place.Of(next));
                break;
            case "k" when neighbours.Previous is { } previous:
                navigation.NavigateTo(Place.Of(previous));
                break;
            case "n":
                return StepAsync();
            case "o":
                Begin(NextMove.Offer);
                break;
            case "r" when review!.Submission.Status.May(SellStatus.Rejected):
                return CloseRequestAsync(false);
            case "Escape" when work is not null:
                StopWork();
                break;
            case "Escape":
                navigation.NavigateTo(Place.Queue);
                break;
        }

        return Task.CompletedTask;
    }

    private Task StepAsync()
    {
        switch (NextStep.Of(review!.Submission, Now).Move)
        {
            case NextMove.AnswerCounter:
                navigation.NavigateTo($"{navigation.Uri.Split('#')[0]}#open-round");
                return Task.CompletedTask;
            case NextMove.RejectAll:
                return CloseRequestAsync(false);
            case NextMove.CancelIt:
                return CloseRequestAsync(true);
            case NextMove.Receive:
                return ReceiveAsync();
            case NextMove.Wait:
                return Task.CompletedTask;
            case var form:
                Begin(form);
                return Task.CompletedTask;
        }
    }

    private void Begin(NextMove what)
    {
        if (work is not null || review is null) return;
        if (what == NextMove.Offer && !NextStep.MayOffer(review.Submission, Now))
        {
            notices.Told($"No offer can be sent now: it is {SellingRefusals.Word(review.Submission.OfferStatusAt(Now))}.");
            return;
        }

        (work, strangers, seenVersion) = (what, null, review.Submission.Version);
    }

    private async Task ReceiveAsync()
    {
        if (asking) return;
        var (submission, count) = (review!.Submission, AgreedShares.Taken(review.Submission).Count());
        asking = true;
        var yes = await confirm.AskAsync(
            count == 1 ? "Is the item here?" : $"Are the {count} items here?",
            "What did not come is said at the inspection, which is next.", "Receive");
        asking = false;
        if (!yes) return;
        var refused = await current.TryAsync(by => intake.ReceiveAsync(submission.Id, submission.Version, by, CancellationToken.None));
        if (refused is null) notices.Done(count == 1 ? "Item received" : $"{count} items received");
        else notices.Refused(refused);
        await LoadAsync();
    }

    private void Agree() => (strangers, seenVersion) = (null, review!.Submission.Version);

    private void StopWork() => (work, strangers) = (null, null);

    private async Task AssignAsync(int? staffId)
    {
        var assigned = await current.TryAsync(by => submissions.AssignAsync([Place.Id], staffId, by, CancellationToken.None));
        if (assigned.Refused is { } refused) notices.Refused(refused);
    }

    private async Task CloseRequestAsync(bool cancelling)
    {
        if (asking) return;
        asking = true;
        object? done = await dialogs.OpenAsync<ClosingForm>(
            cancelling ? "Cancel this request?" : "Reject this request?",
            new Dictionary<string, object?>
            {
                [nameof(ClosingForm.SubmissionId)] = Place.Id,
                [nameof(ClosingForm.Cancelling)] = cancelling,
            },
            new DialogOptions { Width = "520px", CloseDialogOnEsc = true, AutoFocusFirstElement = false });
        asking = false;
        if (done is true) notices.Done($"{review!.Submission.BatchId} {(cancelling ? "cancelled" : "rejected")}");
    }
}
