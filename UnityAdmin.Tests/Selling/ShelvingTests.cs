using UnityAdmin.Selling;
using UnityAdmin.Shell;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Selling;

public sealed class ShelvingTests
{
    [Theory, BothDatabases]
    public async Task Kept_items_become_products_with_photos_and_one_unit_each_linked_both_ways(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        var photos = await shop.PhotosAsync(paid.Id);
        var shelf = IntakeSteps.Shelf(paid, photos[1].Id, photos[0].Id);
        Assert.Null((await shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, shelf, A.Aoife, Stop)).Refused);
        var products = await shop.RowsAsync("SELECT * FROM products ORDER BY id");
        Assert.Equal(
            [("UN-000001", "PO-SHOES", "UK-9-5", "like_new", 9_900L, "active"), ("UN-000002", "PO-CLOTHES", "L", "decent", 0L, "draft")],
            products.Select(row => ((string)row["sku"]!, (string)row["category"]!, (string)row["size"]!, (string)row["condition"]!,
                (long)row["price_cents"]!, (string)row["status"]!)));
        Assert.All(products, row => Assert.Equal(1, Convert.ToInt32(row["quantity_available"], null)));
        var carried = await shop.RowsAsync("SELECT content_hash FROM images WHERE product_id = 1 ORDER BY position");
        Assert.Equal([photos[1].ContentHash, photos[0].ContentHash], carried.Select(row => (string)row["content_hash"]!));
        Assert.Equal(2, await shop.CountAsync("images", $"submission_id = {paid.Id}"));
        Assert.Equal(2, await shop.CountAsync("stock_moves m JOIN sell_items i ON i.id = m.sell_item_id AND i.product_id = m.product_id",
            "m.reason = 'intake' AND m.quantity_change = 1 AND m.actor = 'Aoife Byrne'"));
        var review = (await shop.Get<Reviews>().FindAsync(paid.Id, Stop))!;
        Assert.Equal(SellStatus.Completed, review.Submission.Status);
        Assert.Equal("UN-000001", review.ShelvedOf(review.Submission.Items[0])?.Sku);
        Assert.Null(review.ShelvedOf(review.Submission.Items[2]));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Completing_twice_at_once_shelves_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, IntakeSteps.Shelf(paid), A.Aoife, Stop))));
        Assert.Single(clicks, click => click.Refused is null);
        Assert.All(clicks.Where(click => click.Refused is not null), click => Assert.Equal("changed_meanwhile", click.Refused!.Code));
        var done = await shop.LookAsync(paid.Id);
        var again = await shop.Get<Intake>().CompleteAsync(done.Id, done.Version, IntakeSteps.Shelf(done), A.Aoife, Stop);
        Assert.Equal("no_such_move", again.Refused?.Code);
        Assert.Equal((2, 2), (await shop.CountAsync("products"), await shop.CountAsync("stock_moves")));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task One_wrong_item_keeps_all_of_them_off_the_shelf(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        var elsewhere = (await shop.PhotosAsync((await shop.ApprovedAsync()).Id))[0].Id;
        var good = IntakeSteps.Shelf(paid);
        async Task<string?> Try(params ShelfItem[] shelf) =>
            (await shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, shelf, A.Aoife, Stop)).Refused?.Fields.Keys.SingleOrDefault();
        var second = paid.Items[1].Id;
        Assert.Equal($"category-{second}", await Try(good[0]));
        Assert.Equal($"category-{second}", await Try(good[0], good[1] with { Category = "TECH" }));
        Assert.Equal($"category-{second}", await Try(good[0], good[1] with { Category = "" }));
        Assert.Equal($"size-{second}", await Try(good[0], good[1] with { Size = "UK-9" }));
        Assert.Equal($"name-{second}", await Try(good[0], good[1] with { Name = " " }));
        Assert.Equal($"name-{second}", await Try(good[0], good[1] with { Name = new string('x', 121) }));
        Assert.Equal($"brand-{second}", await Try(good[0], good[1] with { Brand = "" }));
        Assert.Equal($"status-{second}", await Try(good[0], good[1] with { Status = ProductStatus.Hidden }));
        Assert.Equal($"price-{second}", await Try(good[0], good[1] with { Status = ProductStatus.Active }));
        Assert.Equal($"price-{second}", await Try(good[0], good[1] with { Price = Money.Zero }));
        Assert.Equal($"photos-{second}", await Try(good[0], good[1] with { PhotoIds = [elsewhere] }));
        var returned = good[1] with { ItemId = paid.Items[2].Id };
        var refused = (await shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, [.. good, returned], A.Aoife, Stop)).Refused;
        Assert.Equal("item_not_found", refused?.Code);
        Assert.Equal((0, 0), (await shop.CountAsync("products"), await shop.CountAsync("stock_moves")));
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "status = 'paid'"));
        Assert.Null((await shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, good, A.Aoife, Stop)).Refused);
    }

    [Theory, BothDatabases]
    public async Task The_ledger_names_an_intakes_item_and_finds_it_by_its_batch(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        Assert.Null((await shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, IntakeSteps.Shelf(paid), A.Aoife, Stop)).Refused);
        var documents = shop.Get<StockDocuments>();
        var found = await documents.FindAsync($" {paid.BatchId.ToLowerInvariant()} ", Stop);
        Assert.Equal(paid.Items.Take(2).Select(item => new StockDocument(StockDocumentKind.SellItem, item.Id)), found);
        Assert.Empty(await documents.FindAsync("BATCH-20990101-00001", Stop));
        var names = await documents.NameAsync(found, Stop);
        Assert.Equal(new DocumentName($"{paid.BatchId} · item 2", $"/sell-requests/{paid.Id}"), names[found[1]]);
    }

    [Theory, BothDatabases]
    public async Task The_history_tells_the_way_to_the_shelf_in_words(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        var review = await shop.Get<Reviews>().FindAsync(paid.Id, Stop);
        var entries = HistoryEntry.Of(review!.History, SellingActions.History, new ShopSettings());
        Assert.Equal(
            ["paid the seller", "inspected the items", "received the items"], entries.Take(3).Select(entry => entry.Phrase));
        Assert.Contains(new HistoryChange("Payment amount", null, "€70.00"), entries[0].Changes);
        Assert.Contains(new HistoryChange("Found outcome", null, "price_cut"), entries[1].Changes);
        Assert.DoesNotContain(entries[1].Changes, change => change.Field.Contains("inspected by", StringComparison.Ordinal));
    }
}
