using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

/// <summary>
/// From the agreed price to the shelf: what arrives is received, inspected, paid for and put into stock. Each verb takes the version of the
/// submission that was shown, so that nobody acts on an older picture.
/// </summary>
public sealed class Intake(ShopData data, StockLedger ledger, SellMessages messages, TimeProvider clock)
{
    public Task<Result> ReceiveAsync(int id, int version, Actor by, CancellationToken stop) =>
        ChangeAsync(id, version, SellingActions.ItemsReceived, by, (_, submission) => Task.FromResult(Receive(submission)), stop);

    /// <param name="findings">One for each item that was not rejected.</param>
    public Task<Result> InspectAsync(
        int id, int version, IReadOnlyList<ItemFinding> findings, Actor by, CancellationToken stop) =>
        ChangeAsync(id, version, SellingActions.ItemsInspected, by, (db, submission) =>
            Task.FromResult(Inspect(db, submission, findings, by)), stop);

    /// <summary>Pays once: of any number at the same moment one is recorded and the others are told of it.</summary>
    public Task<Result> PayAsync(int id, int version, Payout payout, Actor by, CancellationToken stop) =>
        ChangeAsync(id, version, SellingActions.SellerPaid, by, (db, submission) => PayAsync(db, submission, payout, by, stop), stop,
            async db => await db.SellPayments.AsNoTracking().SingleOrDefaultAsync(row => row.SubmissionId == id, stop) is { } paid
                ? SellingRefusals.AlreadyPaid(paid)
                : null);

    /// <summary>Turns the kept items into products with their photos and their first unit each, all of them or none.</summary>
    public Task<Result> CompleteAsync(int id, int version, IReadOnlyList<ShelfItem> shelf, Actor by, CancellationToken stop) =>
        ChangeAsync(id, version, SellingActions.Completed, by, (db, submission) => ShelveAsync(db, submission, shelf, by, stop), stop);

    internal Result Receive(SellSubmission submission) => submission.MoveTo(SellStatus.Received, clock.NowUtc());

    internal Result Inspect(ShopDb db, SellSubmission submission, IReadOnlyList<ItemFinding> findings, Actor by)
    {
        var now = clock.NowUtc();
        var shares = AgreedShares.Of(submission);
        if (submission.MoveTo(SellStatus.Inspected, now).Refused is { } refused) return refused;
        if (findings.Any(finding => !shares.ContainsKey(finding.ItemId))) return SellingRefusals.ItemNotFound;
        var inspections = new List<SellInspection>();
        foreach (var item in AgreedShares.Taken(submission))
        {
            var said = findings.Where(finding => finding.ItemId == item.Id).ToList();
            if (said.Count != 1) return SellingRefusals.FindingMissing(item);
            if (!said[0].Of(item, shares[item.Id], by, now).Is(out var inspection, out var wrong)) return wrong;
            inspections.Add(inspection);
        }

        if (inspections.TrueForAll(inspection => inspection.PriceCents == 0)) return SellingRefusals.NothingKept;
        db.SellInspections.AddRange(inspections);
        if (inspections.Exists(inspection => inspection.Outcome != InspectionOutcome.AsDescribed))
            messages.Inspected(db, submission, inspections);
        return Result.Done;
    }

    internal async Task<Result> PayAsync(ShopDb db, SellSubmission submission, Payout payout, Actor by, CancellationToken stop)
    {
        if (submission.MoveTo(SellStatus.Paid, clock.NowUtc()).Refused is { } refused) return refused;
        var due = await db.SellInspections.Where(row => row.SubmissionId == submission.Id).SumAsync(row => row.PriceCents, stop);
        if (payout.Check(due) is { } wrong) return wrong;
        var payment = new SellPayment
        {
            SubmissionId = submission.Id,
            Method = payout.Method,
            Reference = string.IsNullOrWhiteSpace(payout.Reference) ? null : payout.Reference.Trim(),
            AmountCents = due,
            PaidById = by.StaffId,
            PaidByName = by.Name,
            PaidAt = clock.NowUtc(),
        };
        _ = db.SellPayments.Add(payment);
        messages.Paid(db, submission, payment);
        return Result.Done;
    }

    internal async Task<Result> ShelveAsync(
        ShopDb db, SellSubmission submission, IReadOnlyList<ShelfItem> shelf, Actor by, CancellationToken stop)
    {
        var now = clock.NowUtc();
        if (submission.MoveTo(SellStatus.Completed, now).Refused is { } refused) return refused;
        var kept = await db.SellInspections.Where(row => row.SubmissionId == submission.Id && row.Outcome != InspectionOutcome.Returned)
            .Select(row => row.ItemId).ToListAsync(stop);
        var photos = await db.Images.AsNoTracking().Where(image => image.SubmissionId == submission.Id).ToListAsync(stop);
        if (shelf.Any(one => !kept.Contains(one.ItemId))) return SellingRefusals.ItemNotFound;
        var made = new List<(ShelfItem As, SellItem Item, Product Product)>();
        foreach (var item in submission.Items.Where(item => kept.Contains(item.Id)))
        {
            var wanted = shelf.Where(one => one.ItemId == item.Id).ToList();
            if (wanted.Count != 1) return SellingRefusals.ShelfMissing(item);
            if (wanted[0].Check(item, photos) is { } wrong) return wrong;
            made.Add((wanted[0], item, wanted[0].Make(await ProductNumber.NextSkuAsync(db, stop), now)));
        }

        db.Products.AddRange(made.Select(one => one.Product));

        // Photos, moves and items name the products, so they need their keys.
        _ = await db.SaveChangesAsync(stop);
        foreach (var (wanted, item, product) in made)
        {
            item.ProductId = product.Id;
            db.Images.AddRange(wanted.PhotoIds.Select((id, index) =>
                photos.Single(photo => photo.Id == id).CopyFor(product.Id, index + 1, now)));
        }

        var entries = made.ConvertAll(one => new StockEntry(
            one.Product.Id, 1, StockReason.Intake, new StockDocument(StockDocumentKind.SellItem, one.Item.Id)));
        return (await ledger.PostAsync(db, entries, by, stop)).Refused is { } unposted ? unposted : Result.Done;
    }

    private async Task<Result> ChangeAsync(
        int id,
        int version,
        string action,
        Actor by,
        Func<ShopDb, SellSubmission, Task<Result>> change,
        CancellationToken stop,
        Func<ShopDb, Task<Refusal?>>? done = null)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync(by, action, async db =>
        {
            if (await Submissions.WholeAsync(db, row => row.Id == id, stop) is not { } submission) return SellingRefusals.NotFound;
            if (done is not null && await done(db) is { } already) return already;
            return submission.Version == version ? await change(db, submission) : await db.ChangedMeanwhileAsync(id, stop);
        }, stop);
    }
}
