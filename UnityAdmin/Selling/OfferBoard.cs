using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling;

/// <summary>
/// Reading the talks about prices by where they stand at this moment. An offer past its expiry stands among the expired whether or not
/// the job has marked it.
/// </summary>
public sealed class OfferBoard(ShopData data, TimeProvider clock)
{
    public const int MaxCards = 100;
    public const int RecentDays = 14;

    /// <summary>Every column in the order of <see cref="OfferColumn"/>, read at one moment.</summary>
    /// <param name="assignedTo">Only what this person has; null for everyone's.</param>
    /// <param name="stop">Gives up.</param>
    public Task<IReadOnlyList<OfferPile>> ReadAsync(int? assignedTo, CancellationToken stop) => data.ReadAsync<IReadOnlyList<OfferPile>>(
        async db =>
        {
            var now = clock.NowUtc();
            var theirs = assignedTo is null ? db.SellSubmissions : db.SellSubmissions.Where(row => row.AssignedToId == assignedTo);
            var piles = new List<OfferPile>();
            foreach (var column in Enum.GetValues<OfferColumn>()) piles.Add(await PileAsync(db, theirs, column, now, stop));
            return piles;
        },
        stop);

    private static async Task<OfferPile> PileAsync(
        ShopDb db, IQueryable<SellSubmission> theirs, OfferColumn column, DateTime now, CancellationToken stop)
    {
        if (column == OfferColumn.Expired) return await ExpiredAsync(db, theirs, now, stop);
        var rows = column switch
        {
            OfferColumn.Countered => theirs.Where(row => row.OfferStatus == OfferStatus.Countered),
            OfferColumn.WithSeller => OpenFrom(theirs, now),
            OfferColumn.Accepted => Recent(theirs, OfferStatus.Accepted, now),
            OfferColumn.Refused => Recent(theirs, OfferStatus.Refused, now),
            _ => Recent(theirs, OfferStatus.Withdrawn, now),
        };
        var ordered = column switch
        {
            OfferColumn.Countered => rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id),
            OfferColumn.WithSeller => SoonestFirst(db, rows),
            _ => rows.OrderByDescending(row => row.Offers.Max(round => round.AnsweredAt)).ThenByDescending(row => row.Id),
        };
        return new OfferPile(column, await rows.CountAsync(stop), await Cards(db, ordered).ToListAsync(stop));
    }

    private static async Task<OfferPile> ExpiredAsync(ShopDb db, IQueryable<SellSubmission> theirs, DateTime now, CancellationToken stop)
    {
        var unmarked = theirs.Where(row => row.OfferStatus == OfferStatus.Sent
            && row.Offers.Any(round => round.Answer == OfferAnswer.Open && round.ExpiresAt <= now));
        var marked = Recent(theirs, OfferStatus.Expired, now);
        var first = await Cards(db, unmarked.OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id)).ToListAsync(stop);
        var then = await Cards(db, marked.OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id)).ToListAsync(stop);
        var count = await unmarked.CountAsync(stop) + await marked.CountAsync(stop);
        var latest = first.Concat(then).OrderByDescending(card => card.ExpiresAt).Take(MaxCards);
        return new OfferPile(OfferColumn.Expired, count, [.. latest]);
    }

    private static IQueryable<SellSubmission> OpenFrom(IQueryable<SellSubmission> theirs, DateTime now) =>
        theirs.Where(row => row.OfferStatus == OfferStatus.Sent
            && row.Offers.Any(round => round.Answer == OfferAnswer.Open && round.ExpiresAt > now));

    private static IQueryable<SellSubmission> SoonestFirst(ShopDb db, IQueryable<SellSubmission> rows) =>
        from row in rows
        join round in db.SellOffers on row.Id equals round.SubmissionId
        where round.Answer == OfferAnswer.Open
        orderby round.ExpiresAt, row.Id
        select row;

    // Whatever answers a round touches its submission, so the index by touch holds every candidate; those touched later for another
    // reason are left out by the round's own time.
    private static IQueryable<SellSubmission> Recent(IQueryable<SellSubmission> theirs, OfferStatus status, DateTime now)
    {
        var since = now.AddDays(-RecentDays);
        return theirs.Where(row => row.OfferStatus == status && row.UpdatedAt >= since
            && row.Offers.Any(round => round.AnsweredAt >= since));
    }

    private static IQueryable<OfferCard> Cards(ShopDb db, IQueryable<SellSubmission> rows) =>
        from row in rows.Take(MaxCards)
        join last in db.SellOffers on row.Id equals last.SubmissionId
        where last.Revision == row.Offers.Max(round => round.Revision)
        select new OfferCard
        {
            Id = row.Id,
            BatchId = row.BatchId,
            SellerName = row.Contact.Name ?? row.Contact.Handle,
            ItemCount = row.ItemCount,
            FirstBrand = row.Items.OrderBy(item => item.Position).Select(item => item.Brand).FirstOrDefault(),
            FirstCategory = row.Items.OrderBy(item => item.Position).Select(item => item.Category).FirstOrDefault(),
            AskingCents = row.AskingCents,
            AssignedToName = db.Set<StaffUser>().Where(person => person.Id == row.AssignedToId)
                .Select(person => person.DisplayName).FirstOrDefault(),
            Round = last.Revision,
            TotalCents = last.TotalCents,
            OfferedCents = row.OfferedPriceCents,
            ExpiresAt = last.ExpiresAt,
            SentAt = last.SentAt,
            AnsweredAt = last.AnsweredAt,
            RemindedAt = last.RemindedAt,
        };
}
