using System.Data.Common;
using System.Diagnostics;
using UnityAdmin.Analytics;
using UnityAdmin.Media;
using UnityAdmin.Orders;
using UnityAdmin.Stock;

namespace UnityAdmin.Operations;

/// <summary>What a line of the list came to.</summary>
/// <param name="Name">Stable, for programs: <c>ledger_sums</c>.</param>
/// <param name="Area">The heading it stands under.</param>
/// <param name="Title">The line as people read it.</param>
/// <param name="Evidence">What was found, whether right or wrong.</param>
/// <param name="FirstBad">The first row that is wrong, <c>stock_moves/12</c>; null when none is or no row can be named.</param>
/// <param name="Took">How long the question took.</param>
public sealed record GoLiveLine(
    string Name, string Area, string Title, bool Passed, string Evidence, string? FirstBad, TimeSpan Took);

/// <summary>
/// Going live as a program: the list that <c>verify</c> prints and the System page opens with. Every line reads and changes nothing, each
/// in one short question, so it may run beside a serving process.
/// </summary>
public sealed class GoLive(
    SchemaChecks schema, LedgerAudit ledger, LedgerAnchors anchors, OrderAudit orders, AnalyticsAudit analytics, PhotoAudit photos)
{
    private sealed record Check(string Name, string Area, string Title, Func<CancellationToken, Task<Verdict>> Ask);

    /// <summary>How many lines there are.</summary>
    public int Count => Checks(null).Count();

    /// <summary>Runs the list from the top.</summary>
    /// <param name="progress">Told of each line before it is asked and, within a long one, how far it is.</param>
    /// <param name="stop">Gives up between two questions.</param>
    public async IAsyncEnumerable<GoLiveLine> RunAsync(
        IProgress<string>? progress, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var check in Checks(progress))
        {
            progress?.Report(check.Title);
            yield return await LineAsync(check, stop);
        }
    }

    /// <summary>The line that only <c>verify --photos</c> asks: it reads every photo file.</summary>
    public Task<GoLiveLine> PhotosAsync(IProgress<string>? progress, CancellationToken stop) => LineAsync(
        new("photos", "Catalogue", "Photo files are what was stored", async over =>
        {
            var found = await photos.CheckAsync(progress is null ? null : new Forward(progress, "Photos", "read"), over);
            return new Verdict(
                found.Wrong == 0,
                found.Wrong == 0 ? $"{found.Checked:N0} checked: {found.Detail}" : $"{found.Wrong:N0} wrong: {found.Detail}",
                found.FirstWrong is { } id ? $"images/{id}" : null);
        }),
        stop);

    private static async Task<GoLiveLine> LineAsync(Check check, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var verdict = await AskAsync(check, stop);
        return new GoLiveLine(
            check.Name, check.Area, check.Title, verdict.Passed, verdict.Evidence, verdict.FirstBad, Stopwatch.GetElapsedTime(started));
    }

    private IEnumerable<Check> Checks(IProgress<string>? progress)
    {
        yield return new("migrations", "Database", "Migrations", schema.MigrationsAsync);
        yield return new("tables", "Database", "Tables", schema.TablesAsync);
        yield return new("indexes", "Database", "Indexes", schema.OtherIndexesAsync);
        yield return new("triggers", "Database", "Triggers", stop => schema.TriggersAsync(stop));
        yield return new("foreign_keys_on", "Database", "Foreign keys on", schema.ForeignKeysOnAsync);
        yield return new("foreign_key_check", "Database", "Foreign keys hold", schema.ForeignKeysHoldAsync);
        yield return new("integrity_check", "Database", "Integrity", schema.IntegrityAsync);
        foreach (var query in QueryCatalogue.All)
            yield return new(query.Index, "Query plans", query.Title, stop => schema.PlanAsync(query, stop));
        yield return new("images_one_owner", "Catalogue", "Images have one owner", schema.ImagesAsync);
        yield return new("ledger_sums", "Ledger", "Quantities are the sums of their moves", async stop =>
            Verdict.Of(await ledger.SumsAsync(stop), Product.Table));
        ChainFindings? walked = null;
        yield return new("ledger_hashes", "Ledger", "Hash chain", async stop =>
            Verdict.Of((walked = await WalkAsync(progress, stop)).Hashes, StockMove.Table));
        yield return new("ledger_balances", "Ledger", "Running balances", async stop =>
            Verdict.Of((walked ?? await WalkAsync(progress, stop)).Links, StockMove.Table));
        yield return new("ledger_reversals", "Ledger", "Reversals", async stop =>
            Verdict.Of(await ledger.ReversalsAsync(stop), StockMove.Table));
        yield return new("ledger_openings", "Ledger", "Openings", async stop =>
            Verdict.Of(await ledger.OpeningsAsync(stop), StockMove.Table));
        yield return new("ledger_guards", "Ledger", "Append-only guards", async stop =>
            Verdict.Of(await ledger.GuardsAsync(stop), StockMove.Table));
        yield return new("ledger_anchors", "Ledger", "Moves are those that were signed", async stop =>
            Verdict.Of(await anchors.ProveAsync(stop), Product.Table));
        yield return new("orders", "Orders", "Orders have their lines and moves", async stop =>
            Verdict.Of(await orders.OrdersAsync(stop), Order.Table));
        yield return new("holds", "Orders", "Holds begin and end once, and what is pending is held", async stop =>
            Verdict.Of(await orders.HoldsAsync(stop), Reservation.Table));
        yield return Rollup("rollup_missing", "Every day is rolled up", analytics.MissingAsync);
        yield return Rollup("rollup_waiting", "Changed days are counted again", analytics.WaitingAsync);
        yield return Rollup("rollup_sums", "Figures add up to their proof", analytics.SumsAsync);
        yield return Rollup("rollup_events", "Raw events are all there until their day is sealed", analytics.EventsAsync);
        yield return Rollup("rollup_figures", "Figures are what their events and orders give", analytics.FiguresAsync);
        yield return Rollup("rollup_seals", "Sealed days are as they were sealed", analytics.SealsAsync);
        yield return Rollup("rollup_strays", "No event stands in a purged day", analytics.StraysAsync);
        yield return Rollup("rollup_guards", "Guards of sealed days", analytics.GuardsAsync);
    }

    private static Check Rollup(string name, string title, Func<CancellationToken, Task<RollupFinding>> ask) =>
        new(name, "Analytics", title, async stop =>
        {
            var finding = await ask(stop);
            return new Verdict(finding.FirstWrong is null, finding.Evidence, finding.FirstWrong);
        });

    private Task<ChainFindings> WalkAsync(IProgress<string>? progress, CancellationToken stop) =>
        ledger.ChainsAsync(progress is null ? null : new Forward(progress, "Hash chain", "moves"), stop);

    // A database that cannot answer is itself the finding; the other lines still say what they can.
    private static async Task<Verdict> AskAsync(Check check, CancellationToken stop)
    {
        try
        {
            return await check.Ask(stop);
        }
        catch (DbException failed)
        {
            return new Verdict(false, $"could not be read: {failed.Message}");
        }
    }

    private sealed class Forward(IProgress<string> progress, string what, string unit) : IProgress<long>
    {
        public void Report(long value) => progress.Report($"{what}, {value:N0} {unit}");
    }
}

/// <summary>Whether a line holds, and what was found.</summary>
public sealed record Verdict(bool Passed, string Evidence, string? FirstBad = null)
{
    public static Verdict Of(AuditFinding finding, string table) => new(
        finding.IsClean,
        finding.IsClean ? $"{finding.Checked:N0} checked: {finding.Detail}" : $"{finding.Wrong:N0} wrong: {finding.Detail}",
        finding.FirstWrong is { } id ? $"{table}/{id}" : null);
}
