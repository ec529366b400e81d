using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Demo;
using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Demo;

public sealed class DemoShopTests
{
    /// <summary>What every row must be, each as the query for those that are not; both databases read it.</summary>
    private static readonly string[] Contradictions =
    [
        """
        SELECT id FROM sell_offers o WHERE made_by = 'shop'
            AND total_cents <> (SELECT SUM(price_cents) FROM sell_offer_items WHERE offer_id = o.id)
        """,
        """
        SELECT id FROM sell_submissions s WHERE offer_status IN ('sent', 'accepted', 'refused', 'expired', 'withdrawn')
            AND offered_price_cents <> (SELECT SUM(price_cents) FROM sell_items WHERE submission_id = s.id)
        """,
        """
        SELECT id FROM sell_submissions s WHERE final_price_cents <>
            (SELECT total_cents FROM sell_offers WHERE submission_id = s.id AND answer = 'accepted')
        """,
        "SELECT submission_id FROM sell_offers GROUP BY submission_id HAVING COUNT(*) <> MAX(revision)",
        """
        SELECT a.id FROM sell_offers a JOIN sell_offers b ON b.submission_id = a.submission_id AND b.revision = a.revision + 1
            WHERE a.answer <> 'countered' OR a.answered_at > b.sent_at
        """,
        """
        SELECT id FROM sell_offers WHERE answered_at < sent_at
            OR (made_by = 'shop' AND answer IN ('accepted', 'refused', 'withdrawn') AND answered_at >= expires_at)
        """,
        """
        SELECT id FROM sell_submissions WHERE status IN ('approved', 'received', 'inspected', 'paid', 'completed')
            AND offer_status <> 'accepted'
        """,
        "SELECT id FROM sell_submissions WHERE (status IN ('rejected', 'cancelled')) <> (closing_reason IS NOT NULL)",
        "SELECT id FROM sell_submissions WHERE status = 'pending' AND assigned_to_id IS NOT NULL",
        "SELECT a.id FROM sell_submissions a JOIN sell_submissions b ON b.id = a.id + 1 WHERE b.created_at < a.created_at",
        "SELECT id FROM sell_submissions s WHERE NOT EXISTS (SELECT 1 FROM images WHERE submission_id = s.id)",
        "SELECT id FROM sell_submissions s WHERE item_count <> (SELECT COUNT(*) FROM sell_items WHERE submission_id = s.id)",
    ];

    private static readonly string[] Moments =
    [
        "sell_submissions.created_at", "sell_submissions.updated_at", "sell_items.decided_at", "sell_offers.sent_at",
        "sell_offers.answered_at", "sell_offers.reminded_at", "sell_notes.written_at", "images.created_at",
        "outbox_messages.created_at", "system_logs.created_at",
    ];

    /// <summary>All that is told, apart from when.</summary>
    private static readonly string[] Words =
    [
        "id, status, offer_status, contact_phone, contact_handle, address, asking_cents, closing_reason FROM sell_submissions",
        "submission_id, position, brand, description, size, seller_price_cents, decision, price_cents, decision_reason FROM sell_items",
        "submission_id, revision, made_by, sent_by_name, total_cents, message, answer, answer_message FROM sell_offers",
        "submission_id, id, written_by_name, text FROM sell_notes",
        "submission_id, position, content_hash FROM images",
        "subject_id, kind, topic, to_email, status FROM outbox_messages WHERE kind <> 'offer.reminded'",
    ];

    [Theory, BothDatabases]
    public async Task Its_rows_contradict_neither_one_another_nor_the_clock(TestDatabase on)
    {
        await using var shop = await OpenedAsync(on, new DateTime(2026, 11, 21, 3, 30, 0, DateTimeKind.Utc));
        Assert.Equal(400, await shop.CountAsync("sell_submissions"));
        foreach (var rows in Contradictions) Assert.True(await shop.CountAsync($"({rows}) AS wrong") == 0, rows);
        foreach (var moment in Moments.Select(one => one.Split('.')))
            Assert.Equal(0, await shop.CountAsync(moment[0], $"{moment[1]} > '2026-11-21 03:30:00.000'"));
        Assert.True(await shop.CountAsync("sell_offers", "answer = 'open' AND expires_at < '2026-11-21 11:00:00.000'") >= 4);
        Assert.True(await shop.CountAsync("sell_submissions", "offer_status = 'countered'") >= 8);
        foreach (var status in Enum.GetValues<SellStatus>())
            Assert.True(await shop.CountAsync("sell_submissions", $"status = '{SellingRefusals.Word(status)}'") > 0, $"{status}");
    }

    [Fact]
    public async Task It_tells_the_same_stories_whatever_the_day_and_hour()
    {
        var inMarch = await TellAsync(new DateTime(2026, 3, 29, 1, 10, 0, DateTimeKind.Utc));
        var inAugust = await TellAsync(new DateTime(2026, 8, 5, 16, 45, 0, DateTimeKind.Utc));
        Assert.Equal(inMarch, inAugust);
    }

    [Fact]
    public async Task A_shop_that_has_submissions_is_left_alone_and_counts_on()
    {
        await using var shop = await OpenedAsync(TestDatabase.Sqlite, new DateTime(2026, 11, 20, 22, 0, 0, DateTimeKind.Utc));
        var last = await shop.ScalarAsync<int>("SELECT last FROM sell_batch_numbers WHERE day = '2026-11-20'");
        await shop.Get<DemoShop>().RunAsync(null!, TestContext.Current.CancellationToken);
        Assert.Equal(400, await shop.CountAsync("sell_submissions"));
        Assert.Equal(last, await shop.CountAsync("sell_submissions", "batch_id LIKE 'BATCH-20261120-%'"));

        var sent = DemoBag.Pack(DemoSellers.Of(400, new Bogus.Randomizer(7))[0], new Bogus.Randomizer(7)).Sent;
        var submitted = await shop.Get<Submissions>().SubmitAsync(sent, [], Actor.Storefront(null), TestContext.Current.CancellationToken);
        Assert.Equal($"BATCH-20261120-{last + 1:00000}", submitted.Value.BatchId);
    }

    private static async Task<List<string>> TellAsync(DateTime now)
    {
        await using var shop = await OpenedAsync(TestDatabase.Sqlite, now);
        var told = new List<string>();
        foreach (var words in Words)
            told.AddRange((await shop.RowsAsync($"SELECT {words} ORDER BY 1, 2")).Select(row => string.Join('|', row.Values)));
        return told;
    }

    private static async Task<TestShop> OpenedAsync(TestDatabase on, DateTime now)
    {
        var shop = await on.OpenAsync(services => services.AddSingleton<DemoStaff>().AddSingleton<DemoAlbum>().AddSingleton<DemoShop>());
        shop.Clock.Now = now;
        await shop.Get<DemoShop>().RunAsync(null!, TestContext.Current.CancellationToken);
        return shop;
    }
}
