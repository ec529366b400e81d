using UnityAdmin.Customers;

namespace UnityAdmin.Analytics;

public static class AnalyticsSetup
{
    public static void AddAnalytics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Rollup>();
        builder.Services.AddSingleton<Retention>();
        builder.Services.AddSingleton<AnalyticsAudit>();
        builder.Services.AddSingleton<Tracker>();
        builder.Services.AddSingleton<EventBoard>();
        builder.Services.AddSingleton<ICustomerRecords, CustomerEvents>();
    }

    public static void MapAnalytics(this WebApplication app)
    {
        app.MapTrackApi();
    }
}
