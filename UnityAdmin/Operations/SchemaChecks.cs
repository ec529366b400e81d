using Microsoft.EntityFrameworkCore;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Operations;

/// <summary>Asks the database whether it is what the program was built for.</summary>
public sealed class SchemaChecks(ShopData data)
{
    public Task<Verdict> MigrationsAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(stop)).ToList();
            var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).Count();
            return pending.Count == 0
                ? new Verdict(true, $"{applied} applied, none pending")
                : new Verdict(false, $"{pending.Count} pending, the first is {pending[0]}: run `UnityAdmin migrate`");
        },
        stop);

    public Task<Verdict> TablesAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var there = await ColumnAsync(db, db.OnSqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", stop);
            var wanted = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct();
            return Found(wanted, there, "table");
        },
        stop);

    /// <summary>All but those of the query catalogue, which have a line each.</summary>
    public Task<Verdict> OtherIndexesAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var there = await IndexesAsync(db, stop);
            var named = QueryCatalogue.All.Select(query => query.Index).ToHashSet();
            var wanted = db.Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()).Select(index => index.GetDatabaseName()!);
            return Found(wanted.Distinct().Where(index => !named.Contains(index)), there, "index");
        },
        stop);

    /// <summary>All but the guards of the ledger and of sealed days, which have a line each.</summary>
    public Task<Verdict> TriggersAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var broken = await db.BrokenGuardsButAsync(
                [.. LedgerAudit.GuardsOf(db.OnSqlite), .. DaySeal.Guards(db.OnSqlite)], stop);
            return broken.Count == 0
                ? new Verdict(true, "each is the one the program made")
                : new Verdict(false, $"{broken.Count} wrong: {broken[0]}", broken[0].Name);
        },
        stop);

    public Task<Verdict> ForeignKeysOnAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var on = await ColumnAsync(db, db.OnSqlite ? "PRAGMA foreign_keys" : "SHOW session_replication_role", stop);
            return on[0] is "1" or "origin" ? new Verdict(true, "on") : new Verdict(false, $"off ({on[0]})");
        },
        stop);

    public Task<Verdict> ForeignKeysHoldAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var broken = await ColumnAsync(db, db.OnSqlite
                ? "SELECT \"table\" || '/' || COALESCE(rowid, 0) FROM pragma_foreign_key_check"
                : "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated", stop);
            return broken.Count == 0
                ? new Verdict(true, "every reference leads somewhere")
                : new Verdict(false, $"{broken.Count:N0} references lead nowhere, the first from {broken[0]}", broken[0]);
        },
        stop);

    public Task<Verdict> IntegrityAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var broken = await ColumnAsync(db, db.OnSqlite
                ? "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
                : "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid", stop);
            return broken.Count == 0 ? new Verdict(true, "sound") : new Verdict(false, $"damaged: {broken[0]}");
        },
        stop);

    public Task<Verdict> ImagesAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var wrong = await ColumnAsync(
                db, "SELECT id FROM images WHERE (product_id IS NULL) = (submission_id IS NULL) ORDER BY id", stop);
            return wrong.Count == 0
                ? new Verdict(true, "each belongs to one product or one submission")
                : new Verdict(false, $"{wrong.Count:N0} wrong: image {wrong[0]} has not exactly one owner", $"images/{wrong[0]}");
        },
        stop);

    /// <summary>Whether the planner answers a query from its index, without reading a table through or sorting.</summary>
    public Task<Verdict> PlanAsync(CatalogueQuery query, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            if (!(await IndexesAsync(db, stop)).Contains(query.Index)) return new Verdict(false, $"{query.Index} is missing");
            var steps = db.OnSqlite
                ? await ColumnAsync(db, $"EXPLAIN QUERY PLAN {query.Sql}", stop, 3)
                : await ExplainOnPostgresAsync(db, query.Sql, stop);
            var plan = string.Join("; ", steps.Select(step => step.Trim()));
            var scans = steps.Any(step =>
                step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal));
            var sorts = plan.Contains("TEMP B-TREE", StringComparison.Ordinal);
            var isGood = plan.Contains(query.Index, StringComparison.Ordinal) && !scans && !sorts;
            return new Verdict(isGood, isGood ? $"uses {query.Index}" : $"does not use {query.Index}: {plan}");
        },
        stop);

    // A small table is read through whatever indexes it has; what counts is the plan for a big one. PostgreSQL takes a page somewhere else
    // for four times as dear as the next one, as on a disk that turns: rows of a common type would be picked out of a walk through time.
    private static async Task<List<string>> ExplainOnPostgresAsync(ShopDb db, string sql, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        _ = await db.Database.ExecuteSqlRawAsync(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL random_page_cost = 1;", stop);
        return await ColumnAsync(db, $"EXPLAIN (COSTS OFF) {sql}", stop);
    }

    private static Task<List<string>> IndexesAsync(ShopDb db, CancellationToken stop) => ColumnAsync(db, db.OnSqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'index'"
        : "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()", stop);

    private static Verdict Found(IEnumerable<string> wanted, List<string> there, string noun)
    {
        var missing = wanted.Except(there).ToList();
        return missing.Count == 0
            ? new Verdict(true, $"{there.Count:N0} there")
            : new Verdict(false, $"{missing.Count} missing, the first is the {noun} {missing[0]}");
    }

    // PRAGMA and EXPLAIN are no queries EF could run.
    private static async Task<List<string>> ColumnAsync(ShopDb db, string sql, CancellationToken stop, int column = 0)
    {
        await db.Database.OpenConnectionAsync(stop);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(stop);
        var values = new List<string>();
        while (await reader.ReadAsync(stop)) values.Add(reader.GetValue(column).ToString()!);
        return values;
    }
}
