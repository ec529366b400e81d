using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace UnityAdmin.Messages;

/// <summary>Hands letters to an SMTP server, each over a connection of its own.</summary>
internal sealed class SmtpMail(IOptions<MailSettings> settings, TimeProvider clock) : IMail
{
    private const int AnswerLength = 300;

    public async Task<Result> SendAsync(Letter letter, Func<Task> accepted, CancellationToken stop)
    {
        var mail = settings.Value;
        if (!Written(letter, mail.From).Is(out var message, out var unwritable)) return unwritable;
        using var letterToSend = message;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(mail.TimeoutSeconds));
        using var client = new SmtpClient { Timeout = mail.TimeoutSeconds * 1000 };
        var trust = new MailCertificate(mail);
        client.ServerCertificateValidationCallback = trust.IsTrusted;
        try
        {
            await ConnectAsync(client, mail, patience.Token, stop);

            // From here on a stop waits for the answer: cut off between the letter and the yes to it, it would go out again.
            _ = await client.SendAsync(message, patience.Token);
        }
        catch (Exception failed) when (Explained(failed, letter, mail, trust, stop) is not null)
        {
            return Explained(failed, letter, mail, trust, stop)!;
        }

        await accepted();
        await LeaveAsync(client, patience.Token);
        return Result.Done;
    }

    private static async Task ConnectAsync(SmtpClient client, MailSettings mail, CancellationToken patience, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience, stop);
        var security = mail.BeginsWithTls ? SecureSocketOptions.SslOnConnect
            : mail.UseTls ? SecureSocketOptions.StartTls
            : SecureSocketOptions.None;
        await client.ConnectAsync(mail.Host!, mail.Port, security, either.Token);
        if (mail.UserName is null) return;
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication)) throw new NoSignInException();
        await client.AuthenticateAsync(mail.UserName, mail.Password ?? "", either.Token);
    }

    // The letter is delivered: however badly the goodbye goes, nobody needs to know.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken patience)
    {
        try
        {
            await client.DisconnectAsync(quit: true, patience);
        }
        catch (Exception gone) when (gone is IOException or SocketException or TimeoutException or ProtocolException
            or OperationCanceledException or CommandException or InvalidOperationException)
        {
            client.Dispose();
        }
    }

    private Result<MimeMessage> Written(Letter letter, string from)
    {
        if (!MailboxAddress.TryParse(from, out var sender)) return MessagesRefusals.Sender(from);
        if (!IsOneAddress(letter.ToEmail)) return MessagesRefusals.NotOneAddress(letter.ToEmail);
        if (!letter.ToEmail[..letter.ToEmail.LastIndexOf('@')].All(char.IsAscii)) return MessagesRefusals.NotAscii(letter.ToEmail);
        return new MimeMessage
        {
            From = { sender },
            To = { new MailboxAddress(Encoding.UTF8, OneLine(letter.ToName), letter.ToEmail) },
            Subject = OneLine(letter.Title),
            Date = clock.GetUtcNow(),
            MessageId = letter.MessageId.Trim('<', '>'),
            Body = new TextPart("plain") { Text = letter.Body },
        };
    }

    // The parser also reads “one@example.com, other@example.com” and <one@example.com>, and takes one of them for the address.
    private static bool IsOneAddress(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && text.Contains('@')
        && (mailbox.Address == text || MailboxAddress.EncodeAddrspec(mailbox.Address) == text)
        && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter));

    // A line break would end the header; what follows it would be one of the sender's own making.
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <summary>The refusal behind an exception; null for those that are none of the mail server's: a stop, or a bug.</summary>
    private static Refusal? Explained(Exception failed, Letter letter, MailSettings mail, MailCertificate trust, CancellationToken stop) =>
        failed switch
        {
            OperationCanceledException => stop.IsCancellationRequested ? null : MessagesRefusals.Silent(mail.TimeoutSeconds),
            TimeoutException => MessagesRefusals.Silent(mail.TimeoutSeconds),
            SslHandshakeException => trust.Fault is { } fault
                ? MessagesRefusals.Certificate(mail.Host!, fault)
                : MessagesRefusals.NoTls(mail.Port, mail.BeginsWithTls),
            NoSignInException => MessagesRefusals.NoSignIn,
            AuthenticationException => MessagesRefusals.SignIn(Said(failed.InnerException ?? failed)),
            NotSupportedException => MessagesRefusals.NoStartTls(mail.Port),
            ServiceNotAuthenticatedException => MessagesRefusals.NeedsSignIn($"530 {Said(failed)}"),
            SmtpCommandException { StatusCode: var code } no when IsFinal(no) => MessagesRefusals.Refused(
                letter.ToEmail, $"{(int)code} {Said(no)}"),
            SmtpCommandException no => MessagesRefusals.NotTaken($"{(int)no.StatusCode} {Said(no)}"),
            SocketException => MessagesRefusals.Unreachable(mail.Host!, mail.Port, failed.Message),
            ProtocolException or IOException => MessagesRefusals.Lost,
            _ => null,
        };

    // A permanent no to the receiver or the letter. One to the sender, to the sign-in or by the server's policy (5.7, such as relaying
    // denied) is mended in the shop's settings or at the server, and the letter may go then.
    private static bool IsFinal(SmtpCommandException no) =>
        (int)no.StatusCode >= 500 && no.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted
        && !no.Message.StartsWith("5.7.", StringComparison.Ordinal);

    private static string Said(Exception failed)
    {
        var said = OneLine(failed.Message).Trim();
        return said.Length > AnswerLength ? said[..AnswerLength] : said;
    }

    /// <summary>There is a user name, and nothing to say it to.</summary>
    private sealed class NoSignInException : Exception;
}
