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
    IOptions<StockSettings> stock, TimeProvider clock) : IFirstStart
{
    private const int Seed = 1916;

    public async Task RunAsync(WebApplication app, CancellationToken stop)
    {
        await using (var db = await contexts.CreateDbContextAsync(stop))
        {
            if (!await db.SellSubmissions.AnyAsync(stop)) await FillAsync(db, stop);
        }

        await staff.PrintSignInsAsync(stop);
    }

    private async Task FillAsync(ShopDb db, CancellationToken stop)
    {
        var people = await staff.HireAsync(stop);
        var random = new Randomizer(Seed);
        var now = clock.NowUtc();
        var plots = DemoPlots.Deal(random);
        var sellers = DemoSellers.Of(DemoPlots.Count, random);
        var moments = DemoRhythm.Moments(DemoPlots.Count, now, shop.Value.Zone, random);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
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
        await TellAsync(life.Events(now).Concat(trade.Events(now)), chronicle);
        await chronicle.CloseAsync(stop);
        var figures = new DemoFigures(data, shop, now, stop);
        await figures.TellAsync(db, shelf, people[^1], Seed);
        await transaction.CommitAsync(stop);
        await figures.CountAsync();
    }

    // In the order of time, since they draw on the same stock and the ledger's moments ascend.
    private static async Task TellAsync(IEnumerable<DemoEvent> events, DemoChronicle chronicle)
    {
        foreach (var happening in events.OrderBy(one => one.At))
        {
            await happening.HappenAsync();
            chronicle.Db.ChangeTracker.Clear();
        }
    }

    private static void SayProgress(int done)
    {
        if (done % 50 != 0) return;
        var line = $"Filling the demo shop… {done}/{DemoPlots.Count}";
        if (Console.IsOutputRedirected) Console.WriteLine(line);
        else Console.Write(done == DemoPlots.Count ? $"\r{line}\n" : $"\r{line}");
    }
}
