using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Messages;

/// <summary>A letter as it leaves the shop.</summary>
/// <param name="MessageId">The same at every attempt, by which the receiving server recognises a repeat.</param>
public sealed record Letter(string MessageId, string ToEmail, string ToName, string Title, string Body);

/// <summary>The edge to the post; the real one is SMTP.</summary>
public interface IMail
{
    /// <exception cref="SmtpException">The server did not take it.</exception>
    Task SendAsync(Letter letter, CancellationToken stop);
}

internal sealed class SmtpMail(IOptions<MailSettings> settings) : IMail
{
    public async Task SendAsync(Letter letter, CancellationToken stop)
    {
        var mail = settings.Value;
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.UseTls };
        if (mail.UserName is not null) client.Credentials = new NetworkCredential(mail.UserName, mail.Password);
        using var message = new MailMessage(new MailAddress(mail.From), Receiver(letter))
        {
            Subject = OneLine(letter.Title),
            Body = letter.Body,
        };
        message.Headers.Add("Message-ID", letter.MessageId);
        await SendInTimeAsync(client, message, mail, stop);
    }

    // SmtpClient's own Timeout counts for its blocking calls only; a server that falls silent would hold every later message up.
    private static async Task SendInTimeAsync(SmtpClient client, MailMessage message, MailSettings mail, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromSeconds(mail.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SmtpException($"The mail server did not answer within {mail.TimeoutSeconds} seconds.");
        }
    }

    // MailAddress also reads "one@example.com, other@example.com", and takes the last of them for the address.
    private static MailAddress Receiver(Letter letter)
    {
        var receiver = new MailAddress(letter.ToEmail, OneLine(letter.ToName));
        if (receiver.Address != letter.ToEmail) throw new FormatException($"“{letter.ToEmail}” is not one e-mail address.");
        return receiver;
    }

    // A line break would end the header; what follows it would be one of the sender's own making.
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
