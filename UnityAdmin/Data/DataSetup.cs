using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace UnityAdmin.Data;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where the shop's database is: <c>Database:Provider</c> and <c>ConnectionStrings:Unity</c>.</summary>
public sealed record DatabaseAddress(DatabaseProvider Provider, string ConnectionString)
{
    /// <exception cref="StartRefusedException">The provider is neither Sqlite nor Postgres, or its address cannot be read.</exception>
    public static DatabaseAddress From(IConfiguration configuration)
    {
        var word = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        var connection = configuration.GetConnectionString("Unity");
        if (!Enum.TryParse<DatabaseProvider>(word, true, out var provider))
            throw new StartRefusedException($"Database:Provider is '{word}'; it must be Sqlite or Postgres.");
        if (provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(connection))
            throw new StartRefusedException("Database:Provider is Postgres, so ConnectionStrings:Unity must say Host=…;Database=….");
        var address = new DatabaseAddress(provider, string.IsNullOrWhiteSpace(connection) ? "Data Source=data/unity.db" : connection);
        address.MustBeReadable();
        return address;
    }

    private void MustBeReadable()
    {
        try
        {
            var isNamed = Provider == DatabaseProvider.Postgres
                ? new NpgsqlConnectionStringBuilder(ConnectionString).Host is { Length: > 0 }
                : new SqliteConnectionStringBuilder(ConnectionString).DataSource.Length > 0;
            if (isNamed) return;
        }
        catch (Exception unread) when (unread is ArgumentException or FormatException or InvalidCastException)
        {
            throw new StartRefusedException(
                $"ConnectionStrings:Unity cannot be read: {unread.Message.Split('\n')[0].TrimEnd('.')}. {Provider} wants {Example}.");
        }

        throw new StartRefusedException($"ConnectionStrings:Unity does not say where the database is. {Provider} wants {Example}.");
    }

    private string Example => Provider == DatabaseProvider.Postgres ? "Host=…;Database=…" : "Data Source=FILE";

    /// <summary>For verbs that work on a shop that is there: SQLite would make an empty file without a word.</summary>
    /// <exception cref="StartRefusedException">There is no database file.</exception>
    public void MustExist()
    {
        if (Provider == DatabaseProvider.Sqlite && SqliteFile.PathOf(ConnectionString) is var path && !File.Exists(path))
            throw new StartRefusedException($"There is no database at {path} yet. {Migrator.Remedy}");
    }
}

public static class DataSetup
{
    public static void AddShopData(this IServiceCollection services, DatabaseAddress address)
    {
        services.AddSingleton(address);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<StartupProgress>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<DatabaseOutage>();
        services.AddSingleton<ShopData>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<TextBackfills>();
        if (address.Provider == DatabaseProvider.Sqlite)
        {
            services.AddSingleton<WriteGate>();
            services.AddPooledDbContextFactory<SqliteShopDb>((provider, options) => options.UseShopSqlite(address.ConnectionString)
                .AddInterceptors(new SqlitePragmas(), provider.GetRequiredService<WriteGate>()));
            services.AddShopDb<SqliteShopDb>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresShopDb>(options => options.UseShopPostgres(address.ConnectionString));
            services.AddShopDb<PostgresShopDb>();
        }
    }

    private static DbContextOptionsBuilder UseShopSqlite(this DbContextOptionsBuilder options, string connection) =>
        options.UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(typeof(ShopDb).Assembly.FullName));

    private static DbContextOptionsBuilder UseShopPostgres(this DbContextOptionsBuilder options, string connection) =>
        options.UseNpgsql(connection, postgres => postgres.MigrationsAssembly(typeof(ShopDb).Assembly.FullName));

    private static void AddShopDb<T>(this IServiceCollection services)
        where T : ShopDb
    {
        services.AddSingleton<IDbContextFactory<ShopDb>, AnyShopDbFactory<T>>();
        services.AddScoped<ShopDb>(provider => provider.GetRequiredService<IDbContextFactory<T>>().CreateDbContext());
    }

    // IDbContextFactory<T> is not covariant, so the one registered for a subclass does not serve ShopDb by itself.
    private sealed class AnyShopDbFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<ShopDb>
        where T : ShopDb
    {
        public ShopDb CreateDbContext() => inner.CreateDbContext();

        public async Task<ShopDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }

    /// <summary>For <c>dotnet ef</c>, which finds both contexts here whatever the running configuration says.</summary>
    public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteShopDb>
    {
        public SqliteShopDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<SqliteShopDb>();
            options.UseShopSqlite("Data Source=design.db");
            return new SqliteShopDb(options.Options);
        }
    }

    /// <summary>See <see cref="SqliteDesign"/>.</summary>
    public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresShopDb>
    {
        public PostgresShopDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<PostgresShopDb>();
            options.UseShopPostgres("Host=design");
            return new PostgresShopDb(options.Options);
        }
    }
}
