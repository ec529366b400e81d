using MimeKit;
using UnityAdmin.Messages;

namespace UnityAdmin.Tests.Messages;

/// <summary>What a letter is on the wire.</summary>
public sealed class SmtpMailTests
{
    [Fact]
    public async Task A_letter_arrives_under_its_own_message_id_with_its_text_whole()
    {
        await using var server = new TinySmtpServer();
        Assert.Null((await server.SendAsync(SmtpSteps.Plain)).Refused);
        var header = Assert.Single(server.Header, line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
        Assert.EndsWith("<outbox-7@unityadmin>", header, StringComparison.Ordinal);
        Assert.Contains(server.Commands, command => command.StartsWith("RCPT TO:<sorcha@example.com>", StringComparison.Ordinal));
        Assert.Equal(SmtpSteps.Plain.Body, Read(server).TextBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Names_and_titles_of_any_alphabet_arrive_as_they_were_written_in_headers_of_plain_ascii()
    {
        await using var server = new TinySmtpServer();
        var letter = SmtpSteps.Plain with
        {
            ToName = "Séamus Ó Briain 王", Title = "Ár dtairiscint: €150.00 🎉", Body = "Dia dhuit, a Shéamuis. €",
        };
        Assert.Null((await server.SendAsync(letter)).Refused);
        Assert.All(server.Header, line => Assert.True(line.All(char.IsAscii), line));
        var read = Read(server);
        Assert.Equal((letter.ToName, letter.Title), (Assert.Single(read.To.Mailboxes).Name, read.Subject));
        Assert.Equal(letter.Body, read.TextBody!.TrimEnd());
        Assert.Equal("hello@unity.example", Assert.Single(read.From.Mailboxes).Address);
    }

    [Theory]
    [InlineData("Our offer\r\nBcc: everyone@example.com")]
    [InlineData("Our offer\nBcc: everyone@example.com")]
    [InlineData("Our offer\rBcc: everyone@example.com\r\n\r\nA body of mine")]
    [InlineData("Séamus\r\nBcc: everyone@example.com")]
    [InlineData("Sorcha\" <everyone@example.com>, \"x")]
    public async Task A_line_break_in_the_title_or_the_name_writes_no_header_and_adds_no_receiver(string hostile)
    {
        await using var server = new TinySmtpServer();
        Assert.Null((await server.SendAsync(SmtpSteps.Plain with { Title = hostile, ToName = hostile })).Refused);
        Assert.NotEmpty(server.Lines);
        Assert.DoesNotContain(server.Header, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Single(server.Commands, command => command.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Single(server.Header, line => line.StartsWith("Subject:", StringComparison.Ordinal));
        Assert.Equal("sorcha@example.com", Assert.Single(Read(server).To.Mailboxes).Address);
    }

    [Theory]
    [InlineData("sorcha@example.com\r\nRCPT TO:<everyone@example.com>")]
    [InlineData("sorcha@example.com, everyone@example.com")]
    [InlineData("<sorcha@example.com> everyone@example.com")]
    [InlineData("Friends: sorcha@example.com, everyone@example.com;")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task What_is_no_single_address_is_refused_for_good_and_never_reaches_the_server(string address)
    {
        await using var server = new TinySmtpServer();
        var refused = (await server.SendAsync(SmtpSteps.Plain with { ToEmail = address })).Refused!;
        Assert.True(refused.IsFinal());
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task An_address_that_not_every_server_can_spell_is_refused_for_good()
    {
        await using var server = new TinySmtpServer();
        var refused = (await server.SendAsync(SmtpSteps.Plain with { ToEmail = "seán@example.com" })).Refused!;
        Assert.True(refused.IsFinal());
        Assert.StartsWith("Mail cannot be sent to seán@example.com", refused.Sentence, StringComparison.Ordinal);
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task A_domain_in_the_spelling_of_mail_servers_is_an_address_like_any_other()
    {
        await using var server = new TinySmtpServer();
        Assert.Null((await server.SendAsync(SmtpSteps.Plain with { ToEmail = "sean@xn--bcher-kva.example" })).Refused);
        Assert.Contains(server.Commands, command => command.StartsWith("RCPT TO:<sean@xn--bcher-kva.example>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dot_alone_on_a_line_does_not_end_the_letter()
    {
        await using var server = new TinySmtpServer();
        var letter = SmtpSteps.Plain with { Body = "Before\r\n.\r\nRCPT TO:<everyone@example.com>\r\nAfter" };
        Assert.Null((await server.SendAsync(letter)).Refused);
        Assert.Single(server.Commands, command => command.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Contains(server.Lines, line => line.Contains("After", StringComparison.Ordinal));
    }

    private static MimeMessage Read(TinySmtpServer server)
    {
        // The dot that SMTP puts before a line that begins with one is not the letter's.
        var lines = server.Lines.Select(line => line.StartsWith('.') ? line[1..] : line);
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"));
        return MimeMessage.Load(text, Stop);
    }
}
