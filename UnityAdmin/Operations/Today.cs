using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Messages;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Operations;

/// <summary>Reading what needs a member of staff now, and the figures of the shop's last days.</summary>
public sealed class Today(ShopData data, IOptions<ShopSettings> shop, TimeProvider clock)
{
    public const int Days = 14;
    public const int Rows = 4;

    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);

    /// <param name="staffId">Whose reviews are "mine"; null for nobody's.</param>
    /// <param name="role">What they may look into: jobs are the managers'.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Desk> ReadAsync(int? staffId, Role role, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var now = clock.NowUtc();
            var piles = new List<WaitingPile>
            {
                await CountersAsync(db, stop),
                await ExpiringAsync(db, now, stop),
                await HoldsRunningOutAsync(db, now, stop),
                await ToReviewAsync(db, stop),
                await MyReviewsAsync(db, staffId, stop),
                await OrdersAsync(db, Waiting.RefundsOwed, OrderTab.Refund, stop),
                await OrdersAsync(db, Waiting.OrdersToConfirm, new OrderTab(OrderStatus.Pending), stop),
                await OrdersAsync(db, Waiting.OrdersToPack, OrderTab.ToPack, stop),
                await OnTheWayAsync(db, Waiting.ToReceive, SellStatus.Approved, stop),
                await OnTheWayAsync(db, Waiting.ToInspect, SellStatus.Received, stop),
                await OnTheWayAsync(db, Waiting.ToPay, SellStatus.Inspected, stop),
                await OnTheWayAsync(db, Waiting.ToShelve, SellStatus.Paid, stop),
                await FailedAsync(db, stop),
            };
            if (role >= Role.Manager) piles.Add(await FailedJobsAsync(db, stop));
            var days = await FiguresAsync(db, now, stop);
            return new Desk(piles.FindAll(pile => pile.Count > 0), days[^1], days);
        },
        stop);

    private static Task<WaitingPile> CountersAsync(ShopDb db, CancellationToken stop)
    {
        var rows = db.SellSubmissions.Where(row => row.OfferStatus == OfferStatus.Countered);
        return PileAsync(Waiting.Counters, rows, rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id), row => new WaitingRow(
            row.Id,
            row.Contact.Name ?? row.Contact.Handle,
            row.BatchId,
            new Money(row.Offers.Where(round => round.Answer == OfferAnswer.Open).Select(round => round.TotalCents).First()),
            row.UpdatedAt), stop);
    }

    private static Task<WaitingPile> ExpiringAsync(ShopDb db, DateTime now, CancellationToken stop)
    {
        var until = now + Soon;
        var soon = from round in db.SellOffers
                   join row in db.SellSubmissions on round.SubmissionId equals row.Id
                   where round.Answer == OfferAnswer.Open && round.ExpiresAt > now && round.ExpiresAt <= until
                   select new { round, row };
        return PileAsync(Waiting.Expiring, soon, soon.OrderBy(both => both.round.ExpiresAt), both => new WaitingRow(
            both.row.Id, both.row.Contact.Name ?? both.row.Contact.Handle, both.row.BatchId,
            new Money(both.round.TotalCents), both.round.ExpiresAt!.Value), stop);
    }

    private static Task<WaitingPile> HoldsRunningOutAsync(ShopDb db, DateTime now, CancellationToken stop)
    {
        var soon = from hold in HoldBook.RunningOut(db, now)
                   join product in db.Products on hold.ProductId equals product.Id
                   select new { hold, product };
        return PileAsync(Waiting.HoldsRunningOut, soon, soon.OrderBy(both => both.hold.ExpiresAt).ThenBy(both => both.hold.Id), both =>
            new WaitingRow(both.hold.Id, both.hold.CustomerName, both.product.Name,
                new Money(both.product.PriceCents * both.hold.Quantity), both.hold.ExpiresAt), stop);
    }

    private static Task<WaitingPile> ToReviewAsync(ShopDb db, CancellationToken stop)
    {
        var rows = db.SellSubmissions.Where(row => row.Status == SellStatus.Pending);
        return SubmissionsAsync(Waiting.ToReview, rows, stop);
    }

    private static Task<WaitingPile> MyReviewsAsync(ShopDb db, int? staffId, CancellationToken stop)
    {
        var rows = db.SellSubmissions.Where(row => staffId != null && row.AssignedToId == staffId
            && row.Status == SellStatus.Reviewing && row.OfferStatus == OfferStatus.NoOffer);
        return SubmissionsAsync(Waiting.MyReviews, rows, stop);
    }

    // Bought and not on the shelf yet: what waits longest first, with what is agreed or, once it is inspected, what is to be paid.
    private static Task<WaitingPile> OnTheWayAsync(ShopDb db, Waiting what, SellStatus status, CancellationToken stop)
    {
        var (inspections, isInspected) = (db.SellInspections, status is SellStatus.Inspected or SellStatus.Paid);
        var rows = db.SellSubmissions.Where(row => row.Status == status);
        return PileAsync(what, rows, rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id), row => new WaitingRow(
            row.Id,
            row.Contact.Name ?? row.Contact.Handle,
            row.Items.OrderBy(item => item.Position).First().Brand + (row.ItemCount == 1 ? "" : " and " + (row.ItemCount - 1) + " more"),
            new Money(isInspected
                ? inspections.Where(found => found.SubmissionId == row.Id).Sum(found => found.PriceCents)
                : row.FinalPriceCents ?? 0),
            row.UpdatedAt), stop);
    }

    private static Task<WaitingPile> SubmissionsAsync(Waiting what, IQueryable<SellSubmission> rows, CancellationToken stop) =>
        PileAsync(what, rows, rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id), row => new WaitingRow(
            row.Id,
            row.Contact.Name ?? row.Contact.Handle,
            row.Items.OrderBy(item => item.Position).First().Brand + (row.ItemCount == 1 ? "" : " and " + (row.ItemCount - 1) + " more"),
            row.AskingCents > 0 ? new Money(row.AskingCents) : null,
            row.CreatedAt), stop);

    // Who has waited longest for what the pile is about: since the order, or since its last change.
    private static Task<WaitingPile> OrdersAsync(ShopDb db, Waiting what, OrderTab tab, CancellationToken stop)
    {
        var rows = tab.Of(db.Orders);
        return PileAsync(what, rows, rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id), row => new WaitingRow(
            row.Id,
            row.CustomerName ?? row.CustomerEmail ?? row.CustomerPhone ?? "Guest",
            row.Items.OrderBy(item => item.Position).First().ProductName
                + (row.Items.Count == 1 ? "" : " and " + (row.Items.Count - 1) + " more"),
            new Money(row.TotalCents),
            row.UpdatedAt), stop);
    }

    private static Task<WaitingPile> FailedAsync(ShopDb db, CancellationToken stop)
    {
        var rows = db.OutboxMessages.Where(row => row.Status == OutboxStatus.Failed && row.Subject == SellSubmission.Table);
        return PileAsync(Waiting.FailedMessages, rows, rows.OrderByDescending(row => row.DueAt), row => new WaitingRow(
            row.SubjectId, row.ToName, row.Title, null, row.CreatedAt), stop);
    }

    // Those whose last run failed: once one went well again, nobody needs to look.
    private static async Task<WaitingPile> FailedJobsAsync(ShopDb db, CancellationToken stop)
    {
        var last = (await JobLog.NewestAsync(db, stop)).Values.Select(runs => runs.Find(run => run.State != JobRunState.Running));
        var failed = last.OfType<JobRun>().Where(run => run.State == JobRunState.Failed).OrderByDescending(run => run.FinishedAt).ToList();
        return new WaitingPile(Waiting.FailedJobs, failed.Count,
        [
            .. failed.Take(Rows).Select(run => new WaitingRow(
                run.Id, Schedule.Find(run.Job)!.Title, run.Note ?? "", null, run.FinishedAt ?? run.StartedAt)),
        ]);
    }

    private static async Task<WaitingPile> PileAsync<T>(
        Waiting what, IQueryable<T> all, IQueryable<T> ordered, Expression<Func<T, WaitingRow>> row, CancellationToken stop) =>
        new(what, await all.CountAsync(stop), await ordered.Take(Rows).Select(row).ToListAsync(stop));

    // Only moments and prices are read, and cut into days here: no database knows the shop's days, and two weeks are some hundred rows.
    private async Task<List<DayFigures>> FiguresAsync(ShopDb db, DateTime now, CancellationToken stop)
    {
        // A day more than is shown, so that no clock change can cut the oldest; what is too old falls out below.
        var since = now.AddDays(-Days - 1);
        var submitted = await db.SellSubmissions.Where(row => row.CreatedAt >= since).Select(row => row.CreatedAt).ToListAsync(stop);

        // A round's sending and answer both touch its submission, which has an index by state and touch; rounds have none by time.
        var rounds = db.SellSubmissions.Where(row => row.OfferStatus != OfferStatus.NoOffer && row.UpdatedAt >= since)
            .SelectMany(row => row.Offers);
        var sent = await rounds.Where(round => round.MadeBy == OfferParty.Shop && round.SentAt >= since)
            .Select(round => round.SentAt).ToListAsync(stop);
        var agreed = await rounds.Where(round => round.Answer == OfferAnswer.Accepted && round.AnsweredAt >= since)
            .Select(round => new { At = round.AnsweredAt!.Value, round.TotalCents }).ToListAsync(stop);

        var settings = shop.Value;
        var submittedOn = submitted.CountBy(settings.DayOf).ToDictionary();
        var sentOn = sent.CountBy(settings.DayOf).ToDictionary();
        var agreedOn = agreed.ToLookup(round => settings.DayOf(round.At), round => round.TotalCents);
        return Enumerable.Range(1 - Days, Days).Select(settings.DayOf(now).AddDays).Select(day => new DayFigures(
            day,
            submittedOn.GetValueOrDefault(day),
            sentOn.GetValueOrDefault(day),
            agreedOn[day].Count(),
            new Money(agreedOn[day].Sum()))).ToList();
    }
}
