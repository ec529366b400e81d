using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>
/// The talk about the price, from both sides. Whoever closes a round does it by an UPDATE of that round which names the version read;
/// of two at the same moment one finds zero rows, decides again on what the other left, and is refused with the terms now in force.
/// </summary>
public sealed class Offers(ShopData data, IdempotencyStore store, SellMessages messages, TimeProvider clock)
{
    private static readonly Actor Expiry = Actor.Job("offer-expiry");

    /// <summary>Sends the sum of what staff decided item by item.</summary>
    /// <param name="version">The submission's version as it was shown; a newer one means someone changed it meanwhile.</param>
    public Task<Result<SellOffer>> SendAsync(
        int id, int version, string? message, int expiresInDays, Actor by, CancellationToken stop) =>
        SendAsync(id, async (db, submission) =>
        {
            var open = submission.OpenRound is { MadeBy: OfferParty.Shop };
            if (submission.Version != version && !open) return await db.ChangedMeanwhileAsync(submission.Id, stop);
            var undecided = submission.Items.Count(item => item.Decision == ItemDecision.Undecided);
            if (undecided > 0) return SellingRefusals.Undecided(undecided);
            var total = submission.Items.Sum(item => item.PriceCents ?? 0);
            if (total == 0) return SellingRefusals.NothingTaken;
            return new OfferTerms(new Money(total), Trimmed(message), expiresInDays, PricedByItem: true);
        }, by, stop);

    /// <summary>Sends one total for the whole, as the storefront's admin API does.</summary>
    public Task<Result<SellOffer>> SendTotalAsync(int id, OfferTerms terms, Actor by, CancellationToken stop) =>
        SendAsync(id, (_, _) => Task.FromResult<Result<OfferTerms>>(terms), by, stop);

    /// <summary>The same, once for a client's own key; a repeat gets the first answer.</summary>
    public async Task<Result<SentOffer>> SendTotalOnceAsync(
        int id, OfferTerms terms, IdempotentRequest? request, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await store.RunOnceAsync<SentOffer>(by, SellingActions.OfferSent, "offers", request, async db =>
            (await SendAsync(db, id, (_, _) => Task.FromResult<Result<OfferTerms>>(terms), by, stop)).Is(out var round, out var refused)
                ? new SentOffer(round.Revision, round.ExpiresAt)
                : refused, stop);
    }

    public Task<Result> WithdrawAsync(int id, Actor by, CancellationToken stop) =>
        ChangeAsync(id, SellingActions.OfferWithdrawn, by, (db, submission, now) =>
        {
            var round = submission.OpenRound;
            var withdrawn = submission.Withdraw(by, now);
            if (withdrawn.Refused is null) messages.OfferWithdrawn(db, submission, round!);
            return withdrawn;
        }, stop);

    public Task<Result> ExtendAsync(int id, int days, Actor by, CancellationToken stop) =>
        ChangeAsync(id, SellingActions.OfferExtended, by, (_, submission, now) => submission.Extend(days, now), stop);

    public Task<Result> RemindAsync(int id, Actor by, CancellationToken stop) =>
        ChangeAsync(id, SellingActions.OfferReminded, by, (db, submission, now) =>
        {
            if (!submission.Remind(now).Is(out var round, out var refused)) return refused;
            messages.Reminder(db, submission, round);
            return Result.Done;
        }, stop);

    /// <param name="revision">The counter as it was shown.</param>
    public Task<Result> AcceptCounterAsync(int id, int revision, Actor by, CancellationToken stop) =>
        AnswerCounterAsync(id, revision, SellingActions.CounterAccepted, by, (db, submission, counter, now) =>
        {
            var accepted = submission.AcceptCounter(by, now);
            if (accepted.Refused is null) messages.CounterAccepted(db, submission, counter);
            return accepted;
        }, stop);

    public Task<Result> RefuseCounterAsync(int id, int revision, string? message, Actor by, CancellationToken stop) =>
        AnswerCounterAsync(id, revision, SellingActions.CounterRefused, by, (db, submission, counter, now) =>
        {
            if (message?.Length > SellOffer.MessageLength)
                return SellingRefusals.TooLong("message", "The message", SellOffer.MessageLength);
            var refused = submission.RefuseCounter(Trimmed(message), by, now);
            if (refused.Refused is null) messages.CounterRefused(db, submission, counter);
            return refused;
        }, stop);

    /// <summary>A submission as its seller may see it.</summary>
    public async Task<Result<SellSubmission>> FindForSellerAsync(string batchId, string? token, CancellationToken stop)
    {
        if (!OfferLinks.IsWellFormed(token)) return SellingRefusals.LinkIncomplete;
        var found = await data.ReadAsync(
            db => db.SellSubmissions.WholeWithPrices().SingleOrDefaultAsync(row => row.BatchId == batchId, stop), stop);
        return found is not null && OfferLinks.Opens(found, token!) ? found : SellingRefusals.OfferNotFound;
    }

    /// <summary>The seller's answer to the revision they were shown; unless that one is open and unexpired, it changes nothing.</summary>
    public async Task<Result<SellSubmission>> AnswerAsync(
        string batchId, string? token, SellerAnswer answer, string? from, CancellationToken stop)
    {
        if (!OfferLinks.IsWellFormed(token)) return SellingRefusals.LinkIncomplete;
        return await data.ChangeAsync<SellSubmission>(
            Actor.Seller(batchId, from), SellingActions.OfferAnswered, db => AnswerAsync(db, batchId, token!, answer, stop), stop);
    }

    /// <summary>The same, once for a client's own key; a repeat gets the first answer, as <paramref name="told"/> put it.</summary>
    public async Task<Result<string>> AnswerOnceAsync(
        string batchId, string? token, SellerAnswer answer, IdempotentRequest? request, Func<SellSubmission, string> told, string? from,
        CancellationToken stop)
    {
        if (!OfferLinks.IsWellFormed(token)) return SellingRefusals.LinkIncomplete;
        return await store.RunOnceAsync(Actor.Seller(batchId, from), SellingActions.OfferAnswered, "answers", request, async db =>
            (await AnswerAsync(db, batchId, token!, answer, stop)).Is(out var submission, out var refused)
                ? told(submission)
                : (Result<string>)refused, stop);
    }

    /// <summary>When the next open offer expires, or did; null where none is open.</summary>
    public Task<DateTime?> NextExpiryAsync(CancellationToken stop) => data.ReadAsync(
        db => db.SellOffers.Where(round => round.Answer == OfferAnswer.Open && round.ExpiresAt != null)
            .OrderBy(round => round.ExpiresAt).Select(round => round.ExpiresAt).FirstOrDefaultAsync(stop),
        stop);

    /// <summary>Marks every offer whose time is over. Housekeeping: past its expiry an offer is refused anyway.</summary>
    /// <returns>How many were marked.</returns>
    public async Task<int> ExpireDueAsync(CancellationToken stop)
    {
        var now = clock.NowUtc();
        var due = await data.ReadAsync(
            db => db.SellOffers.Where(round => round.Answer == OfferAnswer.Open && round.ExpiresAt <= now)
                .OrderBy(round => round.ExpiresAt).Select(round => round.SubmissionId).Take(1_000).ToListAsync(stop),
            stop);
        var marked = 0;
        foreach (var id in due)
        {
            var outcome = await data.ChangeAsync(Expiry, SellingActions.OfferExpired, async db =>
                await Submissions.WholeAsync(db, row => row.Id == id, stop) is { } submission
                    ? submission.Expire(clock.NowUtc())
                    : SellingRefusals.NotFound, stop);
            if (outcome.Refused is null) marked++;
        }

        return marked;
    }

    private async Task<Result<SellOffer>> SendAsync(
        int id, Func<ShopDb, SellSubmission, Task<Result<OfferTerms>>> decide, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync<SellOffer>(by, SellingActions.OfferSent, db => SendAsync(db, id, decide, by, stop), stop);
    }

    private async Task<Result<SellOffer>> SendAsync(
        ShopDb db, int id, Func<ShopDb, SellSubmission, Task<Result<OfferTerms>>> decide, Actor by, CancellationToken stop)
    {
        if (await Submissions.WholeAsync(db, row => row.Id == id, stop) is not { } submission) return SellingRefusals.NotFound;
        var now = clock.NowUtc();
        if (submission.ShopRoundInForce(now) is { } open) return SellingRefusals.OfferAlreadyOpen(open);
        if (!(await decide(db, submission)).Is(out var terms, out var undecided)) return undecided;
        if (!submission.SendOffer(terms, by, now).Is(out var round, out var refused)) return refused;
        messages.OfferSent(db, submission, round);
        return round;
    }

    private async Task<Result<SellSubmission>> AnswerAsync(
        ShopDb db, string batchId, string token, SellerAnswer answer, CancellationToken stop)
    {
        var submission = await Submissions.WholeAsync(db, row => row.BatchId == batchId, stop);
        if (submission is null || !OfferLinks.Opens(submission, token)) return SellingRefusals.OfferNotFound;
        return submission.AnswerOffer(answer with { Message = Trimmed(answer.Message) }, clock.NowUtc()).Refused is { } refused
            ? refused
            : submission;
    }

    private Task<Result> AnswerCounterAsync(
        int id,
        int revision,
        string action,
        Actor by,
        Func<ShopDb, SellSubmission, SellOffer, DateTime, Result> answer,
        CancellationToken stop) =>
        ChangeAsync(id, action, by, (db, submission, now) =>
            submission.OpenRound is { MadeBy: OfferParty.Seller } counter && counter.Revision == revision
                ? answer(db, submission, counter, now)
                : SellingRefusals.NoCounterOpen(submission.OfferStatusAt(now)), stop);

    private async Task<Result> ChangeAsync(
        int id, string action, Actor by, Func<ShopDb, SellSubmission, DateTime, Result> change, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } refused) return refused;
        return await data.ChangeAsync(by, action, async db =>
            await Submissions.WholeAsync(db, row => row.Id == id, stop) is { } submission
                ? change(db, submission, clock.NowUtc())
                : SellingRefusals.NotFound, stop);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a client is told of an offer it sent.</summary>
public sealed record SentOffer(int Revision, DateTime? ExpiresAt);
