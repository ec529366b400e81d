using Quartz;
using UnityAdmin.Data;
using UnityAdmin.Messages;
using UnityAdmin.Orders;
using UnityAdmin.Selling;

namespace UnityAdmin.Operations;

/// <summary>
/// Every recurring job: its name, when it runs (Quartz cron, seconds first, shop time), what people read about it, and the verb it calls.
/// The nightly ones lie clear of every clock change and are caught up after a night that was missed.
/// </summary>
internal static class Schedule
{
    public const string Rollup = Analytics.FigureBook.RollupJob;
    public const string Retention = "analytics-retention";
    public const string History = "job-history";

    /// <summary>The group of triggers that people made: a run by hand neither is nor disturbs one by the clock.</summary>
    public const string ByHand = "by-hand";

    // That of triggers which make up for a job's first night.
    private const string FirstNight = "first-night";

    // In such a trigger's data: who pressed "Run now".
    private const string StartedBy = "started-by";

    public static readonly IReadOnlyList<RecurringJob> Jobs =
    [
        new(Rollup, "0 10 4 * * ?", "Every night at 04:10", "Analytics rollup",
            "Counts every day whose events or orders changed since it was last counted.", RecurringWork.RollUpAsync) { IsNightly = true },
        new("idempotency-cleanup", "0 30 4 * * ?", "Every night at 04:30", "Kept answers",
            "Forgets answers kept for clients that might ask again, once they are too old to be asked for.",
            RecurringWork.Count<KeptAnswers>((kept, stop) => kept.ForgetAsync(stop), "forgotten")) { IsNightly = true },
        new(Retention, "0 40 4 * * ?", "Every night at 04:40", "Analytics retention",
            $"Seals days older than {Analytics.Retention.Days} days and deletes their raw events; the figures stay.",
            RecurringWork.PurgeAsync)
        { IsNightly = true, AtLeast = Role.Admin },
        new("ledger-audit", "0 50 4 * * ?", "Every night at 04:50", "Ledger audit",
            "Proves every move of stock: hashes, links, sums, reversals, guards.", RecurringWork.AuditLedgerAsync)
        { IsNightly = true },
        new(History, "0 0 5 * * ?", "Every night at 05:00", "Old runs",
            $"Forgets old runs of these jobs: failures and nightly ones after {OldRuns.LongDays} days, others after {OldRuns.Days}. "
                + "The newest stay, and those that figures are from.",
            RecurringWork.Count<OldRuns>((runs, stop) => runs.ForgetAsync(stop), "forgotten"))
        { IsNightly = true },
        new(Media.PhotoConversion.Job, "0 10 5 * * ?", "Every night at 05:10", "Photo conversion",
            "Makes over photos that were stored as they were received: upright, without metadata, in every size.", PhotoWork.ConvertAsync)
        { IsNightly = true },
        new(Media.PhotoCleanup.Job, "0 40 5 * * ?", "Every night at 05:40", "Photo cleanup",
            "Deletes photo files that nothing refers to, a day after they were last needed.", PhotoWork.CleanUpAsync)
        { IsNightly = true },
        new("outbox", "0/5 * * * * ?", "Every 5 seconds", "Messages",
            "Sends the messages to people outside that are due.",
            RecurringWork.Count<Outbox>((outbox, stop) => outbox.DeliverDueAsync(stop), "delivered")),
        new("offer-expiry", "20 * * * * ?", "Every minute", "Offers that expire",
            "Closes offers that got no answer in time.",
            RecurringWork.Count<Offers>((offers, stop) => offers.ExpireDueAsync(stop), "expired")),
        new("reservation-expiry", "40 * * * * ?", "Every minute", "Reservations that expire",
            "Writes down that holds are over; they stopped counting at their expiry.",
            RecurringWork.Count<Reservations>((holds, stop) => holds.ExpireAsync(stop), "released")),
    ];

    public static RecurringJob? Find(string name) => Jobs.FirstOrDefault(job => job.Name == name);

    public static void AddSchedule(this WebApplicationBuilder builder)
    {
        var zone = (builder.Configuration.GetSection("Shop").Get<ShopSettings>() ?? new ShopSettings()).Zone;
        var database = DatabaseAddress.From(builder.Configuration);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "UnityAdmin";
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UsePersistentStore(store => UseDatabase(store, database));
            foreach (var entry in Jobs)
            {
                quartz.AddJob<ScheduledJob>(job => job.WithIdentity(entry.Name).StoreDurably().RequestRecovery());
                quartz.AddTrigger<ScheduledJob>(trigger => trigger.WithIdentity(entry.Name).ForJob(entry.Name)
                    .WithCronSchedule(entry.Cron, cron => cron.InTimeZone(zone).WithMisfireInstruction(entry.IsNightly
                        ? CronTriggerMisfireInstruction.FireAndProceed
                        : CronTriggerMisfireInstruction.DoNothing)));
            }
        });

        // A restart takes the table's times and keeps the memory of the last fire, so that a night missed meanwhile is seen as missed.
        builder.Services.Configure<QuartzOptions>(options => options.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true);
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>Has a job run as soon as possible, on whichever node.</summary>
    /// <returns>Null when it will; else why not.</returns>
    public static async Task<Refusal?> AskAsync(IScheduler scheduler, string name, Actor by, CancellationToken stop)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(name, ByHand).ForJob(name).StartNow().UsingJobData(StartedBy, by.Name).Build();
        try
        {
            // The trigger stays until its run is over, so of two who press at once on two nodes one is told.
            _ = await scheduler.ScheduleJob(trigger, cancellationToken: stop);
            return null;
        }
        catch (ObjectAlreadyExistsException)
        {
            return JobRefusals.Asked(name);
        }
    }

    /// <summary>Has a job run once at a given time if it never ran until then and is not due before; a paused one is left alone.</summary>
    public static async Task CatchUpAsync(IScheduler scheduler, string name, DateTimeOffset at, CancellationToken stop)
    {
        var byClock = new TriggerKey(name);
        if ((await scheduler.GetTrigger(byClock, stop))?.NextFireTimeUtc <= at) return;
        if (await scheduler.GetTriggerState(byClock, stop) == TriggerState.Paused) return;
        var trigger = TriggerBuilder.Create().WithIdentity(FirstNightOf(name)).ForJob(name).StartAt(at).Build();
        try
        {
            _ = await scheduler.ScheduleJob(trigger, cancellationToken: stop);
        }
        catch (ObjectAlreadyExistsException)
        {
            // The start before this one put it down, or another node's: it then runs when that said.
        }
    }

    public static TriggerKey FirstNightOf(string name) => new(name, FirstNight);

    // In the shop's own database: paused jobs, missed nights and who runs what outlive a restart, and nodes share them.
    private static void UseDatabase(IPersistentStoreBuilder store, DatabaseAddress database)
    {
        store.ConfigureStore(options =>
        {
            options.StoreJobDataAsStrings = true;
            options.RecoverFiringsCancelledByShutdown = true;
        });
        store.UseSystemTextJsonSerializer();
        store.ProvisionSchema();
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            store.UseSqlite(database.ConnectionString);
            return;
        }

        store.UsePostgres(database.ConnectionString);
        store.UseClustering();
    }

    /// <summary>One class for all: Quartz tells it its name, and the table above the verb.</summary>
    [DisallowConcurrentExecution]
    private sealed class ScheduledJob(IServiceProvider services, JobRunner runner, ILogger<ScheduledJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            if (Find(context.JobDetail.Key.Name) is not { } entry)
            {
                // A program before this one had it in its table.
                _ = await context.Scheduler.DeleteJob(context.JobDetail.Key, cancellationToken);
                return;
            }

            _ = context.MergedJobDataMap.TryGetString(StartedBy, out var person);
            var start = new JobStart(entry.Name, person ?? JobLog.BySchedule)
            {
                IsRecovery = context.Recovering,
                IsFirst = context.Trigger.Key.Group == FirstNight,
            };

            // A program that stops lets the short ones finish: a mail half sent is worse than a second's patience.
            var stops = entry.IsNightly ? cancellationToken : CancellationToken.None;
            var outcome = await runner.RunAsync(start, (progress, stop) => entry.Run(services, progress, stop), null, stops);
            if (outcome.Refused is { } no) log.LogInformation("{Job} did not run: {Why}", entry.Name, no.Sentence);
            else if (outcome.Value.IsFailure) log.LogError("{Job}: {Sentence}", entry.Name, outcome.Value.Sentence);
            else if (outcome.Value.Done > 0) log.LogInformation("{Job}: {Count}", entry.Name, outcome.Value.Done);
        }
    }
}
