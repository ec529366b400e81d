using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The ledger over the whole shop. All of its state is in its address.</summary>
public sealed partial class LedgerPage(
    LedgerBook book, StockOnHand stock, CorrectionBook corrections, CurrentStaff current, NavigationManager navigation,
    DialogService dialogs, Notices notices, IOptions<ShopSettings> shop, ILogger<LedgerPage> log)
    : AddressedPage(navigation, log, LedgerLinks.Page, "ledger")
{
    private LedgerFilter filter = new();
    private IReadOnlyList<RecentActor> actors = [];
    private List<LedgerRow>? rows;
    private LedgerPlace? next;
    private LedgerTotals? totals;
    private LedgerRow? move;
    private HeldStock? product;
    private Actor? me;
    private Refusal? refused;
    private long? moveId;
    private long? units;
    private int? waiting;
    private bool busy;

    private bool MayCorrect => me?.Is(Role.Admin) == true;

    private bool IsReversible => totals is { Moves: <= Corrections.MaxLines };

    private string ReverseWord => totals is { Moves: 1 } ? "Reverse this move…" : $"Reverse these {LedgerWords.Count(totals!)}…";

    private string? ReverseHint => IsReversible ? null : $"At most {Units.Plain(Corrections.MaxLines)} at once: narrow the filters.";

    private string EmptySentence => filter.IsNarrowed
        ? "Take a filter away, or look at other days."
        : "Every unit that comes or goes is written here, from a product's opening on, and stays.";

    protected override void ReadAddress(string query)
    {
        filter = LedgerFilter.Parse(query);
        var asked = QueryHelpers.ParseQuery(query).GetValueOrDefault("move").ToString();
        moveId = long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    // Opening a move beside the rows leaves the rows as they are.
    protected override async Task MoveOnAsync()
    {
        var shown = filter;
        ReadAddress();
        StateHasChanged();
        if (filter == shown && rows is not null && Failure is null) await TryAsync(LoadMoveAsync);
        else await LoadAsync();
        StateHasChanged();
    }

    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await current.ActAsync(Role.Staff, stop)).Is(out me, out refused)) return;
        var wanted = filter;
        var page = await book.ReadAsync(wanted, null, stop);
        var counted = page.Next is null ? LedgerTotals.Of(page.Rows) : await book.TotalsAsync(wanted, stop);
        var held = wanted.AsOf is { } asOf ? await book.UnitsAsync(wanted.ProductId, asOf, stop) : (long?)null;
        var about = wanted.ProductId is { } id ? await stock.ReadAsync(id, stop) : null;
        var recent = await book.ActorsAsync(stop);
        var wait = await corrections.CountWaitingAsync(stop);
        if (stop.IsCancellationRequested) return;
        (rows, next, totals, units, product, actors, waiting) = ([.. page.Rows], page.Next, counted, held, about, recent, wait);
        await LoadMoveAsync(stop);
    }

    private async Task LoadMoveAsync(CancellationToken stop)
    {
        var wanted = moveId;
        var found = wanted is { } id ? await book.FindAsync(id, stop) : null;
        if (wanted == moveId) move = found;
    }

    private Task ShowMoreAsync() => ReadOnAsync(async stop =>
    {
        var page = await book.ReadAsync(filter, next, stop);
        if (stop.IsCancellationRequested) return;
        rows!.AddRange(page.Rows);
        next = page.Next;
    });

    private Task ReverseAsync(long id) => AskToReverseAsync([id], $"Reverse move {id}?");

    private async Task ReverseAllAsync()
    {
        if (busy) return;
        busy = true;
        var ids = await book.IdsAsync(filter, Corrections.MaxLines, Gone);
        busy = false;
        await AskToReverseAsync(ids, $"Reverse {Units.Count(ids.Count, "move")}?");
    }

    private async Task AskToReverseAsync(IReadOnlyList<long> ids, string title)
    {
        var answer = await dialogs.OpenAsync<ReverseForm>(
            title,
            new Dictionary<string, object?> { [nameof(ReverseForm.MoveIds)] = ids },
            new DialogOptions { Width = "760px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (answer is not StockCorrection done) return;
        notices.Done(CorrectionWords.Entered(done));
        await LoadAsync();
    }
}
