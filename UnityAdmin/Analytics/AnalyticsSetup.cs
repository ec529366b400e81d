namespace UnityAdmin.Analytics;

public static class AnalyticsSetup
{
    public static void AddAnalytics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Rollup>();
        builder.Services.AddSingleton<Retention>();
        builder.Services.AddSingleton<AnalyticsAudit>();
    }

    public static void MapAnalytics(this WebApplication app)
    {
    }
}
