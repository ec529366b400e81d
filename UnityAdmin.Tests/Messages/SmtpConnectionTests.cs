using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UnityAdmin.Messages;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Messages;

/// <summary>What becomes of a letter when the server, the connection or the certificate is not as it should be.</summary>
public sealed class SmtpConnectionTests : IDisposable
{
    private readonly MailCertificates certificates = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_letter_goes_encrypted_from_the_first_byte_or_after_STARTTLS(bool isImplicit)
    {
        using var certificate = certificates.For("localhost");
        await using var server = new TinySmtpServer { Certificate = certificate, BeginsWithTls = isImplicit };
        Assert.Null((await server.SendAsync(SmtpSteps.Plain, mail => Encrypt(mail, isImplicit))).Refused);
        Assert.Single(server.Letters);
        Assert.True(server.IsEncrypted);
    }

    [Theory]
    [InlineData(465, null, true)]
    [InlineData(587, null, false)]
    [InlineData(2465, true, true)]
    [InlineData(465, false, false)]
    public void Port_465_begins_with_TLS_unless_the_settings_say_otherwise(int port, bool? isImplicit, bool begins) =>
        Assert.Equal(begins, new MailSettings { Port = port, ImplicitTls = isImplicit }.BeginsWithTls);

    [Theory]
    [InlineData("mail.elsewhere.example", 30, "it is for mail.elsewhere.example")]
    [InlineData("localhost", -3, "only")]
    public async Task A_certificate_that_is_wrong_is_named_and_nothing_is_handed_over(string name, int daysLeft, string fault)
    {
        using var certificate = certificates.For(name, daysLeft);
        await using var server = new TinySmtpServer { Certificate = certificate, BeginsWithTls = true };
        var refused = (await server.SendAsync(SmtpSteps.Plain, mail => Encrypt(mail, isImplicit: true))).Refused!;
        Assert.StartsWith("The certificate of the mail server localhost cannot be trusted: it is", refused.Sentence, Exactly);
        Assert.Contains($"{fault}. Check Mail:Host", refused.Sentence, Exactly);
        Assert.False(refused.IsFinal());
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task A_certificate_of_an_authority_nobody_named_is_not_trusted()
    {
        using var certificate = certificates.For("localhost");
        await using var server = new TinySmtpServer { Certificate = certificate, BeginsWithTls = true };
        var refused = (await server.SendAsync(SmtpSteps.Plain, mail => (mail.UseTls, mail.ImplicitTls) = (true, true))).Refused!;
        Assert.Contains("nobody this machine trusts has signed it", refused.Sentence, Exactly);
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_neither_letter_nor_password()
    {
        await using var server = new TinySmtpServer { Extensions = ["AUTH PLAIN"] };
        var sent = await server.SendAsync(SmtpSteps.Plain, mail => (mail.UseTls, mail.UserName, mail.Password) = (true, "u", "p"));
        var refused = sent.Refused!;
        Assert.StartsWith($"The mail server offers no STARTTLS on port {server.Port}.", refused.Sentence, Exactly);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("AUTH", Exactly) || command.StartsWith("MAIL", Exactly));
    }

    [Fact]
    public async Task A_server_that_does_not_begin_with_TLS_is_a_sentence_about_the_setting()
    {
        await using var server = new TinySmtpServer();
        var refused = (await server.SendAsync(SmtpSteps.Plain, mail => Encrypt(mail, isImplicit: true))).Refused!;
        Assert.StartsWith($"The mail server does not begin with TLS on port {server.Port}.", refused.Sentence, Exactly);
    }

    [Fact]
    public async Task A_wrong_password_is_a_sentence_about_the_setting()
    {
        await using var server = new TinySmtpServer { Extensions = ["AUTH PLAIN"] };
        server.Answers["AUTH"] = "535 5.7.8 Bad credentials";
        var refused = (await server.SendAsync(SmtpSteps.Plain, mail => (mail.UserName, mail.Password) = ("unity", "wrong"))).Refused!;
        Assert.StartsWith("The mail server does not accept Mail:UserName and Mail:Password:", refused.Sentence, Exactly);
        Assert.Contains("Bad credentials", refused.Sentence, Exactly);
        Assert.False(refused.IsFinal());
    }

    [Theory]
    [InlineData(TinySmtpServer.Greeting)]
    [InlineData("EHLO")]
    [InlineData("DATA")]
    [InlineData(TinySmtpServer.LetterTaken)]
    public async Task A_server_that_falls_silent_is_given_up_instead_of_holding_the_others_up(string at)
    {
        await using var server = new TinySmtpServer();
        server.Answers[at] = TinySmtpServer.Silence;
        var refused = (await server.SendAsync(SmtpSteps.Plain, mail => mail.TimeoutSeconds = 1)).Refused!;
        Assert.Equal("The mail server did not answer within 1 seconds.", refused.Sentence);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_sentence()
    {
        var server = new TinySmtpServer();
        await server.DisposeAsync();
        var refused = (await server.SendAsync(SmtpSteps.Plain)).Refused!;
        Assert.StartsWith($"The mail server localhost cannot be reached on port {server.Port}: ", refused.Sentence, Exactly);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such user", true)]
    [InlineData("RCPT", "551 User not local", true)]
    [InlineData("RCPT", "450 4.2.1 Greylisted, come back later", false)]
    [InlineData("RCPT", "554 5.7.1 Relay access denied", false)]
    [InlineData("RCPT", "530 5.7.0 Sign in first", false)]
    [InlineData("MAIL", "550 5.1.8 We do not like the sender", false)]
    [InlineData(TinySmtpServer.LetterTaken, "552 5.3.4 Too large", true)]
    [InlineData(TinySmtpServer.LetterTaken, "451 4.3.0 Disk full", false)]
    public async Task A_no_for_good_is_told_from_a_no_for_now_and_both_in_the_servers_words(string verb, string answer, bool isFinal)
    {
        await using var server = new TinySmtpServer();
        server.Answers[verb] = answer;
        var refused = (await server.SendAsync(SmtpSteps.Plain, accepted: () => throw new InvalidOperationException("Not taken."))).Refused!;
        Assert.Equal(isFinal, refused.IsFinal());
        Assert.EndsWith(answer, refused.Sentence, Exactly);
    }

    [Theory]
    [InlineData("QUIT", TinySmtpServer.HangUp, false)]
    [InlineData("QUIT", "421 Going down", false)]
    [InlineData("QUIT", TinySmtpServer.Silence, false)]
    [InlineData("NOOP", "250 ok", true)]
    public async Task Once_the_letter_is_taken_nothing_that_happens_to_the_connection_matters(string verb, string answer, bool hangsUp)
    {
        await using var server = new TinySmtpServer { HangsUpAfterLetter = hangsUp };
        server.Answers[verb] = answer;
        var (accepted, quitBefore) = (0, false);
        var sent = await server.SendAsync(SmtpSteps.Plain, mail => mail.TimeoutSeconds = 3, () =>
        {
            (accepted, quitBefore) = (accepted + 1, server.Commands.Contains("QUIT"));
            return Task.CompletedTask;
        });
        Assert.Null(sent.Refused);
        Assert.Equal((1, false), (accepted, quitBefore));
    }

    [Theory, BothDatabases]
    public async Task A_connection_that_breaks_before_the_yes_leads_to_the_same_letter_again_and_one_after_it_does_not(TestDatabase on)
    {
        await using var server = new TinySmtpServer { HangsUpAfterLetter = true };
        var settings = Options.Create(server.Settings);
        await using var shop = await on.OpenAsync(services => services.AddSingleton<IOptions<MailSettings>>(settings));
        await shop.SubmitAsync();
        server.Answers[TinySmtpServer.LetterTaken] = TinySmtpServer.HangUp;
        Assert.Equal(0, await shop.Get<Outbox>().DeliverDueAsync(Stop));
        var waiting = await shop.ScalarAsync<string>("SELECT last_error FROM outbox_messages WHERE status = 'pending'");
        Assert.Equal(MessagesRefusals.Lost.Sentence, waiting);
        server.Answers.Clear();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await shop.Get<Outbox>().DeliverDueAsync(Stop));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await shop.Get<Outbox>().DeliverDueAsync(Stop));
        Assert.Equal(2, server.Letters.Count);
        Assert.Single(server.Letters.Select(lines => lines.Single(line => line.StartsWith("Message-Id:", OrAnyCase))).Distinct());
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent' AND last_error IS NULL"));
    }

    public void Dispose() => certificates.Dispose();

    private const StringComparison Exactly = StringComparison.Ordinal;
    private const StringComparison OrAnyCase = StringComparison.OrdinalIgnoreCase;

    private void Encrypt(MailSettings mail, bool isImplicit) =>
        (mail.UseTls, mail.ImplicitTls, mail.CertificateAuthority) = (true, isImplicit, certificates.AuthorityFile);
}
