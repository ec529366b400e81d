using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Messages;
using UnityAdmin.Selling;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Messages;

public sealed class OutboxTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private const StringComparison Exactly = StringComparison.Ordinal;

    private readonly FakeMail mail = new();

    [Theory, BothDatabases]
    public async Task Without_a_mail_server_nothing_is_mailed_and_everything_waits(TestDatabase on)
    {
        await using var shop = await on.OpenAsync(services => services.AddSingleton<IMail>(mail));
        await shop.SubmitAsync();
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Empty(mail.Taken);
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'pending' AND attempts = 0"));
    }

    [Theory, BothDatabases]
    public async Task Two_deliverers_at_once_deliver_each_message_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync(mail.Serve);
        for (var i = 0; i < 20; i++) await shop.SubmitAsync();
        var delivered = await Task.WhenAll(Task.Run(() => DeliverAsync(shop), Stop), Task.Run(() => DeliverAsync(shop), Stop));
        Assert.Equal(20, delivered.Sum());
        Assert.Equal(20, mail.Taken.Count);
        Assert.Equal(20, mail.Taken.Select(letter => letter.MessageId).Distinct().Count());
        Assert.Equal(20, await shop.CountAsync("outbox_messages", "status = 'sent' AND sent_at IS NOT NULL AND attempts = 1"));
        Assert.Equal(0, await DeliverAsync(shop));
    }

    [Theory, BothDatabases]
    public async Task The_link_in_a_letter_opens_the_offer_and_lies_nowhere_in_clear(TestDatabase on)
    {
        await using var shop = await on.OpenAsync(mail.Serve);
        var submitted = await shop.SubmitAsync();
        Assert.Equal(1, await DeliverAsync(shop));
        var letter = Assert.Single(mail.Taken);
        Assert.Equal(("aoife@example.com", "Sorcha Walsh"), (letter.ToEmail, letter.ToName));
        Assert.DoesNotContain("{", letter.Body, StringComparison.Ordinal);
        var link = new Uri(letter.Body.Split([' ', '\n']).Single(word => word.StartsWith("http", StringComparison.Ordinal)));
        var token = QueryHelpers.ParseQuery(link.Query)["token"].ToString();
        Assert.Null((await shop.Get<Offers>().FindForSellerAsync(submitted.BatchId, token, Stop)).Refused);
        Assert.Equal(0, await shop.CountAsync("outbox_messages", $"body LIKE '%{token}%'"));
        var shown = Assert.Single(await shop.Get<Outbox>().AboutAsync(new("sell_submissions", submitted.Id), Stop));
        Assert.Equal(letter.Body, shown.Text);
    }

    [Theory, BothDatabases]
    public async Task A_refused_letter_waits_twice_as_long_each_time_and_is_given_up_after_the_eighth(TestDatabase on)
    {
        mail.Says = _ => MessagesRefusals.NotTaken("452 4.2.2 Mailbox full");
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync();
        for (var attempt = 1; attempt <= Outbox.MaxAttempts; attempt++)
        {
            Assert.Equal(0, await DeliverAsync(shop));
            Assert.Equal(attempt, mail.Taken.Count);
            var wait = TimeSpan.FromSeconds(30 * Math.Pow(2, attempt - 1));
            shop.Clock.Advance(wait - Tick);
            Assert.Equal(0, await DeliverAsync(shop));
            Assert.Equal(attempt, mail.Taken.Count);
            shop.Clock.Advance(Tick);
        }

        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Equal(Outbox.MaxAttempts, mail.Taken.Count);
        var row = Assert.Single(await shop.RowsAsync("SELECT status, attempts, last_error FROM outbox_messages"));
        Assert.Equal(
            ("failed", "The mail server did not take the message: 452 4.2.2 Mailbox full"),
            ((string)row["status"]!, (string)row["last_error"]!));
    }

    [Theory, BothDatabases]
    public async Task One_refused_letter_does_not_hold_the_others_up(TestDatabase on)
    {
        mail.Says = letter => letter.ToEmail == "bad@example.com" ? MessagesRefusals.NotTaken("451 Try again") : null;
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync(A.Form(email: "bad@example.com"));
        await shop.SubmitAsync();
        Assert.Equal(1, await DeliverAsync(shop));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent' AND to_email = 'aoife@example.com'"));
    }

    [Theory, BothDatabases]
    public async Task A_letter_that_is_refused_for_good_is_given_up_at_once_and_says_why(TestDatabase on)
    {
        mail.Says = letter => MessagesRefusals.Refused(letter.ToEmail, "550 5.1.1 No such user");
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync();
        Assert.Equal(0, await DeliverAsync(shop));
        var row = Assert.Single(await shop.RowsAsync("SELECT status, attempts, last_error FROM outbox_messages"));
        Assert.Equal(("failed", 1L), ((string)row["status"]!, Convert.ToInt64(row["attempts"], null)));
        Assert.EndsWith("refuses the message to aoife@example.com for good: 550 5.1.1 No such user", (string)row["last_error"]!, Exactly);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Single(mail.Taken);
    }

    [Theory, BothDatabases]
    public async Task What_the_server_has_taken_is_marked_before_the_connection_ends(TestDatabase on)
    {
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync();
        mail.Goodbye = async _ =>
        {
            Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent'"));
            throw new OperationCanceledException("The process is killed.");
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => DeliverAsync(shop));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Single(mail.Taken);
    }

    [Theory, BothDatabases]
    public async Task A_stop_after_the_servers_yes_does_not_keep_the_mark_from_being_written(TestDatabase on)
    {
        using var stopping = new CancellationTokenSource();
        mail.Then = _ => stopping.CancelAsync();
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Get<Outbox>().DeliverDueAsync(stopping.Token));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent'"));
    }

    [Theory, BothDatabases]
    public async Task A_mark_that_could_not_be_written_is_written_later_and_the_letter_does_not_go_twice(TestDatabase on)
    {
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync();
        mail.Then = _ => shop.ExecuteAsync("ALTER TABLE outbox_messages RENAME TO away");
        await Assert.ThrowsAnyAsync<Exception>(() => DeliverAsync(shop));
        await shop.ExecuteAsync("ALTER TABLE away RENAME TO outbox_messages");
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sending'"));
        shop.Clock.Advance(Lease);
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Single(mail.Taken);
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent'"));
    }

    [Theory, BothDatabases]
    public async Task After_a_crash_between_mail_and_mark_the_same_letter_goes_again_once_the_lease_is_over(TestDatabase on)
    {
        mail.Then = _ => throw new OperationCanceledException("The process is killed.");
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => DeliverAsync(shop));
        mail.Then = _ => Task.CompletedTask;
        shop.Clock.Advance(Lease - Tick);
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Single(mail.Taken);
        shop.Clock.Advance(Tick);
        Assert.Equal(1, await DeliverAsync(shop));
        Assert.Equal(2, mail.Taken.Count);
        Assert.Single(mail.Taken.Select(letter => letter.MessageId).Distinct());
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent'"));
    }

    [Theory, BothDatabases]
    public async Task A_letter_that_brings_every_attempt_down_is_given_up_too_and_lets_the_others_pass(TestDatabase on)
    {
        mail.Then = letter => letter.ToEmail == "bad@example.com" ? throw new InvalidOperationException("Unforeseen.") : Task.CompletedTask;
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync(A.Form(email: "bad@example.com"));
        for (var attempt = 1; attempt <= Outbox.MaxAttempts; attempt++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => DeliverAsync(shop));
            shop.Clock.Advance(Lease);
        }

        await shop.SubmitAsync();
        Assert.Equal(1, await DeliverAsync(shop));
        Assert.Equal(Outbox.MaxAttempts + 1, mail.Taken.Count);
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'failed' AND last_error IS NOT NULL"));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent'"));
    }

    [Theory, BothDatabases]
    public async Task A_node_slower_than_its_lease_cannot_unsend_what_another_has_sent(TestDatabase on)
    {
        await using var shop = await on.OpenAsync(mail.Serve);
        await shop.SubmitAsync();
        mail.Then = async _ =>
        {
            mail.Then = _ => Task.CompletedTask;
            shop.Clock.Advance(Lease);
            Assert.Equal(1, await DeliverAsync(shop));
            mail.Says = _ => MessagesRefusals.Lost;
        };
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'sent' AND last_error IS NULL"));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Equal(2, mail.Taken.Count);
    }

    [Theory, BothDatabases]
    public async Task A_seller_without_an_address_is_never_mailed_and_staff_read_the_message(TestDatabase on)
    {
        await using var shop = await on.OpenAsync(mail.Serve);
        var submitted = await shop.SubmitAsync(A.Form(email: null));
        shop.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await DeliverAsync(shop));
        Assert.Empty(mail.Taken);
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "status = 'pending' AND attempts = 0"));
        Assert.Single(await shop.Get<Outbox>().AboutAsync(new("sell_submissions", submitted.Id), Stop));
    }

    private static Task<int> DeliverAsync(TestShop shop) => shop.Get<Outbox>().DeliverDueAsync(Stop);
}
