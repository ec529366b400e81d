using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>One product that posting would change.</summary>
/// <param name="LineId">The stocktake's line.</param>
/// <param name="Balance">What is available now, sales since the count included.</param>
/// <param name="IsDoubtful">It moved while being counted, or was corrected since.</param>
public sealed record PostLine(
    int LineId, int ProductId, string Sku, string Name, string Size, int Difference, int Balance, long ValueCents, bool IsDoubtful)
{
    public int After => Balance + Difference;
}

/// <summary>What posting a stocktake would do, as far as is known now.</summary>
/// <param name="Seen">Stands for everything counted so far: what is counted after it makes another.</param>
/// <param name="Lines">The products that would change, the dearest first.</param>
/// <param name="Doubtful">Products counted in doubt, those without a difference included.</param>
/// <param name="NeedsSecondAdmin">Worth more than one admin may decide.</param>
public sealed record PostPreview(
    long Seen, IReadOnlyList<PostLine> Lines, CountProgress Progress, int Doubtful, long ValueCents, bool NeedsSecondAdmin)
{
    public IEnumerable<PostLine> BelowZero => Lines.Where(line => line.After < 0);
}

/// <summary>The wish to post a stocktake.</summary>
/// <param name="Seen">Of the preview that was looked at.</param>
/// <param name="AcceptDoubtful">Whether figures in doubt are posted as they are.</param>
/// <param name="OperationId">Made once for each opened form.</param>
public sealed record PostCount(int Id, long Seen, bool AcceptDoubtful, Guid OperationId);

/// <summary>
/// Brings the differences of a stocktake into the ledger, as one correction: each is what was counted less what the books said at that
/// moment, applied to whatever the balance is now, so that what was sold before, during or after the count is neither lost nor found.
/// </summary>
public sealed class CountPosting(ShopData data, Corrections corrections, TimeProvider clock)
{
    public async Task<Result<PostPreview>> PreviewAsync(int id, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        return await data.ReadAsync<Result<PostPreview>>(async db =>
        {
            var count = await db.StockCounts.SingleOrDefaultAsync(row => row.Id == id, stop);
            if (count is null) return StockRefusals.CountNotFound;
            return count.Closed is { } closed ? closed : await PlanAsync(db, id, stop);
        }, stop);
    }

    /// <summary>Posts all differences as one batch, or enters them for a second admin. Lines that nobody counted are left alone.</summary>
    public async Task<Result<StockCount>> PostAsync(PostCount wanted, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        return await data.ChangeAsync<StockCount>(by, StockActions.CountPosted, async db =>
        {
            if (await EnteredAsync(db, wanted, stop) is { } entered) return entered;
            if (!(await Stocktakes.TakeAsync(db, wanted.Id, alone: true, stop)).Is(out var count, out var closed))
                return await EnteredAsync(db, wanted, stop) is { } meanwhile ? meanwhile : closed;
            var plan = await PlanAsync(db, wanted.Id, stop);
            if (Check(wanted, plan) is { } refused) return refused;
            if (plan.Lines.Count == 0)
            {
                count.Close(StockCountStatus.Posted, by, clock.NowUtc());
                return count;
            }

            var draft = new CorrectionDraft(
                CorrectionKind.Stocktake, StockReason.Stocktake, $"Stocktake {count.Id}: {count.Title}", wanted.OperationId, count.Id);
            var correction = await corrections.EnterAsync(db, draft, Lines(plan), by, stop);
            if (correction.Refused is { } no) return no;
            if (correction.Value.Status == CorrectionStatus.Waiting) count.Status = StockCountStatus.Waiting;
            return count;
        }, stop);
    }

    // A second click finds what the first one did.
    private static Task<StockCount?> EnteredAsync(ShopDb db, PostCount wanted, CancellationToken stop)
    {
        var entered = db.StockCorrections.Where(row => row.OperationId == wanted.OperationId && row.StockCountId == wanted.Id);
        return db.StockCounts.AsNoTracking().SingleOrDefaultAsync(count => count.Id == wanted.Id && entered.Any(), stop);
    }

    private static Refusal? Check(PostCount wanted, PostPreview plan)
    {
        if (plan.Progress.Counted == 0) return CountRefusals.NothingCounted;
        if (plan.Seen != wanted.Seen) return CountRefusals.CountedOn;
        if (plan.Doubtful > 0 && !wanted.AcceptDoubtful) return CountRefusals.Doubtful(plan.Doubtful);
        var below = plan.BelowZero.Select(line => $"{line.Name} ({line.Sku})").ToList();
        return below.Count > 0 ? CountRefusals.BelowZero(below) : null;
    }

    private static List<StockCorrectionLine> Lines(PostPreview plan) =>
    [
        .. plan.Lines.Select((line, index) => new StockCorrectionLine
        {
            Position = index + 1,
            ProductId = line.ProductId,
            QuantityChange = line.Difference,
        }),
    ];

    private async Task<PostPreview> PlanAsync(ShopDb db, int id, CancellationToken stop)
    {
        var all = db.StockCountLines.AsNoTracking().Where(line => line.StockCountId == id);
        var rows = await CountLines.WithProducts(db, CountLines.Differing(all)).ToListAsync(stop);
        var products = rows.Select(row => row.Product.Id).ToList();
        var available = await Holds.Available(db, db.Products.Where(product => products.Contains(product.Id)), clock.NowUtc())
            .ToDictionaryAsync(row => row.Product.Id, row => row.Available, stop);
        var lines = rows.Where(row => row.Line.Difference != 0)
            .OrderByDescending(row => row.ValueCents).ThenBy(row => row.Line.Id)
            .Select(row => new PostLine(
                row.Line.Id, row.Product.Id, row.Product.Sku, row.Product.Name, row.Product.Size, row.Line.Difference!.Value,
                available[row.Product.Id], row.Line.Difference.Value * row.Product.PriceCents, IsDoubtful(row)))
            .ToList();
        var value = lines.Sum(line => Math.Abs(line.ValueCents));
        return new PostPreview(
            await all.SumAsync(line => (long)line.Version + 1, stop),
            lines,
            (await Stocktakes.ProgressAsync(db, [id], stop))[id],
            rows.Count(IsDoubtful),
            value,
            corrections.NeedsSecondAdmin(value));
    }

    private static bool IsDoubtful(CountLines.LineOfProduct row) => row.Line.MovedMeanwhile || row.CorrectedSince;
}
