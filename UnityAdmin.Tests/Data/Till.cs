using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

/// <summary>
/// A table that no area owns, on the shop's own ground: what Data promises every area is shown on it, so that no area's rules are in the
/// way. It is reached as the areas are, through <see cref="ShopData"/>.
/// </summary>
internal sealed class Till : IAsyncDisposable
{
    public static readonly Actor Aoife = new(ActorKind.Staff, "7", "Aoife Byrne", Role.Staff, "192.0.2.7");

    private readonly ServiceProvider provider;
    private readonly DatabaseAddress address;
    private readonly string folder;

    private Till(DatabaseAddress address, string folder)
    {
        (this.address, this.folder) = (address, folder);
        Rows = new Rows(address);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddShopData(address);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddPooledDbContextFactory<TillDb>((provider, options) => _ = address.Provider == DatabaseProvider.Postgres
            ? options.UseNpgsql(address.ConnectionString)
            : options.UseSqlite(address.ConnectionString).AddInterceptors(new SqlitePragmas(), provider.GetRequiredService<WriteGate>()));
        services.AddSingleton<IDbContextFactory<ShopDb>, Factory>();
        provider = services.BuildServiceProvider(validateScopes: true);
    }

    public TestClock Clock { get; } = new();

    public Rows Rows { get; }

    public ShopData Data => provider.GetRequiredService<ShopData>();

    public ChangeFeed Feed => provider.GetRequiredService<ChangeFeed>();

    public static async Task<Till> OpenAsync(TestDatabase on)
    {
        var folder = TempFolder.New();
        var till = new Till(await Databases.EmptyAsync(on, folder), folder);
        await using var db = await till.provider.GetRequiredService<IDbContextFactory<ShopDb>>().CreateDbContextAsync();
        await db.Database.EnsureCreatedAsync();
        return till;
    }

    /// <summary>Puts an entry in and returns its key.</summary>
    public async Task<int> PutAsync(string label, long cents, DateTime? countedAt = null)
    {
        var entry = await Data.ChangeAsync<TillEntry>(
            Aoife, "till.put", db => Task.FromResult<Result<TillEntry>>(db.Add(NewEntry(label, cents, countedAt)).Entity), Stop);
        return entry.Value.Id;
    }

    public TillEntry NewEntry(string label, long cents, DateTime? countedAt = null) =>
        new() { Label = label, Cents = cents, CountedAt = countedAt ?? Clock.NowUtc(), Pin = "4711" };

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await Databases.DropAsync(address);
        TempFolder.Delete(folder);
    }

    private sealed class Factory(IDbContextFactory<TillDb> inner) : IDbContextFactory<ShopDb>
    {
        public ShopDb CreateDbContext() => inner.CreateDbContext();
    }
}

internal enum TillState
{
    NotCounted,
    Counted,
}

internal sealed class TillEntry : IVersioned
{
    public int Id { get; init; }

    public required string Label { get; set; }

    public long Cents { get; set; }

    public TillState State { get; set; }

    public DateTime CountedAt { get; set; }

    [Secret]
    public string? Pin { get; set; }

    [NotAudited]
    public int Looks { get; set; }

    public int Version { get; set; }
}

internal sealed class TillDb(DbContextOptions<TillDb> options) : ShopDb(options)
{
    public DbSet<TillEntry> Entries => Set<TillEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TillEntry>(entry =>
        {
            entry.ToTable("till_entries");
            entry.Property(till => till.Label).HasMaxLength(20);
            entry.HasIndex(till => till.Label).IsUnique();
        });
        base.OnModelCreating(modelBuilder);
    }
}
