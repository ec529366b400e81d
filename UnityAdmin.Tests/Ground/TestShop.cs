using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Analytics;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Media;
using UnityAdmin.Messages;
using UnityAdmin.Operations;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Shell;
using UnityAdmin.Staff;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests;

/// <summary>
/// The shop's real classes on a real database of one test, without the web server: <c>shop.Get&lt;Submissions&gt;()</c> is what a page
/// would be given. Only the clock is fake. The database and the files go when it is disposed.
/// </summary>
public sealed class TestShop : IAsyncDisposable
{
    private readonly ServiceProvider provider;
    private readonly AsyncServiceScope scope;

    private TestShop(DatabaseAddress address, string folder, TestClock clock, IServiceCollection services)
    {
        Address = address;
        Folder = folder;
        Clock = clock;
        Composition = services;
        Rows = new Rows(address);
        provider = services.BuildServiceProvider(validateScopes: true);
        scope = provider.CreateAsyncScope();
    }

    public DatabaseAddress Address { get; }

    /// <summary>What <c>Storage:Directory</c> names.</summary>
    public string Folder { get; }

    public TestClock Clock { get; }

    /// <summary>The database past our code.</summary>
    public Rows Rows { get; }

    public ShopData Data => Get<ShopData>();

    /// <summary>Every service as the app registers it.</summary>
    internal IServiceCollection Composition { get; }

    internal IServiceProvider Root => provider;

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public Task<long> CountAsync(string table, string where = "1=1") => Rows.CountAsync(table, where);

    public Task<T> ScalarAsync<T>(string sql) => Rows.ScalarAsync<T>(sql);

    public Task<IReadOnlyList<Dictionary<string, object?>>> RowsAsync(string sql) => Rows.RowsAsync(sql);

    public Task<int> ExecuteAsync(string sql) => Rows.ExecuteAsync(sql);

    internal static async Task<TestShop> OpenAsync(TestDatabase on, Action<IServiceCollection>? replace)
    {
        var folder = TempFolder.New();
        var address = await Databases.CopyAsync(on, folder);
        var clock = new TestClock();
        var services = Compose(address, folder);
        services.AddSingleton<TimeProvider>(clock);
        replace?.Invoke(services);
        return new TestShop(address, folder, clock, services);
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await provider.DisposeAsync();
        await Databases.DropAsync(Address);
        TempFolder.Delete(Folder);
    }

    // The composition of Program.cs, up to the point where it would become a web server.
    internal static IServiceCollection Compose(DatabaseAddress address, string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { EnvironmentName = "Test", ApplicationName = "UnityAdmin" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = address.Provider.ToString(),
            ["ConnectionStrings:Unity"] = address.ConnectionString,
            ["Storage:Directory"] = folder,
            ["Shop:TimeZone"] = "Europe/Dublin",
        });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddOptions<ShopSettings>().BindConfiguration("Shop").ValidateDataAnnotations();
        builder.Services.AddOptions<StorageSettings>().BindConfiguration("Storage");
        builder.Services.AddSingleton<PublicAddress>();
        RateLimits.Add(builder);
        builder.Services.AddShopData(address);
        builder.AddStaff();
        builder.AddMedia();
        builder.AddMessages();
        builder.AddCustomers();
        builder.AddStock();
        builder.AddSelling();
        builder.AddOrders();
        builder.AddAnalytics();
        builder.AddJobs(isServer: false);
        builder.AddOperations();
        builder.AddShell();
        KeepHangfireQuiet(builder.Services);
        return builder.Services;
    }

    // Hangfire keeps its logger in a static: the next test would write to that of a program that is gone.
    internal static void KeepHangfireQuiet(IServiceCollection services) =>
        services.AddSingleton<IGlobalConfiguration>(GlobalConfiguration.Configuration);
}
