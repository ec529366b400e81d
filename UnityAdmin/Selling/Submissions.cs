using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling;

/// <summary>What staff and the storefront do with submissions, apart from the talk about the price (<see cref="Offers"/>).</summary>
public sealed class Submissions(
    ShopData data, IdempotencyStore store, CustomerBook customers, OfferLinks links, SellMessages messages, IOptions<ShopSettings> shop,
    TimeProvider clock)
{
    private const string Scope = "sell-submissions";

    public Task<Result<Submitted>> SubmitAsync(NewSubmission sent, IReadOnlyList<StoredPhoto> photos, Actor by, CancellationToken stop) =>
        SubmitAsync(sent, photos, null, by, stop);

    /// <param name="sent">The form.</param>
    /// <param name="photos">Its photos, stored.</param>
    /// <param name="request">The client's own key for this request, if it gave one.</param>
    /// <param name="by">Who is answerable: the storefront.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    /// <returns>The first answer where this request was made before.</returns>
    public async Task<Result<Submitted>> SubmitAsync(
        NewSubmission sent, IReadOnlyList<StoredPhoto> photos, IdempotentRequest? request, Actor by, CancellationToken stop)
    {
        var answer = await store.RunOnceAsync<Kept>(
            by,
            SellingActions.Submitted,
            Scope,
            request,
            async db =>
            {
                var now = clock.NowUtc();
                var token = links.Create();
                var submission = Make(sent, await NextBatchIdAsync(db, now, stop), token, now);
                submission.UserId = (await customers.MeetAsync(db, sent.Contact.Details, by, stop)).Id;
                _ = db.SellSubmissions.Add(submission);

                // The photos and the message need the key of the new row; all of it is still one transaction.
                _ = await db.SaveChangesAsync(stop);
                db.Images.AddRange(photos.Select((photo, index) => photo.For(submission.Id, null, index + 1, now)));
                messages.Received(db, submission);
                return new Kept(submission.Id, submission.BatchId, submission.ItemCount, token.Sealed);
            },
            stop);
        return answer.Is(out var kept, out var refused)
            ? new Submitted(kept.Id, kept.BatchId, kept.ItemsCount, links.LinkOf(kept.BatchId, kept.SealedToken))
            : refused;
    }

    public Task<Result> DecideItemAsync(int itemId, int version, ItemVerdict verdict, Actor by, CancellationToken stop) =>
        ChangeAsync(by, SellingActions.ItemDecided, async db =>
        {
            var submission = await WholeAsync(db, row => row.Items.Any(item => item.Id == itemId), stop);
            if (submission is null) return SellingRefusals.ItemNotFound;
            var now = clock.NowUtc();
            if (submission.Status is not (SellStatus.Pending or SellStatus.Reviewing)) return SellingRefusals.Closed(submission.Status);
            if (!submission.PriceIsOpenAt(now)) return SellingRefusals.NoFurtherRound(submission.OfferStatusAt(now));
            var item = submission.Items.Single(row => row.Id == itemId);
            if (item.Version != version) return await db.ChangedMeanwhileAsync(submission.Id, stop);
            var decided = verdict.Decision switch
            {
                ItemDecision.Approved => item.Approve(by, now),
                ItemDecision.Repriced when verdict.Price is { } price => item.Reprice(price, verdict.Reason, by, now),
                ItemDecision.Repriced => SellingRefusals.PriceOutOfRange,
                _ => item.Reject(verdict.Reason ?? "", by, now),
            };
            if (decided.Refused is { } refused) return refused;
            submission.Touch(now);
            return submission.StartReview(now);
        }, stop);

    public Task<Result> AddNoteAsync(int id, string text, Actor by, CancellationToken stop) =>
        ChangeAsync(by, SellingActions.NoteAdded, async db =>
        {
            if (string.IsNullOrWhiteSpace(text)) return SellingRefusals.NoteEmpty;
            if (text.Length > SellNote.TextLength) return SellingRefusals.TooLong("text", "The note", SellNote.TextLength);
            if (!await db.SellSubmissions.AnyAsync(row => row.Id == id, stop)) return SellingRefusals.NotFound;
            _ = db.SellNotes.Add(new SellNote
            {
                SubmissionId = id,
                WrittenById = by.StaffId,
                WrittenByName = by.Name,
                Text = text.Trim(),
                WrittenAt = clock.NowUtc(),
            });
            return Result.Done;
        }, stop);

    /// <param name="id">The submission.</param>
    /// <param name="seen">The contact the form was opened with; what others changed since and the form did not is kept as theirs.</param>
    /// <param name="edited">The contact as the form is sent.</param>
    /// <param name="by">Who edits.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Result> EditContactAsync(int id, SellerContact seen, SellerContact edited, Actor by, CancellationToken stop) =>
        ChangeAsync(by, SellingActions.ContactEdited, async db =>
        {
            if (await WholeAsync(db, row => row.Id == id, stop) is not { } submission) return SellingRefusals.NotFound;
            if (submission.Contact.IsErased) return SellingRefusals.ContactErased;
            if (edited.Check().Refused is { } invalid) return invalid;
            if (!ContactMerge.Of(seen, edited, submission.Contact).Is(out var merged, out var refused)) return refused;
            submission.Contact = merged;
            submission.UserId = (await customers.MeetAsync(db, merged.Details, by, stop)).Id;
            submission.RefreshSearchText();
            submission.Touch(clock.NowUtc());
            return Result.Done;
        }, stop);

    /// <summary>Gives submissions to someone, or to nobody; those that are closed are left and named.</summary>
    public async Task<Result<BulkOutcome>> AssignAsync(IReadOnlyCollection<int> ids, int? staffId, Actor by, CancellationToken stop)
    {
        if (staffId is { } id && !await data.ReadAsync(db => WorksHereAsync(db, id, stop), stop)) return SellingRefusals.NotOnStaff;
        return await EachAsync(ids, SellingActions.Assigned, (_, submission, now) => submission.Assign(staffId, now), by, stop);
    }

    public Task<Result<BulkOutcome>> RejectAsync(IReadOnlyCollection<int> ids, string reason, Actor by, CancellationToken stop) =>
        EachAsync(ids, SellingActions.Rejected, (db, submission, now) =>
        {
            var rejected = submission.Reject(reason, by, now);
            if (rejected.Refused is null) messages.Rejected(db, submission);
            return rejected;
        }, by, stop);

    public Task<Result<BulkOutcome>> CancelAsync(IReadOnlyCollection<int> ids, string reason, Actor by, CancellationToken stop) =>
        EachAsync(ids, SellingActions.Cancelled, (_, submission, now) => submission.Cancel(reason, by, now), by, stop);

    internal static Task<SellSubmission?> WholeAsync(
        ShopDb db, System.Linq.Expressions.Expression<Func<SellSubmission, bool>> which, CancellationToken stop) =>
        db.SellSubmissions.Whole().SingleOrDefaultAsync(which, stop);

    private static Task<bool> WorksHereAsync(ShopDb db, int staffId, CancellationToken stop) =>
        db.StaffUsers.AnyAsync(person => person.Id == staffId && person.LockedAt == null, stop);

    private Task<Result> ChangeAsync(Actor by, string action, Func<ShopDb, Task<Result>> change, CancellationToken stop) =>
        by.Lacks(Role.Staff) is { } refused ? Task.FromResult<Result>(refused) : data.ChangeAsync(by, action, change, stop);

    private async Task<Result<BulkOutcome>> EachAsync(
        IReadOnlyCollection<int> ids, string action, Func<ShopDb, SellSubmission, DateTime, Result> move, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync<BulkOutcome>(by, action, async db =>
        {
            var now = clock.NowUtc();
            var found = await db.SellSubmissions.Whole().Where(row => ids.Contains(row.Id)).ToListAsync(stop);
            if (found.Count == 0) return SellingRefusals.NotFound;
            var left = found.Select(submission => (submission.BatchId, move(db, submission, now).Refused))
                .Where(outcome => outcome.Refused is not null).ToDictionary(outcome => outcome.BatchId, outcome => outcome.Refused!);
            if (left.Count == found.Count) return left.Values.First();
            return new BulkOutcome(found.Count - left.Count, left);
        }, stop);
    }

    private async Task<string> NextBatchIdAsync(ShopDb db, DateTime now, CancellationToken stop)
    {
        var day = shop.Value.DayOf(now);

        // Of many who wait for the row of the day, PostgreSQL wakes all at every commit; of those who wait for this lock, one.
        await db.TakeTurnAsync("sell_batch_numbers", stop);
        var numbers = await db.Database.SqlQuery<int>(
            $"""
            INSERT INTO sell_batch_numbers (day, last) VALUES ({day}, 1)
            ON CONFLICT (day) DO UPDATE SET last = sell_batch_numbers.last + 1 RETURNING last AS "Value"
            """).ToListAsync(stop);
        return string.Create(CultureInfo.InvariantCulture, $"BATCH-{day:yyyyMMdd}-{numbers.Single():00000}");
    }

    /// <summary>The answer as it is kept for a repeat: not with the link, which opens the offer to whoever reads it.</summary>
    private sealed record Kept(int Id, string BatchId, int ItemsCount, string SealedToken);

    internal static SellSubmission Make(NewSubmission sent, string batchId, OfferToken token, DateTime now)
    {
        var submission = new SellSubmission
        {
            BatchId = batchId,
            Contact = sent.Contact,
            SellerPriceCents = sent.SellerPrice?.Cents,
            AskingCents = sent.AskingCents,
            Notes = sent.Notes,
            SellerMessage = sent.SellerMessage,
            ItemCount = sent.Items.Count,
            OfferTokenHash = token.Hash,
            OfferTokenSealed = token.Sealed,
            CreatedAt = now,
            Items =
            [
                .. sent.Items.Select((item, index) => new SellItem
                {
                    Position = index + 1,
                    Category = item.Category,
                    Brand = item.Brand,
                    Condition = item.Condition,
                    Size = item.Size,
                    Description = item.Description,
                    SellerPriceCents = item.Price?.Cents,
                }),
            ],
        };
        submission.RefreshSearchText();
        submission.Touch(now);
        return submission;
    }
}

/// <summary>What staff say of one item.</summary>
public sealed record ItemVerdict(ItemDecision Decision, Money? Price = null, string? Reason = null);

/// <summary>What a bulk verb did: how many moved, and why each of the others did not, by batch id.</summary>
public sealed record BulkOutcome(int Done, IReadOnlyDictionary<string, Refusal> Left);
