using UnityAdmin;
using UnityAdmin.Analytics;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Demo;
using UnityAdmin.Jobs;
using UnityAdmin.Media;
using UnityAdmin.Messages;
using UnityAdmin.Operations;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Shell;
using UnityAdmin.Staff;
using UnityAdmin.Stock;

DatabaseAddress? database = null;
try
{
    var builder = WebApplication.CreateBuilder(args);
    CommandLine.KeepToTheVerb(builder, args);
    builder.Services.AddSettings<ShopSettings>("Shop");
    builder.Services.AddSettings<StorageSettings>("Storage");
    builder.Services.AddSingleton<PublicAddress>();
    RateLimits.Add(builder);
    database = DatabaseAddress.From(builder.Configuration);
    builder.Services.AddShopData(database);
    builder.AddStaff();
    builder.AddMedia();
    builder.AddMessages();
    builder.AddCustomers();
    builder.AddStock();
    builder.AddSelling();
    builder.AddOrders();
    builder.AddAnalytics();
    builder.AddJobs(isServer: !CommandLine.IsVerb(args));
    builder.AddOperations();
    builder.AddDemo();
    builder.AddShell();

    var app = builder.Build();
    app.UseShell();
    app.MapStaff();
    app.MapMedia();
    app.MapStock();
    app.MapSelling();
    app.MapOrders();
    app.MapAnalytics();
    if (!CommandLine.IsVerb(args)) app.MapJobs();
    app.MapOperations();
    app.MapShell();

    return await CommandLine.RunAsync(app, args);
}
catch (Exception failure) when (StartFailure.SentenceOf(failure, database) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
