using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Staff;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

/// <summary>Reading one submission for the person who decides on it.</summary>
public sealed class Reviews(ShopData data)
{
    private const int MaxHistory = 200;

    public Task<SubmissionReview?> FindAsync(int id, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var submission = await db.SellSubmissions.WholeWithPrices().SingleOrDefaultAsync(row => row.Id == id, stop);
            if (submission is null) return null;
            var assignedTo = db.Set<StaffUser>().Where(person => person.Id == submission.AssignedToId);
            var photos = db.Images.Where(image => image.SubmissionId == id && image.ProductId == null);
            var notes = db.SellNotes.Where(note => note.SubmissionId == id);
            var history = db.SystemLogs.Where(log => log.Subject == SellSubmission.Table && log.SubjectId == id);
            return new SubmissionReview(
                submission,
                await assignedTo.Select(person => person.DisplayName).SingleOrDefaultAsync(stop),
                await photos.OrderBy(image => image.Position).ToListAsync(stop),
                await notes.OrderByDescending(note => note.Id).ToListAsync(stop),
                await history.OrderByDescending(log => log.Id).Take(MaxHistory).ToListAsync(stop),
                await SellerOfAsync(db, submission, stop),
                await db.SellInspections.Where(found => found.SubmissionId == id).ToListAsync(stop),
                await db.SellPayments.SingleOrDefaultAsync(payment => payment.SubmissionId == id, stop),
                await ShelvedAsync(db, submission, stop));
        },
        stop);

    /// <summary>Evidence for every item, in the items' order.</summary>
    public Task<List<PriceEvidence>> EvidenceAsync(SellSubmission submission, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var evidence = new List<PriceEvidence>();
            foreach (var item in submission.Items) evidence.Add(await EvidenceForAsync(db, item, stop));
            return evidence;
        },
        stop);

    private static Task<List<ShelvedItem>> ShelvedAsync(ShopDb db, SellSubmission submission, CancellationToken stop)
    {
        var ids = submission.Items.Select(item => item.ProductId).OfType<int>().ToList();
        return db.Products.Where(product => ids.Contains(product.Id))
            .Select(product => new ShelvedItem(product.Id, product.Sku, product.Name)).ToListAsync(stop);
    }

    private static async Task<SellerRecord> SellerOfAsync(ShopDb db, SellSubmission submission, CancellationToken stop)
    {
        var (phone, email, handle, channel) =
            (submission.Contact.Phone, submission.Contact.Email, submission.Contact.Handle, submission.Contact.Channel);
        var (customer, erased) = (submission.UserId, submission.Contact.IsErased);
        var theirs = db.SellSubmissions.Where(row => erased ? row.UserId == customer : row.Contact.Phone == phone
            || (email != null && row.Contact.Email == email)
            || (row.Contact.Handle == handle && row.Contact.Channel == channel));
        var tally = await theirs.GroupBy(_ => 1).Select(all => new
        {
            Count = all.Count(),
            Offered = all.Count(row => row.OfferStatus != OfferStatus.NoOffer && row.OfferStatus != OfferStatus.Sent),
            Accepted = all.Count(row => row.OfferStatus == OfferStatus.Accepted),
            Bought = all.Sum(row => row.FinalPriceCents ?? 0),
        }).SingleAsync(stop);
        var looked = theirs.Join(db.SellInspections, row => row.Id, found => found.SubmissionId, (_, found) => found.Outcome);
        var others = theirs.Where(row => row.Id != submission.Id);
        var recent = await others.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
            .Take(10).Select(row => new PastSubmission(
                row.Id, row.BatchId, row.Status, row.OfferStatus, row.CreatedAt, row.AskingCents, row.FinalPriceCents))
            .ToListAsync(stop);
        var outcomes = await looked.GroupBy(outcome => outcome)
            .Select(same => new { Outcome = same.Key, Count = same.Count() }).ToListAsync(stop);
        return new SellerRecord(
            tally.Count,
            tally.Offered,
            tally.Accepted,
            tally.Bought,
            outcomes.Sum(same => same.Count),
            outcomes.Where(same => same.Outcome == InspectionOutcome.AsDescribed).Sum(same => same.Count),
            recent);
    }

    private static async Task<PriceEvidence> EvidenceForAsync(ShopDb db, SellItem item, CancellationToken stop)
    {
        var sameKind = db.SellItems.Where(other => other.Category == item.Category && other.Brand == item.Brand
            && other.SubmissionId != item.SubmissionId && other.PriceCents != null);
        var sameSize = sameKind.Where(other => other.Size == item.Size);
        var steps = new (string Likeness, IQueryable<SellItem> Items)[]
        {
            ("same brand, category, size and condition", sameSize.Where(other => other.Condition == item.Condition)),
            ("same brand, category and size", sameSize),
            ("same brand and category", sameKind),
        };
        foreach (var (likeness, items) in steps)
        {
            var bought = from other in items
                         join past in db.SellSubmissions on other.SubmissionId equals past.Id
                         where past.OfferStatus == OfferStatus.Accepted
                         orderby past.CreatedAt descending
                         select new PastBuy(
                             past.Id,
                             past.BatchId,
                             other.Description,
                             other.Condition,
                             other.Size,
                             other.PriceCents!.Value,
                             past.CreatedAt);
            var buys = await bought.Take(200).ToListAsync(stop);
            if (buys.Count > 0) return Summary(item.Id, likeness, buys);
        }

        return new PriceEvidence(item.Id, "same brand and category", 0, null, null, null, []);
    }

    private static PriceEvidence Summary(int itemId, string likeness, List<PastBuy> buys)
    {
        var prices = buys.Select(buy => buy.PriceCents).Order().ToList();
        var middle = prices.Count / 2;
        var median = prices.Count % 2 == 1 ? prices[middle] : (prices[middle - 1] + prices[middle]) / 2;
        return new PriceEvidence(itemId, likeness, prices.Count, prices[0], median, prices[^1], buys.Take(5).ToList());
    }
}
