using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>The catalogue: what the shop sells, in words and prices. How many there are is the ledger's.</summary>
public sealed class Products(ShopData data, StockLedger ledger, TimeProvider clock)
{
    private const int MaxHistory = 200;

    public Task<ProductView?> FindAsync(int id, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var now = clock.NowUtc();
            var running = Holds.RunningAt(db, now);
            var found = await Holds.Available(db, db.Products.Where(row => row.Id == id), now).Select(row => new
            {
                row.Product,
                row.Available,
                Holds = running.Where(hold => hold.ProductId == row.Product.Id).OrderBy(hold => hold.ExpiresAt)
                    .ThenBy(hold => hold.Id).ToList(),
            }).SingleOrDefaultAsync(stop);
            if (found is null) return null;
            var own = LogsOf(db, id).OrderByDescending(log => log.Id);
            var prices = own.Where(log => log.Entity == Product.Table && log.After!.Contains($"\"{PriceChange.Column}\""));
            return new ProductView(
                found.Product,
                await ProductPhotos.Of(db, id).ToListAsync(stop),
                found.Available,
                found.Holds,
                [.. (await prices.Take(MaxHistory).ToListAsync(stop)).Select(PriceChange.Of)],
                await own.Where(log => log.Entity != StockMove.Table).Take(MaxHistory).ToListAsync(stop));
        },
        stop);

    /// <summary>Adds a product under a SKU of its own.</summary>
    /// <param name="facts">What is written about it.</param>
    /// <param name="opening">How many lie on the shelf already; they become its opening move.</param>
    /// <param name="by">An admin.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="series">What its SKU begins with.</param>
    public async Task<Result<Product>> AddAsync(
        ProductFacts facts, int opening, Actor by, CancellationToken stop, string series = ProductNumber.Own)
    {
        if (by.Lacks(Role.Admin) is { } no) return no;
        var wanted = facts.Trimmed();
        if (wanted.Check() is { } wrong) return wrong;
        if (opening is < 0 or > StockLedger.MaxUnits) return StockRefusals.OpeningOutOfRange;
        return await data.ChangeAsync<Product>(by, StockActions.ProductAdded, db => AddAsync(db, wanted, opening, series, by, stop), stop);
    }

    /// <summary>Saves an edited form; fields that nobody else touched meanwhile are merged.</summary>
    /// <param name="id">Which product.</param>
    /// <param name="seen">What the form began with.</param>
    /// <param name="edited">What it says now.</param>
    /// <param name="by">Anyone of the staff.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result> EditAsync(int id, ProductFacts seen, ProductFacts edited, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } no) return no;
        var wanted = edited.Trimmed();
        return await data.ChangeAsync(by, StockActions.ProductEdited, async db =>
        {
            var product = await db.Products.SingleOrDefaultAsync(row => row.Id == id, stop);
            if (product is null) return StockRefusals.ProductNotFound;
            var now = ProductFacts.Of(product);
            var savers = now == seen ? [] : await SaversAsync(db, id, stop);
            if (!ProductMerge.Of(seen, wanted, now, savers).Is(out var merged, out var clash)) return clash;
            if (merged == now) return Result.Done;
            if (merged.Check() is { } wrong) return wrong;
            merged.WriteTo(product, clock.NowUtc());
            return Result.Done;
        }, stop);
    }

    private async Task<Result<Product>> AddAsync(
        ShopDb db, ProductFacts facts, int opening, string series, Actor by, CancellationToken stop)
    {
        var now = clock.NowUtc();
        var product = new Product
        {
            Sku = await ProductNumber.NextSkuAsync(db, stop, series),
            Name = facts.Name,
            Brand = facts.Brand,
            Category = facts.Category,
            Size = facts.Size,
            CreatedAt = now,
        };
        facts.WriteTo(product, now);
        _ = db.Products.Add(product);
        if (opening == 0) return product;

        // The move needs the product's key.
        _ = await db.SaveChangesAsync(stop);
        var entry = new StockEntry(product.Id, opening, StockReason.Opening, null);
        return (await ledger.PostAsync(db, [entry], by, stop)).Refused is { } refused ? refused : product;
    }

    private static IQueryable<SystemLog> LogsOf(ShopDb db, int id) =>
        db.SystemLogs.AsNoTracking().Where(log => log.Subject == Product.Table && log.SubjectId == id);

    /// <summary>Who saved each column last.</summary>
    private static async Task<Dictionary<string, string>> SaversAsync(ShopDb db, int id, CancellationToken stop)
    {
        var rows = await LogsOf(db, id).Where(log => log.Entity == Product.Table).OrderByDescending(log => log.Id).Take(MaxHistory)
            .Select(log => new { log.ActorName, log.After }).ToListAsync(stop);
        var savers = new Dictionary<string, string>();
        foreach (var row in rows.Where(row => row.After is not null))
        {
            using var columns = JsonDocument.Parse(row.After!);
            foreach (var column in columns.RootElement.EnumerateObject()) _ = savers.TryAdd(column.Name, row.ActorName);
        }

        return savers;
    }
}
