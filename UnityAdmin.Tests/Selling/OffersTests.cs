using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class OffersTests
{
    private static readonly OfferTerms Terms = new(new Money(10_000), "For the pair");

    [Theory, BothDatabases]
    public async Task An_offer_its_round_its_message_and_its_audit_row_come_together(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        var sent = await shop.Get<Offers>().SendTotalAsync(submitted.Id, Terms, A.Aoife, Stop);
        Assert.Equal(1, sent.Value.Revision);
        Assert.Equal(1, await shop.CountAsync("sell_offers", "answer = 'open' AND total_cents = 10000 AND made_by = 'shop'"));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "kind = 'offer.sent' AND status = 'pending'"));
        Assert.Equal(1, await shop.CountAsync(
            "sell_submissions", "status = 'reviewing' AND offer_status = 'sent' AND offered_price_cents = 10000"));
        const string byAoife = "action = 'offer.sent' AND actor_name = 'Aoife Byrne' AND ip_address = '10.0.0.1'";
        Assert.True(await shop.CountAsync("system_logs", byAoife) >= 2);
    }

    [Theory, BothDatabases]
    public async Task Of_two_members_of_staff_sending_at_once_one_wins_and_the_other_is_told_who(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        var offers = shop.Get<Offers>();
        var outcomes = await Task.WhenAll(
            Task.Run(() => offers.SendTotalAsync(submitted.Id, Terms, A.Aoife, Stop), Stop),
            Task.Run(() => offers.SendTotalAsync(submitted.Id, Terms with { Total = new Money(11_000) }, A.Marek, Stop), Stop));
        var refused = Assert.Single(outcomes, outcome => outcome.Refused is not null).Refused!;
        var winner = Assert.Single(outcomes, outcome => outcome.Refused is null).Value;
        Assert.Contains($"{winner.SentByName} has already sent {new Money(winner.TotalCents)}", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, await shop.CountAsync("sell_offers"));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "kind = 'offer.sent'"));
    }

    [Theory, BothDatabases]
    public async Task Fifty_different_answers_at_once_leave_one(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        Assert.Null((await shop.Get<Offers>().SendTotalAsync(submitted.Id, Terms, A.Aoife, Stop)).Refused);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => shop.Get<Offers>().AnswerAsync(
            submitted.BatchId,
            submitted.Token(),
            new SellerAnswer((SellerAction)(i % 3), 1, i % 3 == 2 ? new Money(10_000 + i) : null, $"answer {i}"),
            null,
            Stop), Stop)));
        Assert.Single(outcomes, outcome => outcome.Refused is null);
        Assert.All(outcomes.Where(outcome => outcome.Refused is not null), outcome => Assert.Equal("stale_offer", outcome.Refused!.Code));
        Assert.Equal(1, await shop.CountAsync("sell_offers", "made_by = 'shop' AND answer <> 'open'"));
        Assert.True(await shop.CountAsync("sell_offers", "made_by = 'seller'") <= 1);
    }

    [Theory, BothDatabases]
    public async Task Accept_against_withdraw_against_expiry_ends_in_exactly_one(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var offers = shop.Get<Offers>();
        for (var round = 0; round < 12; round++)
        {
            var submitted = await shop.SubmitAsync();
            Assert.Null((await offers.SendTotalAsync(submitted.Id, Terms with { ExpiresInDays = 1 }, A.Aoife, Stop)).Refused);
            shop.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
            var accept = Task.Run(() => offers.AnswerAsync(submitted.BatchId, submitted.Token(), A.Accept(), null, Stop), Stop);
            var withdraw = Task.Run(() => offers.WithdrawAsync(submitted.Id, A.Marek, Stop), Stop);
            var expire = Task.Run(
                async () =>
                {
                    shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
                    return await offers.ExpireDueAsync(Stop);
                },
                Stop);
            await Task.WhenAll(accept, withdraw, expire);
            var done = ((await accept).Refused is null ? 1 : 0) + ((await withdraw).Refused is null ? 1 : 0);
            var expired = await shop.CountAsync("sell_offers", $"submission_id = {submitted.Id} AND answer = 'expired'");
            if (done == 0 && expired == 0) expired += await offers.ExpireDueAsync(Stop);
            Assert.Equal(1, done + expired);
            var status = await shop.ScalarAsync<string>($"SELECT offer_status FROM sell_submissions WHERE id = {submitted.Id}");
            var answer = await shop.ScalarAsync<string>($"SELECT answer FROM sell_offers WHERE submission_id = {submitted.Id}");
            Assert.Equal(status, answer);
        }
    }

    [Theory, BothDatabases]
    public async Task An_answer_after_the_expiry_is_refused_though_no_job_has_run(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        Assert.Null((await shop.Get<Offers>().SendTotalAsync(submitted.Id, Terms, A.Aoife, Stop)).Refused);
        shop.Clock.Advance(TimeSpan.FromDays(7));
        var late = await shop.AnswerAsync(submitted, A.Accept());
        Assert.Equal("This offer has expired. Ask the shop for a new one.", late.Refused!.Sentence);
        Assert.Equal(1, await shop.Get<Offers>().ExpireDueAsync(Stop));
        Assert.Equal(0, await shop.Get<Offers>().ExpireDueAsync(Stop));
        Assert.Equal("expired", await shop.ScalarAsync<string>("SELECT offer_status FROM sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task A_wrong_token_and_a_wrong_batch_are_told_apart_by_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        var other = await shop.SubmitAsync();
        var offers = shop.Get<Offers>();
        var wrongToken = await offers.FindForSellerAsync(submitted.BatchId, other.Token(), Stop);
        var wrongBatch = await offers.FindForSellerAsync("BATCH-20260302-99999", other.Token(), Stop);
        Assert.Equal(wrongToken.Refused, wrongBatch.Refused);
        Assert.Equal(RefusalKind.Missing, wrongToken.Refused!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await offers.FindForSellerAsync(submitted.BatchId, "short", Stop)).Refused!.Kind);
        Assert.Null((await offers.FindForSellerAsync(submitted.BatchId, submitted.Token(), Stop)).Refused);
        var inClear = $"offer_token_hash = '{submitted.Token()}' OR offer_token_sealed LIKE '%{submitted.Token()}%'";
        Assert.Equal(0, await shop.CountAsync("sell_submissions", inClear));
    }

    [Theory, BothDatabases]
    public async Task Sending_what_was_decided_item_by_item_keeps_each_price_with_the_round(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync(A.Form(items: 3));
        var items = await shop.Get<Reviews>().FindAsync(submitted.Id, Stop);
        ItemVerdict[] verdicts =
        [
            new(ItemDecision.Approved), new(ItemDecision.Repriced, new Money(9_000), "Creased"), new(ItemDecision.Rejected, Reason: "Fake"),
        ];
        var offers = shop.Get<Offers>();
        var early = await offers.SendAsync(submitted.Id, items!.Submission.Version, null, 7, A.Aoife, Stop);
        Assert.Equal("items_undecided", early.Refused!.Code);
        foreach (var (item, verdict) in items.Submission.Items.Zip(verdicts))
            Assert.Null((await shop.Get<Submissions>().DecideItemAsync(item.Id, item.Version, verdict, A.Aoife, Stop)).Refused);
        var stale = await offers.SendAsync(submitted.Id, items.Submission.Version, null, 7, A.Marek, Stop);
        Assert.Contains("Aoife Byrne decided on an item", stale.Refused!.Sentence, StringComparison.Ordinal);
        var now = await shop.Get<Reviews>().FindAsync(submitted.Id, Stop);
        var sent = await offers.SendAsync(submitted.Id, now!.Submission.Version, "Deal?", 5, A.Marek, Stop);
        Assert.Equal(21_000, sent.Value.TotalCents);
        var priced = await shop.RowsAsync("SELECT price_cents FROM sell_offer_items ORDER BY price_cents");
        Assert.Equal([9_000L, 12_000L], priced.Select(row => (long)row["price_cents"]!));
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_decided_on_an_item_once_the_offer_has_run_out(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        Assert.Null((await shop.Get<Offers>().SendTotalAsync(submitted.Id, Terms, A.Aoife, Stop)).Refused);
        shop.Clock.Advance(TimeSpan.FromDays(7));
        var item = (await shop.Get<Reviews>().FindAsync(submitted.Id, Stop))!.Submission.Items[0];
        var take = new ItemVerdict(ItemDecision.Approved);
        var late = await shop.Get<Submissions>().DecideItemAsync(item.Id, item.Version, take, A.Aoife, Stop);
        Assert.Equal("no_further_round", late.Refused!.Code);
        Assert.Equal(1, await shop.CountAsync("sell_items", "decision = 'undecided'"));
    }

    [Theory, BothDatabases]
    public async Task A_seller_may_not_act_as_staff(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        var seller = Actor.Seller(submitted.BatchId, null);
        Assert.Equal("role_missing", (await shop.Get<Offers>().SendTotalAsync(submitted.Id, Terms, seller, Stop)).Refused!.Code);
        Assert.Equal("role_missing", (await shop.Get<Offers>().WithdrawAsync(submitted.Id, seller, Stop)).Refused!.Code);
        Assert.Equal("role_missing", (await shop.Get<Submissions>().RejectAsync([submitted.Id], "x", seller, Stop)).Refused!.Code);
        Assert.Equal("role_missing", (await shop.Get<Submissions>().AddNoteAsync(submitted.Id, "x", seller, Stop)).Refused!.Code);
        Assert.Equal(0, await shop.CountAsync("sell_offers"));
    }
}
