using System.Net.Mail;
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
/// 2. The letter's Message-ID is kept with the row, so a repeat after a crash between the server's yes and ours is recognised as one.
/// 3. A failed attempt waits twice as long as the one before; after the last it is given up and shown.
/// </summary>
public sealed class Outbox(ShopData data, IMail mail, IMessageLinks links, IOptions<MailSettings> settings, TimeProvider clock)
{
    public const string JobName = "outbox";
    public const int MaxAttempts = 8;

    private static readonly Actor Job = Actor.Job(JobName);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private const string CutShort = "Every attempt was cut short before the mail server had answered.";
    private const string NoLink = "The link in it cannot be read, because the server's keys have changed.";
    private static readonly Refusal NothingDue = new("nothing_due", "No message is due.");

    /// <returns>How many were delivered; 0 at once where no mail is set up.</returns>
    public async Task<int> DeliverDueAsync(CancellationToken stop)
    {
        var delivered = 0;
        while (settings.Value.IsSetUp && await AnyDueAsync(stop) && (await TakeNextAsync(stop)).Is(out var taken, out _))
        {
            var error = taken.Letter is { } letter ? await TryMailAsync(letter, stop) : taken.Fault;
            _ = await RecordAsync(taken, error, stop);
            if (error is null) delivered++;
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

    private sealed record Taken(long Id, int Attempt, Letter? Letter, string? Fault = null);

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
                return new Taken(message.Id, message.Attempts, null, NoLink);
            var body = message.Body.Replace(OutboxMessage.LinkPlaceholder, link);
            var letter = new Letter($"<{message.MessageKey}@unityadmin>", message.ToEmail!, message.ToName, message.Title, body);
            return new Taken(message.Id, message.Attempts, letter);
        },
        stop);

    private async Task<string?> TryMailAsync(Letter letter, CancellationToken stop)
    {
        try
        {
            await mail.SendAsync(letter, stop);
            return null;
        }
        catch (Exception refused) when (refused is SmtpException or FormatException)
        {
            return refused.InnerException is { } cause ? $"{refused.Message} {cause.Message}" : refused.Message;
        }
    }

    // Whoever was slower than the lease has lost the message to another node: that it failed says nothing about the other's attempt.
    private Task<Result> RecordAsync(Taken taken, string? error, CancellationToken stop) => data.ChangeAsync(
        Job,
        error is null ? "message.sent" : "message.failed",
        async db =>
        {
            // Gone while it was being sent: whom it went to asked to be forgotten.
            if (await db.OutboxMessages.SingleOrDefaultAsync(row => row.Id == taken.Id, stop) is not { } message) return Result.Done;
            if (error is not null && (message.Status != OutboxStatus.Sending || message.Attempts != taken.Attempt)) return Result.Done;
            var now = clock.NowUtc();
            if (error is null)
            {
                (message.Status, message.SentAt, message.LastError) = (OutboxStatus.Sent, now, null);
            }
            else
            {
                message.Status = message.Attempts >= MaxAttempts ? OutboxStatus.Failed : OutboxStatus.Pending;
                message.DueAt = now + TimeSpan.FromSeconds(30 * Math.Pow(2, message.Attempts - 1));
                message.LastError = error.Length > 500 ? error[..500] : error;
            }

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
