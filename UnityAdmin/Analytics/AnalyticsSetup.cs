using UnityAdmin.Customers;
using UnityAdmin.Shell;

namespace UnityAdmin.Analytics;

public static class AnalyticsSetup
{
    public static void AddAnalytics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<TrackSettings>("Analytics");
        builder.Services.AddSingleton<TrackQuota>();
        builder.Services.AddSingleton<Tracker>();
        builder.Services.AddSingleton<Rollup>();
        builder.Services.AddSingleton<Retention>();
        builder.Services.AddSingleton<AnalyticsAudit>();
        builder.Services.AddSingleton<LiveDay>();
        builder.Services.AddSingleton<AnalyticsBook>();
        builder.Services.AddSingleton<FigureBook>();
        builder.Services.AddSingleton<EventBoard>();
        builder.Services.AddSingleton<AnalyticsNotes>();
        builder.Services.AddSingleton<ICustomerRecords, CustomerEvents>();
        builder.Services.AddSingleton(new NavigationEntry("Analytics", "/analytics", "monitoring", Role.Manager, 70));
    }

    public static void MapAnalytics(this WebApplication app)
    {
        app.MapTrackApi();
        app.MapAnalyticsExport();
    }
}
