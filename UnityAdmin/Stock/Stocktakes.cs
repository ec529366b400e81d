using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>What is to be counted: the products of a category, a size, a brand, or all of these; null leaves one out.</summary>
public sealed record NewCount(string Title, string? Category = null, string? Size = null, string? Brand = null);

/// <summary>How far a stocktake is.</summary>
/// <param name="Lines">Products to count.</param>
/// <param name="Counted">Products that have a count.</param>
/// <param name="Recounts">Products without one because a recount was asked for.</param>
public sealed record CountProgress(int Lines, int Counted, int Recounts)
{
    public int Left => Lines - Counted;

    public int Percent => Lines == 0 ? 0 : (int)(100L * Counted / Lines);
}

/// <summary>A stocktake as the list shows it.</summary>
public sealed record CountRow(StockCount Count, CountProgress Progress);

/// <summary>A stocktake as its page shows it.</summary>
/// <param name="Count">The document.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Correction">The last attempt to post it, waiting, refused or posted; null before the first.</param>
/// <param name="ShowsBooks">Whether whoever looks may see what the books say.</param>
/// <param name="Differences">Lines that differ or are in doubt; null to whoever may not see the books.</param>
public sealed record CountSheetHead(
    StockCount Count, CountProgress Progress, StockCorrection? Correction, bool ShowsBooks, int? Differences);

/// <summary>Stocktakes as documents: opening, finding and giving up. Counting itself is <see cref="Counting"/>.</summary>
public sealed class Stocktakes(ShopData data, TimeProvider clock)
{
    public const int PageSize = 30;

    /// <summary>Opens a stocktake with a line for every product of its scope that is not a draft.</summary>
    public async Task<Result<StockCount>> OpenAsync(NewCount wanted, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        if (by.StaffId is not { } me) return CountRefusals.OnlyPeople;
        if (Check(wanted) is { } wrong) return wrong;
        return await data.ChangeAsync<StockCount>(by, StockActions.CountOpened, async db =>
        {
            await StartAloneAsync(db, stop);
            var count = new StockCount
            {
                Title = wanted.Title.Trim(),
                Category = wanted.Category,
                Size = wanted.Size,
                Brand = string.IsNullOrWhiteSpace(wanted.Brand) ? null : wanted.Brand.Trim(),
                OpenedById = me,
                OpenedByName = by.Name,
                OpenedAt = clock.NowUtc(),
            };
            _ = db.StockCounts.Add(count);
            _ = await db.SaveChangesAsync(stop);
            var lines = await AddLinesAsync(db, count, stop);
            if (lines == 0) return CountRefusals.ScopeEmpty;
            if (lines > StockCount.MaxLines) return CountRefusals.ScopeTooLarge;
            var mine = db.StockCountLines.Where(line => line.StockCountId == count.Id).Select(line => line.ProductId);
            return await CountedElsewhereAsync(db, count.Id, mine, stop) is { } elsewhere ? elsewhere : count;
        }, stop);
    }

    /// <summary>Gives a stocktake up: nothing moves, what was counted stays readable.</summary>
    public async Task<Result> CancelAsync(int id, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        return await data.ChangeAsync(by, StockActions.CountCancelled, async db =>
        {
            if (!(await TakeAsync(db, id, alone: true, stop)).Is(out var count, out var closed)) return closed;
            count.Close(StockCountStatus.Cancelled, by, clock.NowUtc());
            return Result.Done;
        }, stop);
    }

    /// <summary>The newest first.</summary>
    /// <param name="status">Null for all.</param>
    /// <param name="beforeId">Goes on below this one; null begins.</param>
    /// <param name="by">Anyone of the staff.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result<List<CountRow>>> ListAsync(StockCountStatus? status, int? beforeId, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ReadAsync(async db =>
        {
            var wanted = db.StockCounts.AsQueryable();
            if (status is not null) wanted = wanted.Where(count => count.Status == status);
            if (beforeId is not null) wanted = wanted.Where(count => count.Id < beforeId);
            var counts = await wanted.OrderByDescending(count => count.Id).Take(PageSize).ToListAsync(stop);
            var progress = await ProgressAsync(db, [.. counts.Select(count => count.Id)], stop);
            return counts.Select(count => new CountRow(count, progress[count.Id])).ToList();
        }, stop);
    }

    public async Task<Result<CountSheetHead>> FindAsync(int id, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ReadAsync<Result<CountSheetHead>>(async db =>
        {
            if (await db.StockCounts.SingleOrDefaultAsync(row => row.Id == id, stop) is not { } count) return StockRefusals.CountNotFound;
            var correction = await db.StockCorrections.Where(row => row.StockCountId == id)
                .OrderByDescending(row => row.Id).FirstOrDefaultAsync(stop);
            var shows = count.ShowsBooksTo(by);
            var lines = db.StockCountLines.Where(line => line.StockCountId == id);
            int? differences = shows ? await CountLines.Differing(lines).CountAsync(stop) : null;
            var progress = await ProgressAsync(db, [id], stop);
            return new CountSheetHead(count, progress[id], correction, shows, differences);
        }, stop);
    }

    /// <summary>
    /// Takes a stocktake that is being counted for a change. Many count at once; whoever posts or cancels has it alone, so that no scan is
    /// entered into what has just been posted. SQLite has one writer at a time and needs no lock.
    /// </summary>
    internal static async Task<Result<StockCount>> TakeAsync(ShopDb db, int id, bool alone, CancellationToken stop)
    {
        if (!db.OnSqlite)
        {
            _ = await db.Database.SqlQuery<int>(alone
                ? (FormattableString)$"SELECT id AS \"Value\" FROM stock_counts WHERE id = {id} FOR UPDATE"
                : $"SELECT id AS \"Value\" FROM stock_counts WHERE id = {id} FOR SHARE").ToListAsync(stop);
        }

        var count = await db.StockCounts.SingleOrDefaultAsync(row => row.Id == id, stop);
        if (count is null) return StockRefusals.CountNotFound;
        return count.Closed is { } closed ? closed : count;
    }

    /// <summary>Until the change ends nobody else decides which open stocktake a product belongs to.</summary>
    internal static async Task StartAloneAsync(ShopDb db, CancellationToken stop)
    {
        if (!db.OnSqlite) _ = await db.Database.ExecuteSqlAsync($"LOCK TABLE stock_counts IN SHARE ROW EXCLUSIVE MODE", stop);
    }

    /// <summary>The refusal where another open stocktake counts some of these products already.</summary>
    internal static async Task<Refusal?> CountedElsewhereAsync(ShopDb db, int id, IQueryable<int> products, CancellationToken stop)
    {
        var other = await db.StockCounts
            .Where(count => count.Id != id && (count.Status == StockCountStatus.Counting || count.Status == StockCountStatus.Waiting))
            .Join(db.StockCountLines.Where(line => products.Contains(line.ProductId)), count => count.Id, line => line.StockCountId,
                (count, line) => new { count.Id, count.Title })
            .GroupBy(row => row).Select(group => new { group.Key.Id, group.Key.Title, Products = group.Count() })
            .OrderBy(row => row.Id).FirstOrDefaultAsync(stop);
        return other is null ? null : CountRefusals.CountedElsewhere(other.Title, other.Products);
    }

    private static Refusal? Check(NewCount wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted.Title)) return CountRefusals.TitleMissing;
        if (wanted.Title.Trim().Length > StockCount.TitleLength)
            return StockRefusals.TooLong("title", "The name", StockCount.TitleLength);
        if (wanted.Category is { } category && !Catalogue.Categories.Contains(category)) return CountRefusals.UnknownCategory;
        var sizes = wanted.Category is null ? Catalogue.Sizes : Catalogue.SizesOf(wanted.Category);
        if (wanted.Size is { } size && !sizes.Contains(size)) return CountRefusals.UnknownSize;
        return wanted.Brand?.Trim().Length > Product.BrandLength ? StockRefusals.TooLong("brand", "The brand", Product.BrandLength) : null;
    }

    // One statement: the audit says what was opened with which scope, not each of thousands of lines that are still empty.
    private static Task<int> AddLinesAsync(ShopDb db, StockCount count, CancellationToken stop) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO stock_count_lines (stock_count_id, product_id, moved_meanwhile, version)
        SELECT {count.Id}, id, FALSE, 0 FROM products
        WHERE status <> 'draft'
        AND category = COALESCE(CAST({count.Category} AS text), category)
        AND size = COALESCE(CAST({count.Size} AS text), size)
        AND brand_key = COALESCE(CAST({(count.Brand is { } brand ? SearchText.Key(brand) : null)} AS text), brand_key)
        ORDER BY lower(brand), name, size, id LIMIT {StockCount.MaxLines + 1}
        """, stop);

    internal static async Task<Dictionary<int, CountProgress>> ProgressAsync(ShopDb db, List<int> ids, CancellationToken stop)
    {
        var found = await db.StockCountLines.Where(line => ids.Contains(line.StockCountId)).GroupBy(line => line.StockCountId)
            .Select(lines => new
            {
                lines.Key,
                Lines = lines.Count(),
                Counted = lines.Count(line => line.Counted != null),
                Recounts = lines.Count(line => line.Counted == null && line.FirstCounted != null),
            }).ToListAsync(stop);
        return found.ToDictionary(row => row.Key, row => new CountProgress(row.Lines, row.Counted, row.Recounts));
    }
}
