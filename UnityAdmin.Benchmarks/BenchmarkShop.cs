using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Analytics;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Jobs;
using UnityAdmin.Orders;
using UnityAdmin.Stock;

namespace UnityAdmin.Benchmarks;

/// <summary>The shop's own classes on a fresh, migrated SQLite file that goes when it is disposed.</summary>
internal sealed class BenchmarkShop : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private BenchmarkShop()
    {
        Connection = $"Data Source={DatabaseFile}";
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "UnityAdmin" });
        _ = builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Directory"] = Folder });
        _ = builder.Services.AddLogging();
        _ = builder.Services.AddOptions<ShopSettings>();
        _ = builder.Services.AddOptions<StorageSettings>().BindConfiguration("Storage");
        builder.Services.AddShopData(new DatabaseAddress(DatabaseProvider.Sqlite, Connection));
        builder.AddMedia();
        builder.AddCustomers();
        builder.AddStock();
        builder.AddOrders();
        builder.AddAnalytics();
        _ = builder.Services.AddSingleton<IFigureRuns, FigureRuns>();
        services = builder.Services.BuildServiceProvider();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("unity-benchmarks-").FullName;

    public string DatabaseFile => Path.Combine(Folder, "unity.db");

    public string Connection { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <param name="copyOf">The file to begin with; a fresh one without it.</param>
    public static async Task<BenchmarkShop> OpenAsync(string? copyOf = null)
    {
        var shop = new BenchmarkShop();
        if (copyOf is not null)
        {
            // Down to the disk: what is still to be written would be waited for by whoever saves next.
            File.Copy(copyOf, shop.DatabaseFile);
            await using var copy = new FileStream(shop.DatabaseFile, FileMode.Open);
            copy.Flush(true);
        }

        _ = await shop.Get<Migrator>().MigrateAsync(CancellationToken.None);
        return shop;
    }

    public SqliteConnection OpenBare()
    {
        var bare = new SqliteConnection(Connection);
        bare.Open();
        using var command = bare.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL;";
        _ = command.ExecuteNonQuery();
        return bare;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, true);
    }
}
