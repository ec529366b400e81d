using Bogus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Operations;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>
/// Fills an empty database with a shop that has been busy for ninety days, up to the moment of the start. The same stories every time,
/// told at other dates; only the secrets of the sellers' links differ. All of it is one transaction: there is a demo shop or none.
/// </summary>
internal sealed class DemoShop(
    IDbContextFactory<ShopDb> contexts, ShopData data, DemoStaff staff, DemoAlbum album, OfferLinks links, IOptions<ShopSettings> shop,
    IOptions<StockSettings> stock, TimeProvider clock, DatabaseAddress address, StartupProgress progress) : IFirstFill
{
    private const int Seed = 1916;

    /// <summary>Where the bar stands, by how long each part takes, when the stories are told, and when the rest of the trade is.</summary>
    private const int StoriesPercent = 60;
    private const int EventsPercent = 90;

    public async Task<bool> IsNeededAsync(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return !await db.SellSubmissions.AnyAsync(stop);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        progress.Begin("The demo shop is being filled.");
        var people = await staff.HireAsync(stop);
        await using var db = await contexts.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        using var filling = await FillLock.TakeAsync(db, address, stop);

        // Another node may have filled it while this one waited.
        if (await db.SellSubmissions.AnyAsync(stop)) return;
        var figures = await FillAsync(db, people, stop);
        await transaction.CommitAsync(stop);
        await figures.CountAsync();
    }

    public Task IntroduceAsync(CancellationToken stop) => staff.PrintSignInsAsync(stop);

    private async Task<DemoFigures> FillAsync(ShopDb db, IReadOnlyList<Actor> people, CancellationToken stop)
    {
        var random = new Randomizer(Seed);
        var now = clock.NowUtc();
        var plots = DemoPlots.Deal(random);
        var sellers = DemoSellers.Of(DemoPlots.Count, random);
        var moments = DemoRhythm.Moments(DemoPlots.Count, now, shop.Value.Zone, random);
        var chronicle = new DemoChronicle(db, data, shop, stock);
        var shelf = new DemoShelf(chronicle, album, people, new Randomizer(Seed), stop);
        await shelf.OpenAsync(now);
        for (var index = 0; index < DemoPlots.Count; index++)
        {
            // Each story has dice of its own, so that a change in one does not retell the others; and its dates others again, since they
            // are thrown more or less often as the shop's opening hours fall.
            var dice = new Randomizer(Seed + 1 + index);
            var leisure = (now - moments[index]) / TimeSpan.FromDays(DemoHistories.UsualDays(plots[index])) * dice.Double(0.5, 1);
            var timing = new Randomizer(Seed + 1 + DemoPlots.Count + index);
            var pace = new DemoPace(moments[index], now.AddMinutes(-3), Math.Clamp(leisure, 1, 3), chronicle.LocalTime, timing);
            var bag = DemoBag.Pack(sellers[index], dice, plots[index] == DemoPlot.Completed);
            var story = new DemoStory(chronicle, album, bag, pace, people, dice, stop);
            await story.SubmitAsync(links.Create());
            await DemoHistories.PlayAsync(plots[index], story);
            db.ChangeTracker.Clear();
            SayProgress(index + 1);
        }

        var life = new DemoStockLife(chronicle, shelf, people, new Randomizer(Seed), stop);
        var trade = new DemoTrade(chronicle, people, sellers, Seed * 10, shop.Value.Zone, stop);
        await TellAsync([.. life.Events(now), .. trade.Events(now)], chronicle, stop);
        await chronicle.CloseAsync(stop);
        var figures = new DemoFigures(data, shop, now, stop);
        await figures.TellAsync(db, shelf, people[^1], Seed);
        return figures;
    }

    // In the order of time, since they draw on the same stock and the ledger's moments ascend.
    private async Task TellAsync(IReadOnlyCollection<DemoEvent> events, DemoChronicle chronicle, CancellationToken stop)
    {
        foreach (var (done, happening) in events.OrderBy(one => one.At).Index())
        {
            stop.ThrowIfCancellationRequested();
            await happening.HappenAsync();
            chronicle.Db.ChangeTracker.Clear();
            progress.Report(StoriesPercent + (EventsPercent - StoriesPercent) * done / events.Count);
        }
    }

    private void SayProgress(int done)
    {
        progress.Report(StoriesPercent * done / DemoPlots.Count);
        if (done % 50 != 0) return;
        var line = $"Filling the demo shop… {done}/{DemoPlots.Count}";
        if (Console.IsOutputRedirected) Console.WriteLine(line);
        else Console.Write(done == DemoPlots.Count ? $"\r{line}\n" : $"\r{line}");
    }
}
