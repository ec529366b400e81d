using System.Globalization;
using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class QueueTests
{
    private const int Many = 43;

    [Theory]
    [BothDatabases(QueueSort.Newest, "created_at DESC, id DESC")]
    [BothDatabases(QueueSort.Oldest, "created_at, id")]
    [BothDatabases(QueueSort.Asking, "asking_cents DESC, id DESC")]
    public async Task Scrolling_reads_what_OFFSET_would_also_where_rows_tie(TestDatabase on, QueueSort sort, string order)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        var rows = await shop.RowsAsync($"SELECT id FROM sell_submissions ORDER BY {order}");
        var expected = rows.Select(row => Convert.ToInt32(row["id"], CultureInfo.InvariantCulture)).ToList();
        var queue = shop.Get<Queue>();
        var window = queue.Open(new QueueFilter { Sort = sort });
        var scrolled = new List<int>();
        for (var skip = 0; skip < Many; skip += 6) scrolled.AddRange((await window.ReadAsync(skip, 6, Stop)).Select(row => row.Id));
        Assert.Equal(expected, scrolled);
        Assert.Equal(expected.Skip(31).Take(5), (await window.ReadAsync(31, 5, Stop)).Select(row => row.Id));
        Assert.Equal(expected.Skip(40), (await queue.Open(new QueueFilter { Sort = sort }).ReadAsync(40, 9, Stop)).Select(row => row.Id));
        Assert.Equal(expected, await queue.AllAsync(new QueueFilter { Sort = sort }, Stop).Select(row => row.Id).ToListAsync(Stop));
    }

    [Theory]
    [BothDatabases("087 123 4567")]
    [BothDatabases("+353871234567")]
    [BothDatabases("+353 (0)87-1234567")]
    [BothDatabases("00353 87 123 4567")]
    [BothDatabases("353871234567")]
    [BothDatabases("1234567")]
    [BothDatabases("087")]
    [BothDatabases("087 12")]
    [BothDatabases("sorcha")]
    [BothDatabases("WALSH sorcha")]
    [BothDatabases("@sole.sister")]
    [BothDatabases("sole.s")]
    [BothDatabases("aoife@example")]
    [BothDatabases("BATCH-20260302-00001")]
    [BothDatabases("20260302-00001")]
    public async Task A_seller_is_found_by_any_spelling(TestDatabase on, string typed)
    {
        await using var shop = await on.OpenAsync();
        var wanted = await shop.SubmitAsync();
        await shop.SubmitAsync(A.Form("085 765 0000", "marek@example.com", "@marek") with
        {
            Contact = A.Form("085 765 0000", "marek@example.com", "@marek").Contact with { Name = "Marek Kowalski" },
        });
        var found = await shop.Get<Queue>().Open(new QueueFilter { Search = typed }).ReadAsync(0, 10, Stop);
        Assert.Equal([wanted.Id], found.Select(row => row.Id));
    }

    [Theory]
    [BothDatabases("%%%")]
    [BothDatabases("___")]
    [BothDatabases("\"\"\"")]
    [BothDatabases("' OR 1=1 --")]
    [BothDatabases("sorcha NEAR walsh*")]
    [BothDatabases("\\")]
    [BothDatabases("ab")]
    public async Task Signs_that_mean_something_to_a_database_are_only_text(TestDatabase on, string typed)
    {
        await using var shop = await on.OpenAsync();
        await shop.SubmitAsync();
        Assert.Empty(await shop.Get<Queue>().Open(new QueueFilter { Search = typed }).ReadAsync(0, 10, Stop));
    }

    [Theory, BothDatabases]
    public async Task Tabs_count_under_the_other_filters_whatever_tab_is_open(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var first = await shop.SubmitAsync();
        await shop.SubmitAsync();
        await shop.SubmitAsync(A.Form(handle: "@other"));
        Assert.Null((await shop.Get<Submissions>().RejectAsync([first.Id], "Not ours", A.Aoife, Stop)).Refused);
        var counts = await shop.Get<Queue>().CountByStatusAsync(
            new QueueFilter { Status = SellStatus.Rejected, Search = "sole.sister" }, Stop);
        Assert.Equal(new Dictionary<SellStatus, int> { [SellStatus.Pending] = 1, [SellStatus.Rejected] = 1 }, counts);
        Assert.Equal(2, await shop.Get<Queue>().CountPendingAsync(Stop));
    }

    [Theory, BothDatabases]
    public async Task What_arrives_later_is_counted_where_the_filter_would_show_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.SubmitAsync();
        var queue = shop.Get<Queue>();
        var last = await queue.LastIdAsync(Stop);
        Assert.Equal(0, await queue.CountNewerAsync(new QueueFilter(), last, Stop));
        await shop.SubmitAsync();
        await shop.SubmitAsync(A.Form(handle: "@other"));
        Assert.Equal(2, await queue.CountNewerAsync(new QueueFilter(), last, Stop));
        Assert.Equal(1, await queue.CountNewerAsync(new QueueFilter { Search = "@other" }, last, Stop));
        Assert.Equal(0, await queue.CountNewerAsync(new QueueFilter { Status = SellStatus.Paid }, last, Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("status=pending&offer=no_offer&q=087%20123%20%26&category=Shoes&assigned=nobody&sort=asking")]
    [InlineData("assigned=7&sort=oldest")]
    public void A_filter_comes_back_from_its_address(string query) => Assert.Equal(query, QueueFilter.Parse("?" + query).ToQuery());

    [Theory]
    [InlineData("status=nonsense&offer=7&category=Cars&assigned=me&sort=&q=%20")]
    [InlineData("status=&unknown=1")]
    public void What_an_old_link_says_and_nobody_understands_is_left_out(string query) =>
        Assert.Equal(new QueueFilter(), QueueFilter.Parse(query));

    // Three a minute and four prices, so that both orders have ties.
    private static async Task FillAsync(TestShop shop)
    {
        for (var i = 0; i < Many; i++)
        {
            if (i % 3 == 0) shop.Clock.Advance(TimeSpan.FromMinutes(1));
            await shop.SubmitAsync(A.Form(items: 1 + i * 7 % 4));
        }
    }
}
