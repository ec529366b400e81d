using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;
using UnityAdmin.Messages;

namespace UnityAdmin.Tests.Messages;

public sealed class SmtpMailTests
{
    private static readonly Letter Plain = new(
        "<outbox-7@unityadmin>",
        "sorcha@example.com",
        "Sorcha Walsh",
        "Our offer: €150.00",
        "Hello Sorcha,\n\nwe offer you €150.00.\n");

    [Fact]
    public async Task A_letter_arrives_under_its_own_message_id_with_its_text_whole()
    {
        await using var server = new TinySmtpServer();
        await SendAsync(server, Plain);
        Assert.Single(server.Header, line => line == "Message-ID: <outbox-7@unityadmin>");
        Assert.DoesNotContain(server.Header, line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)
            && !line.EndsWith("<outbox-7@unityadmin>", StringComparison.Ordinal));
        Assert.Contains("RCPT TO:<sorcha@example.com>", server.Commands);
        var body = string.Concat(server.Lines.SkipWhile(line => line.Length > 0));
        Assert.Contains("150.00", Encoding.UTF8.GetString(Decoded(body)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Our offer\r\nBcc: everyone@example.com")]
    [InlineData("Our offer\nBcc: everyone@example.com")]
    [InlineData("Our offer\rBcc: everyone@example.com\r\n\r\nA body of mine")]
    public async Task A_line_break_in_the_title_or_the_name_writes_no_header(string hostile)
    {
        await using var server = new TinySmtpServer();
        await SendAsync(server, Plain with { Title = hostile, ToName = hostile });
        Assert.NotEmpty(server.Lines);
        Assert.DoesNotContain(server.Header, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Single(server.Commands, command => command.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Single(server.Header, line => line.StartsWith("Subject:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sorcha@example.com\r\nRCPT TO:<everyone@example.com>")]
    [InlineData("sorcha@example.com, everyone@example.com")]
    [InlineData("<sorcha@example.com> everyone@example.com")]
    [InlineData("nobody")]
    public async Task What_is_no_single_address_is_an_error_and_never_reaches_the_server(string address)
    {
        await using var server = new TinySmtpServer();
        await Assert.ThrowsAsync<FormatException>(() => SendAsync(server, Plain with { ToEmail = address }));
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task A_dot_alone_on_a_line_does_not_end_the_letter()
    {
        await using var server = new TinySmtpServer();
        await SendAsync(server, Plain with { Body = "Before\r\n.\r\nRCPT TO:<everyone@example.com>\r\nAfter" });
        Assert.Single(server.Commands, command => command.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Contains(server.Lines, line => line.Contains("After", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_instead_of_holding_the_others_up()
    {
        await using var server = new TinySmtpServer(silent: true);
        var gaveUp = await Assert.ThrowsAsync<SmtpException>(() => MailAt(server.Port, 1).SendAsync(Plain, Stop));
        Assert.Equal("The mail server did not answer within 1 seconds.", gaveUp.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_smtp_error()
    {
        var server = new TinySmtpServer();
        var port = server.Port;
        await server.DisposeAsync();
        await Assert.ThrowsAsync<SmtpException>(() => MailAt(port).SendAsync(Plain, Stop));
    }

    private static Task SendAsync(TinySmtpServer server, Letter letter) => MailAt(server.Port).SendAsync(letter, Stop);

    private static SmtpMail MailAt(int port, int timeoutSeconds = 60) =>
        new(Options.Create(new MailSettings { Host = "127.0.0.1", Port = port, UseTls = false, TimeoutSeconds = timeoutSeconds }));

    private static byte[] Decoded(string body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(body);
    }
}
