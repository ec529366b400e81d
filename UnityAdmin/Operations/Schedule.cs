using Quartz;
using UnityAdmin.Messages;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Operations;

/// <summary>Every recurring job: its name, when it runs (Quartz cron, seconds first, shop time), and the verb it calls.</summary>
internal static class Schedule
{
    private sealed record Entry(string Name, string Cron, Func<IServiceProvider, CancellationToken, Task<int>> Run);

    private static readonly Entry[] Entries =
    [
        new("outbox", "0/5 * * * * ?", (services, stop) => services.GetRequiredService<Outbox>().DeliverDueAsync(stop)),
        new("offer-expiry", "20 * * * * ?", (services, stop) => services.GetRequiredService<Offers>().ExpireDueAsync(stop)),
        new("reservation-expiry", "40 * * * * ?", (services, stop) => services.GetRequiredService<Reservations>().ExpireAsync(stop)),
        new("idempotency-cleanup", "0 30 4 * * ?", (services, stop) => services.GetRequiredService<KeptAnswers>().ForgetAsync(stop)),
        new("ledger-audit", "0 50 4 * * ?", AuditLedgerAsync),
    ];

    public static void AddSchedule(this WebApplicationBuilder builder)
    {
        var zone = (builder.Configuration.GetSection("Shop").Get<ShopSettings>() ?? new ShopSettings()).Zone;
        builder.Services.AddQuartz(quartz =>
        {
            foreach (var entry in Entries)
            {
                quartz.AddJob<ScheduledJob>(job => job.WithIdentity(entry.Name).StoreDurably());
                quartz.AddTrigger<ScheduledJob>(trigger => trigger.WithIdentity(entry.Name).ForJob(entry.Name)
                    .WithCronSchedule(entry.Cron, cron => cron.InTimeZone(zone)
                        .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
            }
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static async Task<int> AuditLedgerAsync(IServiceProvider services, CancellationToken stop)
    {
        var verdict = await services.GetRequiredService<LedgerAudit>().RecordAsync(Actor.Job("ledger-audit"), null, stop);
        foreach (var wrong in verdict.Wrong) services.GetRequiredService<ILogger<LedgerAudit>>().LogError("Ledger: {Finding}", wrong);
        return (int)verdict.Moves;
    }

    /// <summary>One class for all: Quartz tells it its name, and the table above the verb.</summary>
    [DisallowConcurrentExecution]
    private sealed class ScheduledJob(IServiceProvider services, ILogger<ScheduledJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var entry = Entries.Single(job => job.Name == context.JobDetail.Key.Name);
            var count = await entry.Run(services, cancellationToken);
            if (count > 0) log.LogInformation("{Job}: {Count}", entry.Name, count);
        }
    }
}
