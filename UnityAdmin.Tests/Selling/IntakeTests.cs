using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

/// <summary>Receiving, inspecting and paying; what comes after is in <see cref="ShelvingTests"/>.</summary>
public sealed class IntakeTests
{
    private static readonly Actor Nobody = new(ActorKind.Seller, "x", "Seller");

    [Theory, BothDatabases]
    public async Task Items_are_received_once_and_only_after_the_price_is_agreed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var intake = shop.Get<Intake>();
        var approved = await shop.ApprovedAsync();
        Assert.Equal("role_missing", (await intake.ReceiveAsync(approved.Id, approved.Version, Nobody, Stop)).Refused?.Code);
        Assert.Equal("submission_not_found", (await intake.ReceiveAsync(9_999, 0, A.Aoife, Stop)).Refused?.Code);
        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => intake.ReceiveAsync(approved.Id, approved.Version, A.Aoife, Stop))));
        Assert.Single(clicks, click => click.Refused is null);
        var late = clicks.First(click => click.Refused is not null).Refused!;
        Assert.StartsWith("Aoife Byrne received the items while you were at it.", late.Sentence, StringComparison.Ordinal);
        var received = await shop.LookAsync(approved.Id);
        Assert.Equal(SellStatus.Received, received.Status);
        Assert.Equal("no_such_move", (await intake.ReceiveAsync(received.Id, received.Version, A.Aoife, Stop)).Refused?.Code);
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'items.received'"));
    }

    [Theory, BothDatabases]
    public async Task An_inspection_keeps_what_was_found_beside_what_was_agreed_and_tells_the_seller(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var inspected = await shop.InspectedAsync();
        Assert.Equal((SellStatus.Inspected, IntakeSteps.AgreedCents), (inspected.Status, inspected.FinalPriceCents!.Value));
        var rows = await shop.RowsAsync("SELECT * FROM sell_inspections ORDER BY item_id");
        Assert.Equal(
            [("as_described", 5_000L, 5_000L, null), ("price_cut", 3_334L, 2_000L, "Faded"), ("returned", 1_667L, 0L, "Never came")],
            rows.Select(row => ((string)row["outcome"]!, (long)row["agreed_cents"]!, (long)row["price_cents"]!, (string?)row["reason"])));
        Assert.Equal(["Like New", "Decent", null], rows.Select(row => (string?)row["found_condition"]));
        var letter = Assert.Single(await shop.RowsAsync("SELECT * FROM outbox_messages WHERE kind = 'items.inspected'"));
        Assert.Contains("we pay €70.00", (string)letter["title"]!, StringComparison.Ordinal);
        Assert.Contains("Stüssy L: €20.00 instead of €33.34. Faded", (string)letter["body"]!, StringComparison.Ordinal);
        Assert.Contains("Sony One size: goes back to you. Never came", (string)letter["body"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Nike", (string)letter["body"]!, StringComparison.Ordinal);
        var seller = (await shop.Get<Reviews>().FindAsync(inspected.Id, Stop))!.Seller;
        Assert.Equal((3, 1), (seller.Inspected, seller.AsDescribed));
    }

    [Theory, BothDatabases]
    public async Task Where_all_is_as_described_the_agreed_price_is_paid_and_no_message_is_needed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var received = await shop.ReceivedAsync();
        var findings = received.Items.ConvertAll(item => new ItemFinding(item.Id, InspectionOutcome.AsDescribed, item.Condition));
        Assert.Null((await shop.Get<Intake>().InspectAsync(received.Id, received.Version, findings, A.Aoife, Stop)).Refused);
        Assert.Equal(IntakeSteps.AgreedCents, await shop.ScalarAsync<long>("SELECT SUM(price_cents) FROM sell_inspections"));
        Assert.Equal(0, await shop.CountAsync("outbox_messages", "kind = 'items.inspected'"));
    }

    [Theory, BothDatabases]
    public async Task A_wrong_inspection_is_refused_with_what_to_do_and_leaves_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var received = await shop.ReceivedAsync();
        var good = IntakeSteps.Findings(received);
        async Task<Refusal> Try(params ItemFinding[] findings) =>
            (await shop.Get<Intake>().InspectAsync(received.Id, received.Version, findings, A.Aoife, Stop)).Refused!;
        Assert.Equal("finding_missing", (await Try(good[..2])).Code);
        Assert.Equal("finding_missing", (await Try([.. good, good[0]])).Code);
        Assert.Equal("item_not_found", (await Try([.. good, good[0] with { ItemId = 9_999 }])).Code);
        Assert.Equal("found_condition_missing", (await Try(good[0] with { FoundCondition = null }, good[1], good[2])).Code);
        Assert.Equal("found_condition_unknown", (await Try(good[0] with { FoundCondition = "Fine" }, good[1], good[2])).Code);
        Assert.Equal("finding_reason_missing", (await Try(good[0], good[1] with { Reason = " " }, good[2])).Code);
        Assert.Equal("finding_reason_missing", (await Try(good[0], good[1], good[2] with { Reason = null })).Code);
        Assert.Equal("too_long", (await Try(good[0], good[1] with { Reason = new string('x', 501) }, good[2])).Code);
        foreach (var price in new long?[] { null, 0, -1, 3_334, 3_335 })
            Assert.Equal("cut_out_of_range", (await Try(good[0], good[1] with { Price = Money.Of(price) }, good[2])).Code);
        Assert.Contains("Item 2", (await Try(good[0], good[1] with { Price = null }, good[2])).Sentence, StringComparison.Ordinal);
        var none = received.Items.Select(item => new ItemFinding(item.Id, InspectionOutcome.Returned, null, null, "Never came"));
        Assert.Equal("nothing_kept", (await Try([.. none])).Code);
        Assert.Equal(0, await shop.CountAsync("sell_inspections"));
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "status = 'received'"));
        Assert.Null((await shop.Get<Submissions>().RejectAsync([received.Id], "Nothing came", A.Aoife, Stop)).Refused);
    }

    [Theory, BothDatabases]
    public async Task Of_two_inspections_at_once_one_counts_and_the_other_is_told_who_was_faster(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var received = await shop.ReceivedAsync();
        var both = await Task.WhenAll(new[] { A.Aoife, A.Marek }.Select(by => Task.Run(() =>
            shop.Get<Intake>().InspectAsync(received.Id, received.Version, IntakeSteps.Findings(received), by, Stop))));
        Assert.Single(both, one => one.Refused is null);
        Assert.Equal("changed_meanwhile", Assert.Single(both, one => one.Refused is not null).Refused!.Code);
        Assert.Equal(3, await shop.CountAsync("sell_inspections"));
    }

    [Theory, BothDatabases]
    public async Task A_payment_is_the_payout_with_the_reference_that_finds_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var inspected = await shop.InspectedAsync();
        var good = IntakeSteps.Revolut;
        async Task<Refusal?> Try(Payout payout) =>
            (await shop.Get<Intake>().PayAsync(inspected.Id, inspected.Version, payout, A.Aoife, Stop)).Refused;
        var wrong = (await Try(good with { Amount = new Money(IntakeSteps.AgreedCents) }))!;
        Assert.Equal("wrong_payout", wrong.Code);
        Assert.StartsWith("The payout is €70.00.", wrong.Sentence, StringComparison.Ordinal);
        Assert.Equal("reference_missing", (await Try(good with { Reference = " " }))?.Code);
        Assert.Equal("reference_missing", (await Try(good with { Method = PaymentMethod.BankTransfer, Reference = null }))?.Code);
        Assert.Equal("too_long", (await Try(good with { Reference = new string('x', SellPayment.ReferenceLength + 1) }))?.Code);
        Assert.Equal(0, await shop.CountAsync("sell_payments"));
        Assert.Null(await Try(new Payout(PaymentMethod.Cash, null, good.Amount)));
        var paid = Assert.Single(await shop.RowsAsync("SELECT * FROM sell_payments"));
        Assert.Equal(
            ("cash", 7_000L, "Aoife Byrne", null), (paid["method"], paid["amount_cents"], paid["paid_by_name"], paid["reference"]));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "kind = 'seller.paid' AND title = 'We have paid you €70.00'"));
        Assert.Equal(IntakeSteps.AgreedCents, await shop.ScalarAsync<long>("SELECT final_price_cents FROM sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task Twenty_payments_at_once_pay_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var inspected = await shop.InspectedAsync();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => shop.Get<Intake>().PayAsync(
            inspected.Id, inspected.Version, IntakeSteps.Revolut with { Reference = $"REV-{i}" }, A.Marek, Stop))));
        Assert.Single(clicks, click => click.Refused is null);
        Assert.All(clicks.Where(click => click.Refused is not null), click =>
            Assert.Equal("Marek Kowalski has already paid €70.00 (revolut). Do not pay again.", click.Refused!.Sentence));
        Assert.Equal(1, await shop.CountAsync("sell_payments"));
        Assert.Equal(1, await shop.CountAsync("outbox_messages", "kind = 'seller.paid'"));
    }

    [Theory, BothDatabases]
    public async Task Nobody_pays_for_what_nobody_has_looked_at(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var received = await shop.ReceivedAsync();
        var paid = await shop.Get<Intake>().PayAsync(received.Id, received.Version, IntakeSteps.Revolut, A.Aoife, Stop);
        Assert.Equal("A submission that is received cannot become paid.", paid.Refused?.Sentence);
        Assert.Equal(0, await shop.CountAsync("sell_payments"));
    }
}
