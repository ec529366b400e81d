using UnityAdmin.Selling;
using UnityAdmin.Shell;

namespace UnityAdmin.Tests.Selling;

public sealed class HistoryEntryTests
{
    [Theory, BothDatabases]
    public async Task Many_rows_of_one_deed_are_one_entry_in_words(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var ciara = await shop.HireAsync("Ciara Nolan");
        var submission = await shop.SubmitTwoItemsAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(5));
        var item = submission.Items[0];
        Assert.Null((await shop.Get<Submissions>().DecideItemAsync(
            item.Id, item.Version, new ItemVerdict(ItemDecision.Repriced, new Money(9_550)), ciara, Stop)).Refused);

        var review = await shop.Get<Reviews>().FindAsync(submission.Id, Stop);
        var entries = HistoryEntry.Of(review!.History, SellingActions.History, new ShopSettings());
        Assert.Equal(
            ["Ciara Nolan decided on an item", "Storefront sent the submission in"],
            entries.Select(entry => $"{entry.Who} {entry.Phrase}"));
        Assert.Contains(new HistoryChange("Item price", null, "€95.50"), entries[0].Changes);
        Assert.Contains(new HistoryChange("Status", "pending", "reviewing"), entries[0].Changes);
        Assert.DoesNotContain(entries.SelectMany(entry => entry.Changes), change => change.Field.Contains("token"));
    }
}
