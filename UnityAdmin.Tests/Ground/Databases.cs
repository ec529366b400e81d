using Hangfire;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>Makes one migrated template of each database in a run, and from it a fresh real database for every test.</summary>
internal static class Databases
{
    private const string NoPostgres =
        "UNITY_TEST_POSTGRES is not set, so there is no PostgreSQL to test on. Run scripts/test, which starts one, "
        + "or point it at a server of yours: Host=127.0.0.1;Port=5432;Username=postgres";

    private static readonly string RunName = $"unity_{Environment.ProcessId}_{Guid.NewGuid():N}"[..24];

    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);

    private static int made;

    /// <summary>A database with the shop's schema and nothing in it.</summary>
    public static async Task<DatabaseAddress> CopyAsync(TestDatabase on, string folder)
    {
        if (on == TestDatabase.Postgres) return await CreatePostgresAsync(await PostgresTemplate.Value);
        var file = Path.Combine(folder, "unity.db");
        File.Copy(await SqliteTemplate.Value, file);
        return AddressOf(file);
    }

    /// <summary>A database with nothing in it, not even a schema.</summary>
    public static async Task<DatabaseAddress> EmptyAsync(TestDatabase on, string folder) =>
        on == TestDatabase.Postgres ? await CreatePostgresAsync("template0") : AddressOf(Path.Combine(folder, "unity.db"));

    public static async Task DropAsync(DatabaseAddress address)
    {
        if (address.Provider == DatabaseProvider.Sqlite)
        {
            using var pool = new SqliteConnection(address.ConnectionString);
            SqliteConnection.ClearPool(pool);
            return;
        }

        await using (var pool = new NpgsqlConnection(address.ConnectionString)) NpgsqlConnection.ClearPool(pool);
        var name = new NpgsqlConnectionStringBuilder(address.ConnectionString).Database;
        await OnServerAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
    }

    public static async Task DropTemplatesAsync()
    {
        if (PostgresTemplate is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await OnServerAsync($"DROP DATABASE IF EXISTS \"{await PostgresTemplate.Value}\" WITH (FORCE)");
    }

    private static DatabaseAddress AddressOf(string file) => new(DatabaseProvider.Sqlite, $"Data Source={file}");

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var address = AddressOf(Path.Combine(TempFolder.New(), "template.db"));
        await MigrateAsync(address);
        await DropAsync(address);
        return SqliteFile.PathOf(address.ConnectionString);
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        var address = await CreatePostgresAsync("template0");
        await MigrateAsync(address);

        // CREATE DATABASE … TEMPLATE is refused while anyone is connected to the template.
        await using var pool = new NpgsqlConnection(address.ConnectionString);
        NpgsqlConnection.ClearPool(pool);
        return pool.Database;
    }

    private static async Task MigrateAsync(DatabaseAddress address)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddShopData(address);
        await using var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<ShopDb>>().CreateDbContextAsync();
        if (db.Database.GetMigrations().Any()) await provider.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        else await db.Database.EnsureCreatedAsync();
        if (address.Provider == DatabaseProvider.Postgres) await PrepareHangfireAsync(address);
    }

    // Hangfire makes its tables on PostgreSQL at the first start of a program. Here once and for all: no test's server needs to.
    private static async Task PrepareHangfireAsync(DatabaseAddress address)
    {
        await using var provider = TestShop.Compose(address, TempFolder.New()).BuildServiceProvider();
        using var connection = provider.GetRequiredService<JobStorage>().GetConnection();
    }

    private static async Task<DatabaseAddress> CreatePostgresAsync(string template)
    {
        var name = $"{RunName}_{Interlocked.Increment(ref made)}";
        await OnServerAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"", " STRATEGY FILE_COPY");

        // Four tests at once on a server of 200 connections; a crowd larger than the pool waits for its turn there.
        var connection = new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 40, Timeout = 60 };
        return new DatabaseAddress(DatabaseProvider.Postgres, connection.ConnectionString);
    }

    private static string Server =>
        Environment.GetEnvironmentVariable("UNITY_TEST_POSTGRES") is { Length: > 0 } server ? server
            : throw new InvalidOperationException(NoPostgres);

    /// <param name="sql">One statement that no transaction may hold.</param>
    /// <param name="since15">What follows it where the server knows strategies: by page and by log, a copy costs twice as much.</param>
    private static async Task OnServerAsync(string sql, string since15 = "")
    {
        var connection = new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false, CommandTimeout = 60 };
        await using var server = new NpgsqlConnection(connection.ConnectionString);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(server.PostgreSqlVersion.Major < 15 ? sql : sql + since15, server);
        await command.ExecuteNonQueryAsync();
    }
}
