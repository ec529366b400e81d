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
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.UseTls, Timeout = 30_000 };
        if (mail.UserName is not null) client.Credentials = new NetworkCredential(mail.UserName, mail.Password);
        using var message = new MailMessage(new MailAddress(mail.From), new MailAddress(letter.ToEmail, letter.ToName))
        {
            Subject = letter.Title,
            Body = letter.Body,
        };
        message.Headers.Add("Message-ID", letter.MessageId);
        await client.SendMailAsync(message, stop);
    }
}
