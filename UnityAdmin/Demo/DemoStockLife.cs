using Bogus;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>What befalls the stock in ninety days: losses and finds, a reversal, stocktakes, and what waits for a second admin.</summary>
internal sealed class DemoStockLife(
    DemoChronicle chronicle, DemoShelf shelf, IReadOnlyList<Actor> people, Randomizer random, CancellationToken stop)
{
    private const int Mishaps = 34;

    /// <summary>Above it a single unit would need two admins.</summary>
    private const long DearCents = 40_000;

    private readonly Actor admin = people[0];
    private readonly Actor owner = people[^1];

    public IEnumerable<DemoEvent> Events(DateTime now)
    {
        DemoEvent On(double daysAgo, Func<DateTime, Task> happen)
        {
            var at = At(now, daysAgo);
            return new DemoEvent(at, () => happen(at));
        }

        for (var index = 0; index < Mishaps; index++)
        {
            var daysAgo = 88 - index * 2.55;
            if (index == 14) yield return On(daysAgo, at => CountAsync("New shoes, spring window", Catalogue.NewShoes, at, owner, 3));
            if (index == 27) yield return On(daysAgo, at => CountAsync("Pre-owned shoes", Catalogue.UsedShoes, at, admin, 2));
            yield return On(daysAgo - 0.4, MishapAsync);
        }

        yield return On(0.8, ReverseLastLossAsync);
        yield return On(0.6, at => WaitAsync(
            owner, StockReason.Correction, -4, "Four pairs went to the Cork pop-up and were never booked out", at));
        yield return On(0.3, at => WaitAsync(admin, StockReason.Theft, -3, "Break-in at the back door, Garda report pending", at));
        yield return new DemoEvent(now.AddHours(-3), () =>
            CountHalfAsync("Pre-owned clothes", Catalogue.UsedClothes, now.AddHours(-3), now.AddMinutes(-10)));
    }

    private async Task MishapAsync(DateTime at)
    {
        var reason = random.WeightedRandom(
            [StockReason.Damaged, StockReason.Lost, StockReason.Found, StockReason.Theft, StockReason.Correction],
            [0.28f, 0.24f, 0.22f, 0.08f, 0.18f]);
        var change = reason switch
        {
            StockReason.Found => 1,
            StockReason.Correction => random.Bool() ? 1 : -1,
            _ => -1,
        };
        var left = await LeftAsync();
        var candidates = shelf.Products.Where(product => product.PriceCents <= DearCents && left[product.Id] + change >= 0).ToArray();
        var (by, note) = (random.Bool(0.7f) ? admin : owner, random.ArrayElement(DemoSayings.Corrections[reason]));
        await CorrectAsync(by, reason, random.ArrayElement(candidates), change, note, at);
    }

    private async Task WaitAsync(Actor by, StockReason reason, int change, string note, DateTime at)
    {
        var left = await LeftAsync();
        var dear = shelf.Products.Where(product => left[product.Id] + change >= 0 && product.PriceCents * -change > 60_000).ToArray();
        await CorrectAsync(by, reason, random.ArrayElement(dear), change, note, at);
    }

    private Task CorrectAsync(Actor by, StockReason reason, Product product, int change, string note, DateTime at)
    {
        var line = new StockCorrectionLine { Position = 1, ProductId = product.Id, QuantityChange = change };
        var draft = new CorrectionDraft(CorrectionKind.Adjustment, reason, note, random.Guid(), null);
        return EnterAsync(by, StockActions.Corrected, draft, [line], at);
    }

    private async Task ReverseLastLossAsync(DateTime at)
    {
        var lost = await chronicle.Db.StockMoves.AsNoTracking().Where(move => move.Reason == StockReason.Lost)
            .OrderByDescending(move => move.Id).FirstAsync(stop);
        var line = new StockCorrectionLine { Position = 1, ProductId = lost.ProductId, QuantityChange = 1, ReversesId = lost.Id };
        var draft = new CorrectionDraft(
            CorrectionKind.Reversal, StockReason.Reversal, "Turned up in the parcel room after all", random.Guid(), null);
        await EnterAsync(owner, StockActions.Reversed, draft, [line], at);
    }

    /// <summary>A stocktake from its opening to its posting, with a few differences among what the shop opened with.</summary>
    private async Task CountAsync(string title, string category, DateTime at, Actor by, int differences)
    {
        var (count, lines) = await OpenAsync(title, category, at, by);
        var left = await LeftAsync();
        var off = shelf.Products.Where(product => product.Category == category && product.PriceCents <= 15_000 && left[product.Id] > 0)
            .Take(differences).Select(product => product.Id).ToHashSet();
        await EnterCountsAsync(count, lines, lines.Count, off, at.AddMinutes(5), at.AddMinutes(95));
        var corrected = lines.Where(line => line.Difference is not (null or 0)).Select((line, index) => new StockCorrectionLine
        {
            Position = index + 1,
            ProductId = line.ProductId,
            QuantityChange = line.Difference!.Value,
            Counted = line.Counted,
        }).ToList();
        var draft = new CorrectionDraft(CorrectionKind.Stocktake, StockReason.Stocktake, title, random.Guid(), count.Id);
        await EnterAsync(by, StockActions.CountPosted, draft, corrected, at.AddMinutes(110));
        chronicle.Db.ChangeTracker.Clear();
    }

    private async Task CountHalfAsync(string title, string category, DateTime at, DateTime until)
    {
        var (count, lines) = await OpenAsync(title, category, at, admin);
        await EnterCountsAsync(count, lines, lines.Count / 2, [lines[2].ProductId], at.AddMinutes(4), until);
    }

    private async Task<(StockCount Count, List<StockCountLine> Lines)> OpenAsync(string title, string category, DateTime at, Actor by)
    {
        var count = new StockCount
        {
            Title = title,
            Category = category,
            OpenedById = by.StaffId!.Value,
            OpenedByName = by.Name,
            OpenedAt = Whole(at),
        };
        var lines = new List<StockCountLine>();
        await chronicle.StepAsync(by, StockActions.CountOpened, count.OpenedAt, async () =>
        {
            _ = chronicle.Db.StockCounts.Add(count);
            _ = await chronicle.Db.SaveChangesAsync(stop);
            var there = await chronicle.Db.Products.Where(product => product.Category == category && product.CreatedAt < count.OpenedAt)
                .OrderBy(product => product.Id).Select(product => product.Id).ToListAsync(stop);
            lines.AddRange(there.Select(product => new StockCountLine { StockCountId = count.Id, ProductId = product }));
            chronicle.Db.StockCountLines.AddRange(lines);
            return Result.Done;
        }, stop);
        return (count, lines);
    }

    private Task EnterCountsAsync(
        StockCount count, List<StockCountLine> lines, int howMany, HashSet<int> off, DateTime from, DateTime until)
    {
        var staff = people[random.Int(2, 5)];
        return chronicle.StepAsync(staff, StockActions.CountEntered, Whole(until), async () =>
        {
            var heads = await StockLedger.HeadsAsync(chronicle.Db, lines.ConvertAll(line => line.ProductId), stop);
            foreach (var (index, line) in lines.Take(howMany).Index())
            {
                var head = heads[line.ProductId];
                var counted = head.BalanceAfter + (off.Contains(line.ProductId) ? index % 2 == 0 || head.BalanceAfter == 0 ? 1 : -1 : 0);
                line.Set(counted, head, staff, Whole(from + (until - from) * (index + 1) / (howMany + 1)));
            }

            return Result.Done;
        }, stop);
    }

    private Task EnterAsync(Actor by, string action, CorrectionDraft draft, List<StockCorrectionLine> lines, DateTime at) =>
        chronicle.StepAsync(by, action, Whole(at), async () =>
        {
            var entered = await chronicle.Corrections.EnterAsync(chronicle.Db, draft, lines, by, stop);
            return entered.Refused is { } refused ? refused : Result.Done;
        }, stop);

    private Task<Dictionary<int, int>> LeftAsync()
    {
        var ids = shelf.Products.Select(product => product.Id).ToList();
        return chronicle.Db.Products.AsNoTracking().Where(product => ids.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, product => product.QuantityAvailable, stop);
    }

    // Between noon and five, whatever the hour of the start.
    private DateTime At(DateTime now, double daysAgo)
    {
        var at = now.AddDays(-daysAgo).Date.AddHours(12).AddMinutes(random.Int(0, 300));
        return at < now.AddMinutes(-5) ? at : now.AddHours(-daysAgo * 24);
    }

    private static DateTime Whole(DateTime moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));
}
