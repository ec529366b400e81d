using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Messages;

/// <summary>Fills in, at the moment a message is sent or read, what may not lie in the database in clear.</summary>
public interface IMessageLinks
{
    /// <returns>The link that leads the receiver to the document; null when the keys that sealed it are gone.</returns>
    Task<string?> LinkAsync(ShopDb db, DocumentId document, CancellationToken stop);
}

/// <summary>
/// Delivers what <c>outbox_messages</c> holds, each once:
/// 1. A node takes a message by one versioned UPDATE to <c>sending</c> with a lease; two nodes cannot both take it.
/// 2. What the server has taken is marked before the connection is ended, and a mark that cannot be written now is written later: it is
///    not sent again. After a crash between the server's yes and ours, the Message-ID, kept with the row, tells a repeat for what it is.
/// 3. A failed attempt waits twice as long as the one before; after the last, or after a no that is final, it is given up and shown.
/// </summary>
public sealed class Outbox(ShopData data, IMail mail, IMessageLinks links, IOptions<MailSettings> settings, TimeProvider clock)
{
    public const string JobName = "outbox";
    public const int MaxAttempts = 8;

    private static readonly Actor Job = Actor.Job(JobName);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private const string NoLink = "The link in it cannot be read, because the server's keys have changed.";
    private static readonly Refusal CutShort = new("cut_short", "Every attempt was cut short before the mail server had answered.");
    private static readonly Refusal LinkLost = new("link_lost", NoLink);

    // Taken by the server and not yet marked, because the database could not be written to.
    private readonly ConcurrentDictionary<long, Taken> unmarked = [];

    private static readonly Refusal NothingDue = new("nothing_due", "No message is due.");

    /// <returns>How many were delivered; 0 at once where no mail is set up.</returns>
    public async Task<int> DeliverDueAsync(CancellationToken stop)
    {
        foreach (var taken in unmarked.Values) await MarkSentAsync(taken);
        var delivered = 0;
        while (settings.Value.IsSetUp && await AnyDueAsync(stop) && (await TakeNextAsync(stop)).Is(out var taken, out _))
        {
            var refused = taken.Letter is { } letter
                ? (await mail.SendAsync(letter, () => MarkSentAsync(taken), stop)).Refused
                : taken.Fault;
            if (refused is null) delivered++;
            else await MarkRefusedAsync(taken, refused, stop);
        }

        return delivered;
    }

    /// <summary>When the next message is due, or the lease of one being sent ends; null where none waits or no mail is set up.</summary>
    public async Task<DateTime?> NextDueAsync(CancellationToken stop) => settings.Value.IsSetUp
        ? await data.ReadAsync(db => Waiting(db).MinAsync(message => (DateTime?)message.DueAt, stop), stop)
        : null;

    /// <summary>The messages about a document, oldest first, with their links filled in: staff read them to pass them on.</summary>
    public Task<List<(OutboxMessage Message, string Text)>> AboutAsync(DocumentId document, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var messages = await db.OutboxMessages.Where(message => message.Subject == document.Table && message.SubjectId == document.Id)
                .OrderBy(message => message.Id).ToListAsync(stop);
            if (messages.Count == 0) return [];
            var link = await links.LinkAsync(db, document, stop) ?? $"({NoLink})";
            return messages.ConvertAll(message => (message, message.Body.Replace(OutboxMessage.LinkPlaceholder, link)));
        },
        stop);

    private sealed record Taken(long Id, int Attempt, Letter? Letter, Refusal? Fault = null);

    private Task<bool> AnyDueAsync(CancellationToken stop) => data.ReadAsync(db => Due(db).AnyAsync(stop), stop);

    private Task<Result<Taken>> TakeNextAsync(CancellationToken stop) => data.ChangeAsync<Taken>(
        Job,
        "message.taken",
        async db =>
        {
            if (await Due(db).OrderBy(row => row.DueAt).FirstOrDefaultAsync(stop) is not { } message) return NothingDue;
            (message.Status, message.DueAt) = (OutboxStatus.Sending, clock.NowUtc() + Lease);

            // Its last attempt ended without a word, as each before it may have: a letter that brings the program down is not tried again.
            if (message.Attempts >= MaxAttempts) return new Taken(message.Id, message.Attempts, null, CutShort);
            message.Attempts++;
            if (await links.LinkAsync(db, new DocumentId(message.Subject, message.SubjectId), stop) is not { } link)
                return new Taken(message.Id, message.Attempts, null, LinkLost);
            var body = message.Body.Replace(OutboxMessage.LinkPlaceholder, link);
            var letter = new Letter($"<{message.MessageKey}@unityadmin>", message.ToEmail!, message.ToName, message.Title, body);
            return new Taken(message.Id, message.Attempts, letter);
        },
        stop);

    // Never cut off: the server has it, and without the mark it would be sent again.
    private async Task MarkSentAsync(Taken taken)
    {
        unmarked[taken.Id] = taken;
        _ = await data.ChangeAsync(
            Job,
            "message.sent",
            async db =>
            {
                // Gone while it was being sent: whom it went to asked to be forgotten.
                if (await db.OutboxMessages.SingleOrDefaultAsync(row => row.Id == taken.Id) is not { } message) return Result.Done;
                (message.Status, message.SentAt, message.LastError) = (OutboxStatus.Sent, clock.NowUtc(), null);
                return Result.Done;
            },
            CancellationToken.None);
        _ = unmarked.TryRemove(taken.Id, out _);
    }

    // Whoever was slower than the lease has lost the message to another node: that it failed says nothing about the other's attempt.
    private async Task MarkRefusedAsync(Taken taken, Refusal refused, CancellationToken stop) => _ = await data.ChangeAsync(
        Job,
        "message.failed",
        async db =>
        {
            if (await db.OutboxMessages.SingleOrDefaultAsync(row => row.Id == taken.Id, stop) is not { } message) return Result.Done;
            if (message.Status != OutboxStatus.Sending || message.Attempts != taken.Attempt) return Result.Done;
            var isOver = refused.IsFinal() || message.Attempts >= MaxAttempts;
            message.Status = isOver ? OutboxStatus.Failed : OutboxStatus.Pending;
            message.DueAt = clock.NowUtc() + TimeSpan.FromSeconds(30 * Math.Pow(2, message.Attempts - 1));
            message.LastError = refused.Sentence.Length > 500 ? refused.Sentence[..500] : refused.Sentence;
            return Result.Done;
        },
        stop);

    private IQueryable<OutboxMessage> Due(ShopDb db)
    {
        var now = clock.NowUtc();
        return Waiting(db).Where(message => message.DueAt <= now);
    }

    private static IQueryable<OutboxMessage> Waiting(ShopDb db) => db.OutboxMessages.Where(message => message.ToEmail != null
        && (message.Status == OutboxStatus.Pending || message.Status == OutboxStatus.Sending));
}
