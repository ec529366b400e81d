using Bogus;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>What the shop had in stock before the stories begin: brand-new lines in several sizes, pre-owned single pieces.</summary>
internal sealed class DemoShelf(
    DemoChronicle chronicle, DemoAlbum album, IReadOnlyList<Actor> people, Randomizer random, CancellationToken stop)
{
    private const int NewLines = 24;
    private const int SizesOfLine = 3;
    private const int Singles = 48;

    private readonly List<Product> products = [];

    /// <summary>In the order they were put up.</summary>
    public IReadOnlyList<Product> Products => products;

    public async Task OpenAsync(DateTime now)
    {
        var at = now.Date.AddDays(-124).AddHours(10);
        var things = random.Shuffle(DemoCatalogue.Shoes.Concat(DemoCatalogue.Clothes)).ToList();
        for (var line = 0; line < NewLines; line++)
        {
            at = Later(at);
            var colour = random.ArrayElement(things[line].Colours);
            foreach (var size in random.Shuffle(SizesOf(things[line], isNew: true)).Take(SizesOfLine).Order())
                await PutUpAsync(things[line], colour, "Brand New & Tagged", size, random.Int(2, 9), at = at.AddMinutes(random.Int(2, 6)));
        }

        for (var single = 0; single < Singles; single++)
        {
            var thing = random.ArrayElement(things.ToArray());
            var condition = random.WeightedRandom(["Like New", "Mint", "Decent", "Poor"], [0.34f, 0.36f, 0.24f, 0.06f]);
            var size = random.ArrayElement(SizesOf(thing, isNew: false));
            await PutUpAsync(thing, random.ArrayElement(thing.Colours), condition, size, 1, at = Later(at));
        }

        chronicle.Db.ChangeTracker.Clear();
    }

    private Task PutUpAsync(DemoProduct thing, string colour, string condition, string size, int units, DateTime at)
    {
        var by = people[units > 1 ? 0 : ^1];
        return chronicle.StepAsync(by, StockActions.ProductAdded, at, async () =>
        {
            var told = new ShelfItem(
                0, CategoryOf(thing, condition == "Brand New & Tagged"), size, ShelfSuggestion.ConditionOf(condition)!.Value,
                thing.Model, thing.Brand, DemoPrices.OnTheShelf(thing, condition, 0, random), ProductStatus.Active, []);
            var product = told.Make(await ProductNumber.NextSkuAsync(chronicle.Db, stop), at);
            _ = chronicle.Db.Products.Add(product);
            _ = await chronicle.Db.SaveChangesAsync(stop);
            var photos = await album.ViewsAsync(thing.Kind, colour, stop);
            chronicle.Db.AddRange(photos.Select((photo, index) => photo.For(null, product.Id, index + 1, at)));
            products.Add(product);
            var opening = new StockEntry(product.Id, units, StockReason.Opening, null);
            var posted = await chronicle.Ledger.PostAsync(chronicle.Db, [opening], by, stop);
            return posted.Refused is { } refused ? refused : Result.Done;
        }, stop);
    }

    // An hour or so on, and the next morning when the shop would be shut.
    private DateTime Later(DateTime at)
    {
        var next = at.AddMinutes(random.Int(70, 240));
        return next.Hour is >= 10 and < 18 ? next : next.Date.AddDays(next.Hour < 10 ? 0 : 1).AddHours(10).AddMinutes(random.Int(0, 50));
    }

    private static string CategoryOf(DemoProduct thing, bool isNew) => (thing.Category == "Shoes", isNew) switch
    {
        (true, true) => Catalogue.NewShoes,
        (true, false) => Catalogue.UsedShoes,
        (false, true) => Catalogue.NewClothes,
        _ => Catalogue.UsedClothes,
    };

    // Mixed sizes are those of tracksuits alone.
    private static string[] SizesOf(DemoProduct thing, bool isNew) =>
    [
        .. Catalogue.SizesOf(CategoryOf(thing, isNew)).Where(size => !size.Contains("-TOP-") || thing.Kind == "tracksuit"),
    ];
}
