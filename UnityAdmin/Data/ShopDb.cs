using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace UnityAdmin.Data;

/// <summary>
/// The one model of the shop. It knows no area: each maps its own tables in its <c>…Mapping.cs</c> and adds its sets as extension
/// properties there. The two subclasses exist so that each database has its own migrations.
/// </summary>
public abstract class ShopDb : DbContext
{
    // Asked at every save for every row; reflection looks the attribute up anew each time.
    private static readonly ConcurrentDictionary<Type, bool> AsTyped = new();

    protected ShopDb(DbContextOptions options) : base(options)
    {
        // A single statement is a transaction too, so that every write passes the write gate.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

        // A save that fails ends its whole transaction, so nobody goes back to a savepoint: two statements less for every save.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>True on SQLite; the few statements the two databases spell differently ask it.</summary>
    public bool OnSqlite => Database.IsSqlite();

    /// <summary>
    /// From here to the end of the change, whoever takes the turn of the same name waits: on SQLite behind the one writer anyway, on
    /// PostgreSQL in line behind an advisory lock.
    /// </summary>
    public async Task TakeTurnAsync(string name, CancellationToken stop)
    {
        if (!OnSqlite) _ = await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", stop);
    }

    /// <summary>
    /// Runs a part of a change whose refusal need not end the change: what the part wrote is taken back, and the rest goes on. Nothing may
    /// be waiting to be saved when it begins.
    /// </summary>
    public async Task<Result<T>> TryAsync<T>(Func<Task<Result<T>>> part, CancellationToken stop)
    {
        const string Savepoint = "part";
        await Database.CurrentTransaction!.CreateSavepointAsync(Savepoint, stop);
        var outcome = await part();
        if (outcome.Refused is null) return outcome;
        await Database.CurrentTransaction.RollbackToSavepointAsync(Savepoint, stop);
        ChangeTracker.Clear();
        Trail?.Forget();
        return outcome;
    }

    /// <summary>Set while <see cref="ShopData"/> runs a change: what it saves is noted there.</summary>
    internal AuditTrail? Trail { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        _ = modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShopDb).Assembly);
        modelBuilder.UseShopConventions();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseUtc(OnSqlite);

    /// <summary>
    /// Brings every text of these rows to the form it is stored in (product.md, invariant 13), but for those whose hash it would break.
    /// </summary>
    internal static void CleanText(IEnumerable<EntityEntry> rows)
    {
        var mutable = rows.Where(row => !AsTyped.GetOrAdd(
            row.Metadata.ClrType, static type => Attribute.IsDefined(type, typeof(KeptAsTypedAttribute))));
        foreach (var text in mutable.SelectMany(Texts))
        {
            if (text.CurrentValue is string typed && VisibleText.Clean(typed) is var clean && clean != typed) text.CurrentValue = clean;
        }
    }

    private static IEnumerable<PropertyEntry> Texts(EntityEntry entry) =>
        entry.Properties.Concat(entry.ComplexProperties.SelectMany(part => part.Properties))
            .Where(property => property.Metadata.ClrType == typeof(string) && !property.Metadata.IsKey());

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(entry => entry.State == EntityState.Modified))
            entry.Entity.Version = entry.Property(versioned => versioned.Version).OriginalValue + 1;

        // Here, so that it holds for every field of every form and call alike.
        CleanText(ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified));
        Trail?.Take(this);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}

public sealed class SqliteShopDb(DbContextOptions<SqliteShopDb> options) : ShopDb(options);

public sealed class PostgresShopDb(DbContextOptions<PostgresShopDb> options) : ShopDb(options);

/// <summary>A row whose last save never wins silently: an UPDATE names the version it started from; zero rows is the conflict.</summary>
public interface IVersioned
{
    int Version { get; set; }
}

/// <summary>A row that belongs to a document people look at; its changes appear in that document's audit and wake its open pages.</summary>
public interface IBelongsTo
{
    DocumentId Document { get; }
}

/// <summary>A document by its table and key, such as <c>sell_submissions/12</c>.</summary>
public readonly record struct DocumentId(string Table, long Id)
{
    public override string ToString() => $"{Table}/{Id}";
}
