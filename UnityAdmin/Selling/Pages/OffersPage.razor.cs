using Microsoft.AspNetCore.Components;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>The talks about prices by where they stand, kept up to date while it is looked at.</summary>
public sealed partial class OffersPage(
    OfferBoard board, Offers offers, CurrentStaff current, Notices notices, Confirm confirm, ChangeFeed feed, MinuteTicker ticker)
    : IDisposable
{
    private const int FirstLines = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private static readonly Shortcut[] Keys =
    [
        new("j", "Next offer"), new("k", "Previous offer"), new("Enter", "Open its request"),
        new("r", "Remind the seller"), new("e", "Give it longer"), new("w", "Withdraw it"),
    ];

    private readonly CancellationTokenSource gone = new();
    private readonly Dictionary<int, OfferCardView> views = [];
    private readonly HashSet<int> busy = [];
    private HashSet<int> changed = [];
    private IReadOnlyList<OfferPile>? piles;
    private Refusal? refused;
    private IDisposable? watch;
    private int? extending;
    private int? selected;
    private int reloading;

    [SupplyParameterFromQuery(Name = "who")]
    private string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "column")]
    private string? ColumnWord { get; set; }

    private bool IsMine => Who == "mine";

    private OfferColumn Column => OfferWords.Column(ColumnWord) ?? OfferColumn.Countered;

    private string? Subtitle => piles is null ? null : OfferWords.Summary(piles);

    private List<TabLink> Tabs => piles!.Select(pile => new TabLink(
        OfferWords.Title(pile.Column), Address(IsMine, pile.Column), pile.Count, pile.Column == Column)).ToList();

    private IEnumerable<OfferCard> Open => piles?.Where(pile => pile.Column <= OfferColumn.WithSeller).SelectMany(pile => pile.Cards) ?? [];

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        watch = feed.Watch(Notice);
        ticker.Ticked += ReloadSoon;
    }

    public void Dispose()
    {
        watch?.Dispose();
        ticker.Ticked -= ReloadSoon;
        gone.Cancel();
        gone.Dispose();
    }

    private async Task LoadAsync()
    {
        if (!(await current.ActAsync(Role.Staff, gone.Token)).Is(out var me, out refused)) return;
        piles = await board.ReadAsync(IsMine ? me.StaffId : null, gone.Token);
        foreach (var left in views.Keys.Except(Open.Select(card => card.Id)).ToList()) _ = views.Remove(left);
    }

    private Task RemindAsync(OfferCard card) =>
        DoAsync(card, by => offers.RemindAsync(card.Id, by, gone.Token), $"{card.SellerName} is reminded of {new Money(card.TotalCents)}.");

    // A letter alone sends nothing.
    private async Task AskToRemindAsync(OfferCard card)
    {
        var sure = await confirm.AskAsync(
            $"Remind {card.SellerName}?", $"{card.SellerName} gets a message about {new Money(card.TotalCents)}.", "Remind");
        if (sure) await RemindAsync(card);
    }

    private Task ExtendAsync(OfferCard card, int days) => DoAsync(
        card,
        by => offers.ExtendAsync(card.Id, days, by, gone.Token),
        $"{card.SellerName} has {(days == 1 ? "a day" : $"{days} days")} longer to answer.");

    private async Task WithdrawAsync(OfferCard card)
    {
        var sure = await confirm.AskAsync(
            $"Withdraw {new Money(card.TotalCents)}?",
            $"{card.SellerName} is told and can no longer accept it. It ends the talk about this price and cannot be undone.",
            "Withdraw",
            destructive: true);
        if (sure) await DoAsync(card, by => offers.WithdrawAsync(card.Id, by, gone.Token), $"The offer to {card.SellerName} is withdrawn.");
    }

    private async Task DoAsync(OfferCard card, Func<Actor, Task<Result>> verb, string done)
    {
        if (!busy.Add(card.Id)) return;
        try
        {
            if (!(await current.ActAsync(Role.Staff, gone.Token)).Is(out var by, out var closed))
            {
                notices.Refused(closed);
                return;
            }

            if ((await verb(by)).Refused is { } no) notices.Refused(no);
            else notices.Done(done);
            extending = null;
            await LoadAsync();
        }
        finally
        {
            _ = busy.Remove(card.Id);
        }
    }

    private void AskDays(OfferCard card) => extending = extending == card.Id ? null : card.Id;

    private async Task PressAsync(string key)
    {
        var open = Open.ToList();
        var at = open.FindIndex(card => card.Id == selected);
        if (key is "j" or "k")
        {
            if (open.Count == 0) return;
            at = key == "j" ? Math.Min(at + 1, open.Count - 1) : Math.Max(at - 1, 0);
            selected = open[at].Id;
            await views[open[at].Id].FocusAsync();
            return;
        }

        if (at < 0 || piles!.Single(pile => pile.Column == OfferColumn.WithSeller).Cards.All(card => card.Id != selected)) return;
        if (key == "r") await AskToRemindAsync(open[at]);
        else if (key == "e") AskDays(open[at]);
        else if (key == "w") await WithdrawAsync(open[at]);
    }

    // Both run on other threads: commits of anyone, and the minute.
    private void Notice(Change change)
    {
        if (change.Document.Table != SellSubmission.Table) return;
        _ = InvokeAsync(() => changed.Add((int)change.Document.Id));
        ReloadSoon();
    }

    private void ReloadSoon()
    {
        if (Interlocked.Exchange(ref reloading, 1) == 0) _ = InvokeAsync(ReloadAsync);
    }

    private async Task ReloadAsync()
    {
        try
        {
            await Task.Delay(Pause, gone.Token);
            reloading = 0;
            await LoadAsync();
            StateHasChanged();
            changed = [];
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private static string Address(bool mine, OfferColumn column) => OfferWords.Address(mine, column);
}
