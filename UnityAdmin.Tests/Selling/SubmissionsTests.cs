using UnityAdmin.Selling;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Selling;

public sealed class SubmissionsTests
{
    private static readonly Actor Seller = Actor.Storefront("10.0.0.9");

    [Theory, BothDatabases]
    public async Task Assigning_starts_the_review_and_giving_back_keeps_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (submitted, nora) = (await shop.SubmitAsync(), await shop.LetInAsync(Role.Staff, "Nora Quinn"));
        Assert.Equal(1, (await shop.Get<Submissions>().AssignAsync([submitted.Id], nora, A.Aoife, Stop)).Value.Done);
        Assert.Equal(1, await shop.CountAsync("sell_submissions", $"status = 'reviewing' AND assigned_to_id = {nora}"));
        Assert.Equal("Nora Quinn", (await shop.Get<Reviews>().FindAsync(submitted.Id, Stop))!.AssignedToName);
        Assert.Equal(1, (await shop.Get<Submissions>().AssignAsync([submitted.Id], null, A.Aoife, Stop)).Value.Done);
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "status = 'reviewing' AND assigned_to_id IS NULL"));
        Assert.Equal(2, await shop.CountAsync("system_logs", "action = 'submission.assigned' AND actor_name = 'Aoife Byrne'"));
    }

    [Theory, BothDatabases]
    public async Task Nobody_who_does_not_work_here_is_given_a_submission(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        Assert.Equal("not_on_staff", (await shop.Get<Submissions>().AssignAsync([submitted.Id], 4_711, A.Aoife, Stop)).Refused?.Code);
        await shop.LetInAsync(Role.Admin);
        var gone = await shop.LetInAsync(Role.Staff, "Nora Quinn");
        var people = shop.Get<UnityAdmin.Staff.StaffDirectory>();
        Assert.Null((await people.LockAsync(gone, Actor.CommandLine(), Stop)).Refused);
        Assert.Equal("not_on_staff", (await shop.Get<Submissions>().AssignAsync([submitted.Id], gone, A.Aoife, Stop)).Refused?.Code);
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "status = 'pending' AND assigned_to_id IS NULL"));
    }

    [Theory, BothDatabases]
    public async Task Of_many_rejected_at_once_those_that_are_closed_are_left_and_named(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (first, closed, third) = (await shop.SubmitAsync(), await shop.SubmitAsync(), await shop.SubmitAsync());
        var submissions = shop.Get<Submissions>();
        Assert.Null((await submissions.CancelAsync([closed.Id], "Sent twice", A.Marek, Stop)).Refused);
        var outcome = (await submissions.RejectAsync([first.Id, closed.Id, third.Id, 9_999], "  Not ours  ", A.Aoife, Stop)).Value;
        Assert.Equal(2, outcome.Done);
        var (left, why) = Assert.Single(outcome.Left);
        Assert.Equal(closed.BatchId, left);
        Assert.Equal("A submission that is cancelled cannot become rejected.", why.Sentence);
        Assert.Equal(2, await shop.CountAsync("sell_submissions", "status = 'rejected' AND closing_reason = 'Not ours'"));
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "status = 'cancelled' AND closing_reason = 'Sent twice'"));
        Assert.Equal(2, await shop.CountAsync("outbox_messages", "kind = 'submission.rejected'"));
        Assert.Equal(2, await shop.CountAsync("system_logs", "action = 'submission.rejected'"));
    }

    [Theory, BothDatabases]
    public async Task When_none_of_many_can_be_rejected_the_reason_is_told_and_nothing_changes(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        var submissions = shop.Get<Submissions>();
        Assert.Equal("submission_not_found", (await submissions.RejectAsync([9_999], "No", A.Aoife, Stop)).Refused?.Code);
        Assert.Equal("submission_not_found", (await submissions.RejectAsync([], "No", A.Aoife, Stop)).Refused?.Code);
        Assert.Equal("reason_missing", (await submissions.RejectAsync([submitted.Id], "  ", A.Aoife, Stop)).Refused?.Code);
        var tooLong = await submissions.RejectAsync([submitted.Id], new string('x', SellItem.ReasonLength + 1), A.Aoife, Stop);
        Assert.Equal("reason", Assert.Single(tooLong.Refused!.Fields).Key);
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "status = 'pending'"));
        Assert.Equal(0, await shop.CountAsync("system_logs", "action = 'submission.rejected'"));
        Assert.Equal(1, (await submissions.RejectAsync([submitted.Id], new string('x', SellItem.ReasonLength), A.Aoife, Stop)).Value.Done);
    }

    [Theory, BothDatabases]
    public async Task Deciding_on_an_older_picture_of_an_item_is_refused_naming_who_was_faster(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var item = Assert.Single((await shop.Get<Reviews>().FindAsync((await shop.SubmitAsync()).Id, Stop))!.Submission.Items);
        var submissions = shop.Get<Submissions>();
        var approve = new ItemVerdict(ItemDecision.Approved);
        Assert.Null((await submissions.DecideItemAsync(item.Id, item.Version, approve, A.Aoife, Stop)).Refused);
        var reject = new ItemVerdict(ItemDecision.Rejected, Reason: "Fake");
        var late = (await submissions.DecideItemAsync(item.Id, item.Version, reject, A.Marek, Stop)).Refused!;
        Assert.Equal("changed_meanwhile", late.Code);
        Assert.StartsWith("Aoife Byrne decided on an item while you were at it.", late.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, await shop.CountAsync("sell_items", "decision = 'approved' AND price_cents = 12000"));
        Assert.Equal(0, await shop.CountAsync("system_logs", "actor_name = 'Marek Kowalski'"));
    }

    [Theory, BothDatabases]
    public async Task Of_two_verdicts_on_one_item_at_once_one_counts_and_on_different_items_both(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var items = (await shop.Get<Reviews>().FindAsync((await shop.SubmitAsync(A.Form(items: 8))).Id, Stop))!.Submission.Items;
        Task<Result> Decide(SellItem item, int cents) => Task.Run(() => shop.Get<Submissions>().DecideItemAsync(
            item.Id, item.Version, new ItemVerdict(ItemDecision.Repriced, new Money(cents)), A.Aoife, Stop), Stop);
        var apart = await Task.WhenAll(items.Skip(1).Select(item => Decide(item, 5_000)));
        Assert.All(apart, outcome => Assert.Null(outcome.Refused));
        var same = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => Decide(items[0], i * 100)));
        Assert.Single(same, outcome => outcome.Refused is null);
        Assert.All(same.Where(outcome => outcome.Refused is not null), outcome => Assert.Equal("changed_meanwhile", outcome.Refused!.Code));
        Assert.Equal(8, await shop.CountAsync("sell_items", "decision = 'repriced' AND version = 1"));
    }

    [Theory, BothDatabases]
    public async Task A_note_has_words_and_at_most_two_thousand_characters(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        var submissions = shop.Get<Submissions>();
        async Task<string?> Note(int id, string text) => (await submissions.AddNoteAsync(id, text, A.Aoife, Stop)).Refused?.Code;
        Assert.Equal("note_empty", await Note(submitted.Id, " \n "));
        Assert.Equal("too_long", await Note(submitted.Id, new string('x', SellNote.TextLength + 1)));
        Assert.Equal("submission_not_found", await Note(9_999, "Hello"));
        Assert.Equal(0, await shop.CountAsync("sell_notes"));
        Assert.Null(await Note(submitted.Id, new string('é', SellNote.TextLength)));
        Assert.Null(await Note(submitted.Id, " Called her \n"));
        Assert.Equal(1, await shop.CountAsync("sell_notes", "text = 'Called her' AND written_by_name = 'Aoife Byrne'"));
        Assert.Equal(2, await shop.CountAsync("system_logs", "action = 'submission.note_added'"));
    }

    [Theory, BothDatabases]
    public async Task Two_people_editing_one_contact_keep_both_their_changes_and_the_log_shows_each(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        var submissions = shop.Get<Submissions>();
        var seen = (await shop.Get<Reviews>().FindAsync(submitted.Id, Stop))!.Submission.Contact;
        Assert.Null((await submissions.EditContactAsync(submitted.Id, seen, seen with { City = "Galway" }, A.Aoife, Stop)).Refused);
        var mine = seen with { Phone = "+353869999999", Handle = "@new.sole" };
        Assert.Null((await submissions.EditContactAsync(submitted.Id, seen, mine, A.Marek, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "city = 'Galway' AND contact_phone = '+353869999999'"));
        var clash = await submissions.EditContactAsync(submitted.Id, seen, seen with { City = "Cork" }, A.Marek, Stop);
        Assert.Equal("Someone else has just changed this to “Galway”.", Assert.Single(clash.Refused!.Fields).Value);
        var logs = await shop.RowsAsync(
            "SELECT * FROM system_logs WHERE action = 'submission.contact_edited' AND entity = 'sell_submissions' ORDER BY id");
        Assert.Equal(["Aoife Byrne", "Marek Kowalski"], logs.Select(log => log["actor_name"]));
        Assert.Equal(["{\"city\":\"Dublin 8\"}", "{\"city\":\"Galway\"}"], [logs[0]["before"], logs[0]["after"]]);
        Assert.Equal("{\"contact_handle\":\"@sole.sister\",\"contact_phone\":\"+353871234567\"}", logs[1]["before"]);
        Assert.Equal("{\"contact_handle\":\"@new.sole\",\"contact_phone\":\"+353869999999\"}", logs[1]["after"]);
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "search_text LIKE '% 353869999999 %newsole%'"));
    }

    [Theory]
    [BothDatabases("2026-07-01T22:59:59.999Z", "20260701", "20260702")]
    [BothDatabases("2026-01-01T23:59:59.999Z", "20260101", "20260102")]
    [BothDatabases("2026-03-29T22:59:59.999Z", "20260329", "20260330")]
    [BothDatabases("2026-10-25T23:59:59.999Z", "20261025", "20261026")]
    public async Task Batch_numbers_begin_anew_at_midnight_in_Dublin(TestDatabase on, string before, string day, string next)
    {
        await using var shop = await on.OpenAsync();
        shop.Clock.Now = DateTime.Parse(before, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        Assert.Equal($"BATCH-{day}-00001", (await shop.SubmitAsync()).BatchId);
        Assert.Equal($"BATCH-{day}-00002", (await shop.SubmitAsync()).BatchId);
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal($"BATCH-{next}-00001", (await shop.SubmitAsync()).BatchId);
    }

    [Theory, BothDatabases]
    public async Task Every_change_leaves_its_row_in_the_log_under_its_own_name(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (submitted, other) = (await shop.SubmitAsync(), await shop.SubmitAsync());
        var (submissions, offers) = (shop.Get<Submissions>(), shop.Get<Offers>());
        var whole = (await shop.Get<Reviews>().FindAsync(submitted.Id, Stop))!.Submission;
        var item = whole.Items[0];
        Refusal?[] refused =
        [
            (await submissions.AssignAsync([submitted.Id], await shop.LetInAsync(Role.Staff), A.Aoife, Stop)).Refused,
            (await submissions.DecideItemAsync(item.Id, item.Version, new ItemVerdict(ItemDecision.Approved), A.Aoife, Stop)).Refused,
            (await submissions.AddNoteAsync(submitted.Id, "Nice pair", A.Aoife, Stop)).Refused,
            (await submissions.EditContactAsync(submitted.Id, whole.Contact, whole.Contact with { City = "Cork" }, A.Aoife, Stop)).Refused,
            (await offers.SendTotalAsync(submitted.Id, new OfferTerms(new Money(10_000), null), A.Aoife, Stop)).Refused,
            (await offers.RemindAsync(submitted.Id, A.Aoife, Stop)).Refused,
            (await offers.ExtendAsync(submitted.Id, 2, A.Aoife, Stop)).Refused,
            (await shop.AnswerAsync(submitted, new SellerAnswer(SellerAction.Counter, 1, new Money(11_000), null))).Refused,
            (await offers.AcceptCounterAsync(submitted.Id, 2, A.Aoife, Stop)).Refused,
            (await submissions.CancelAsync([other.Id], "Sent twice", A.Aoife, Stop)).Refused,
        ];
        Assert.All(refused, Assert.Null);
        var logs = await shop.RowsAsync(
            "SELECT DISTINCT action, actor_name, ip_address FROM system_logs WHERE subject = 'sell_submissions'");
        string[] byStaff =
        [
            "counter.accepted", "item.decided", "offer.extended", "offer.reminded", "offer.sent", "submission.assigned",
            "submission.cancelled", "submission.contact_edited", "submission.note_added",
        ];
        Assert.Equal(byStaff, logs.Where(log => (string)log["actor_name"]! == "Aoife Byrne").Select(log => (string)log["action"]!).Order());
        Assert.All(logs.Where(log => (string)log["actor_name"]! == "Aoife Byrne"), log => Assert.Equal("10.0.0.1", log["ip_address"]));
        Assert.Contains(logs, log => ("offer.answered", "Seller") == ((string)log["action"]!, (string)log["actor_name"]!));
        Assert.Contains(logs, log => ("submission.submitted", Seller.Name) == ((string)log["action"]!, (string)log["actor_name"]!));
        Assert.Equal(0, await shop.CountAsync("system_logs", "after LIKE '%search_text%' OR after LIKE '%offer_token_hash\":\"0%'"));
    }
}
