using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>What an admin wants a product's stock to be.</summary>
/// <param name="SeenMoveId">The product's last move when the form showed its balance; null where it had none.</param>
/// <param name="Difference">Units to add or take; null where a count is given.</param>
/// <param name="Counted">What is there by count; the difference follows from the balance that was seen.</param>
/// <param name="OperationId">Made once for each opened form.</param>
public sealed record Adjustment(
    int ProductId, long? SeenMoveId, int? Difference, int? Counted, StockReason Reason, string Note, Guid OperationId);

/// <summary>Setting stock right: by hand, by reversal, by stocktake. Admins only, and above a value only two of them together.</summary>
public sealed class Corrections(ShopData data, StockLedger ledger, IOptions<StockSettings> settings, TimeProvider clock)
{
    /// <summary>The most moves one reversal may take back.</summary>
    public const int MaxLines = 2_000;

    public async Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;

        // In a change of their own: refused with the adjustment, the releases would be what moved again the next time.
        await ledger.ReleaseLapsedAsync(data, [wanted.ProductId], stop);
        return await ChangeAsync(by, StockActions.Corrected, wanted.OperationId, async db =>
        {
            if (StockRefusals.CheckNote(wanted.Note) is { } badNote) return badNote;
            if (!StockReasons.ByHand.Contains(wanted.Reason)) return StockRefusals.ReasonNotByHand;
            if (wanted.Counted is < 0 or > StockLedger.MaxUnits) return StockRefusals.CountOutOfRange;
            if (wanted.Difference is < -StockLedger.MaxUnits or > StockLedger.MaxUnits) return StockRefusals.QuantityOutOfRange;

            // In hand from the first look on: what another takes meanwhile is taken before or after, and the answer says which.
            if (!(await ledger.OpenAsync(db, [wanted.ProductId], stop)).Is(out var stock, out var missing)) return missing;
            var head = stock.HeadOf(wanted.ProductId);
            if (head?.Id != wanted.SeenMoveId) return StockRefusals.StockMoved(await CountSinceAsync(db, wanted, stop));
            var balance = stock.BalanceOf(wanted.ProductId);
            var change = wanted.Difference ?? wanted.Counted - balance ?? 0;
            if (change == 0) return StockRefusals.NoChange;
            if (!wanted.Reason.Fits(change)) return StockRefusals.ReasonDoesNotFit(wanted.Reason);

            // The ledger refuses it too, but only once a second admin has approved it.
            if (balance + change < 0) return StockRefusals.NotEnough(stock.Products[wanted.ProductId].Name, balance);
            var line = new StockCorrectionLine
            {
                Position = 1,
                ProductId = wanted.ProductId,
                QuantityChange = change,
                Counted = wanted.Counted,
            };
            return await EnterAsync(db, New(CorrectionKind.Adjustment, wanted.Reason, wanted.Note, wanted.OperationId), [line], by, stop);
        }, stop);
    }

    /// <summary>What <see cref="ReverseAsync"/> would do, line by line; it changes nothing.</summary>
    public Task<ReversalPlan> PlanReversalAsync(IReadOnlyCollection<long> moveIds, CancellationToken stop) =>
        data.ReadAsync(db => ReversalPlan.MakeAsync(db, moveIds, clock.NowUtc(), stop), stop);

    /// <summary>Whether a correction worth this much waits for a second admin.</summary>
    public bool NeedsSecondAdmin(long valueCents) => valueCents > settings.Value.SecondApproverCents;

    /// <summary>Takes moves back, all or none.</summary>
    public Task<Result<StockCorrection>> ReverseAsync(
        IReadOnlyCollection<long> moveIds, string note, Guid operationId, Actor by, CancellationToken stop) =>
        ChangeAsync(by, StockActions.Reversed, operationId, async db =>
        {
            if (StockRefusals.CheckNote(note) is { } badNote) return badNote;
            if (moveIds.Count > MaxLines) return StockRefusals.TooManyToReverse;
            var plan = await ReversalPlan.MakeAsync(db, moveIds, clock.NowUtc(), stop);
            if (plan.Lines.FirstOrDefault(line => line.Refused is not null)?.Refused is { } refused) return refused;
            if (plan.Lines.Count == 0) return StockRefusals.NothingToReverse;
            var lines = plan.Lines.Select((line, index) => new StockCorrectionLine
            {
                Position = index + 1,
                ProductId = line.Move.ProductId,
                QuantityChange = -line.Move.QuantityChange,
                ReversesId = line.Move.Id,
            });
            return await EnterAsync(db, New(CorrectionKind.Reversal, StockReason.Reversal, note, operationId), [.. lines], by, stop);
        }, stop);

    public Task<Result<StockCorrection>> ApproveAsync(int id, Actor by, CancellationToken stop) =>
        DecideAsync(id, StockActions.CorrectionApproved, by, async (db, correction) =>
        {
            if (correction.Approve(by, clock.NowUtc()).Refused is { } refused) return refused;
            return await PostAsync(db, correction, by, stop);
        }, stop);

    public Task<Result<StockCorrection>> RefuseAsync(int id, string note, Actor by, CancellationToken stop) =>
        DecideAsync(id, StockActions.CorrectionRefused, by, async (db, correction) =>
        {
            if (correction.Refuse(note, by, clock.NowUtc()).Refused is { } refused) return refused;
            await GiveBackCountAsync(db, correction, stop);
            return Result.Done;
        }, stop);

    public Task<Result<StockCorrection>> WithdrawAsync(int id, Actor by, CancellationToken stop) =>
        DecideAsync(id, StockActions.CorrectionWithdrawn, by, async (db, correction) =>
        {
            if (correction.Withdraw(by, clock.NowUtc()).Refused is { } refused) return refused;
            await GiveBackCountAsync(db, correction, stop);
            return Result.Done;
        }, stop);

    /// <summary>
    /// Enters a correction in the caller's change: posted at once, or waiting for a second admin when it is worth too much.
    /// </summary>
    internal async Task<Result<StockCorrection>> EnterAsync(
        ShopDb db, CorrectionDraft draft, List<StockCorrectionLine> lines, Actor by, CancellationToken stop)
    {
        var products = lines.Select(line => line.ProductId).Distinct().ToList();
        var prices = await db.Products.Where(product => products.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, product => product.PriceCents, stop);
        if (prices.Count < products.Count) return StockRefusals.ProductNotFound;
        var correction = new StockCorrection
        {
            OperationId = draft.OperationId,
            Kind = draft.Kind,
            Reason = draft.Reason,
            Note = draft.Note.Trim(),
            StockCountId = draft.StockCountId,
            ValueCents = lines.Sum(line => Math.Abs((long)line.QuantityChange) * prices[line.ProductId]),
            RequestedById = StockCorrection.KeyOf(by),
            RequestedByName = by.Name,
            RequestedAt = clock.NowUtc(),
            Lines = lines,
        };
        var alone = !NeedsSecondAdmin(correction.ValueCents);
        if (alone) correction.Post();
        _ = db.StockCorrections.Add(correction);

        // Its moves name the correction, so it needs its key.
        _ = await db.SaveChangesAsync(stop);
        if (alone && (await PostAsync(db, correction, by, stop)).Refused is { } refused) return refused;
        return correction;
    }

    private static Task<int> CountSinceAsync(ShopDb db, Adjustment wanted, CancellationToken stop)
    {
        var seen = wanted.SeenMoveId ?? 0;
        return db.StockMoves.CountAsync(move => move.ProductId == wanted.ProductId && move.Id > seen, stop);
    }

    private static CorrectionDraft New(CorrectionKind kind, StockReason reason, string note, Guid operationId) =>
        new(kind, reason, note, operationId, null);

    private async Task<Result> PostAsync(ShopDb db, StockCorrection correction, Actor by, CancellationToken stop)
    {
        var entries = correction.Lines.OrderBy(line => line.Position).Select(line => new StockEntry(
            line.ProductId,
            line.QuantityChange,
            correction.Reason,
            line.ReversesId is { } move ? new StockDocument(StockDocumentKind.Move, move)
                : correction.StockCountId is { } count ? new StockDocument(StockDocumentKind.StockCount, count)
                : null,
            correction.Note,
            correction.Id)).ToList();
        if ((await ledger.PostAsync(db, entries, by, stop)).Refused is { } refused) return refused;
        if (correction.StockCountId is { } counted && await db.StockCounts.FindAsync([counted], stop) is { } stocktake)
            stocktake.Close(StockCountStatus.Posted, by, clock.NowUtc());
        return Result.Done;
    }

    // A stocktake whose posting was not approved goes on: it can be counted again.
    private static async Task GiveBackCountAsync(ShopDb db, StockCorrection correction, CancellationToken stop)
    {
        if (correction.StockCountId is { } counted && await db.StockCounts.FindAsync([counted], stop) is { } stocktake)
            stocktake.Status = StockCountStatus.Counting;
    }

    private async Task<Result<StockCorrection>> ChangeAsync(
        Actor by, string action, Guid operationId, Func<ShopDb, Task<Result<StockCorrection>>> change, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        Task<StockCorrection?> EnteredAsync(ShopDb db) =>
            db.StockCorrections.Include(row => row.Lines).SingleOrDefaultAsync(row => row.OperationId == operationId, stop);

        var outcome = await data.ChangeAsync(
            by, action, async db => await EnteredAsync(db) is { } entered ? entered : await change(db), stop);

        // On PostgreSQL the first click may have been committed in between, and what it moved is what refuses the second. Asked outside
        // the refused change, which might see a row of its own.
        return outcome.Refused is not null && await data.ReadAsync(EnteredAsync, stop) is { } first ? first : outcome;
    }

    private async Task<Result<StockCorrection>> DecideAsync(
        int id, string action, Actor by, Func<ShopDb, StockCorrection, Task<Result>> decide, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        return await data.ChangeAsync<StockCorrection>(by, action, async db =>
        {
            var correction = await db.StockCorrections.Include(row => row.Lines).SingleOrDefaultAsync(row => row.Id == id, stop);
            if (correction is null) return StockRefusals.CorrectionNotFound;
            return (await decide(db, correction)).Refused is { } refused ? refused : correction;
        }, stop);
    }
}

/// <summary>What a correction says of itself before it has lines.</summary>
internal sealed record CorrectionDraft(CorrectionKind Kind, StockReason Reason, string Note, Guid OperationId, int? StockCountId);
