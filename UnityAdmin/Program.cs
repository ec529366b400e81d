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

try
{
    var builder = WebApplication.CreateBuilder(args);
    CommandLine.KeepToTheVerb(builder, args);
    builder.Services.AddOptions<ShopSettings>().BindConfiguration("Shop").ValidateDataAnnotations().ValidateOnStart();
    builder.Services.AddOptions<StorageSettings>().BindConfiguration("Storage");
    builder.Services.AddSingleton<PublicAddress>();
    RateLimits.Add(builder);
    builder.Services.AddShopData(DatabaseAddress.From(builder.Configuration));
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
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
