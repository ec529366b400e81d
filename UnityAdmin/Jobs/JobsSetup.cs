using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.Options;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Jobs;

public static class JobsSetup
{
    public const string DashboardPath = "/hangfire";

    // A long rollup and a long purge leave two workers to what is short.
    private const int Workers = 4;

    /// <param name="builder">The program.</param>
    /// <param name="isServer">Whether this process works the queue; a verb of the command line does its one thing.</param>
    public static void AddJobs(this WebApplicationBuilder builder, bool isServer)
    {
        var services = builder.Services;
        services.AddSingleton<JobLog>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<DueTimes>();
        services.AddSingleton<WakeUps>();
        services.AddSingleton<OldRuns>();
        services.AddSingleton<IFigureRuns, FigureRuns>();
        services.AddSingleton(new NavigationEntry("Jobs", "/jobs", "schedule", Role.Manager, 890));

        // Before AddHangfire, whose own would be one for the whole process.
        services.AddSingleton(provider => OpenStorage(provider.GetRequiredService<DatabaseAddress>()));
        services.AddSingleton<JobActivator>(
            provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire(_ => { });
        if (!isServer) return;
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = Workers;

            // Nothing is put off by Hangfire itself: timers queue what is due, and the crons are looked at once a minute.
            options.SchedulePollingInterval = TimeSpan.FromSeconds(15);
            options.ShutdownTimeout = TimeSpan.FromSeconds(15);
        });
        services.AddHostedService<JobStarter>();
    }

    /// <summary>Hangfire's dashboard, for looking only: what people do to a job is done and audited on the Jobs page.</summary>
    public static void MapJobs(this WebApplication app) => app
        .MapHangfireDashboardWithNoAuthorizationFilters(DashboardPath, new DashboardOptions
        {
            DashboardTitle = "Background jobs",
            AppPath = "/jobs",
            IsReadOnlyFunc = _ => true,
            DisplayStorageConnectionString = false,
        })
        .RequireAuthorization(Policies.Admin);

    private static JobStorage OpenStorage(DatabaseAddress database)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
            return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) });
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromSeconds(20),

            // A new job is announced by LISTEN and NOTIFY; the poll stands behind that.
            EnableLongPolling = true,
            QueuePollInterval = TimeSpan.FromSeconds(15),
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(database.ConnectionString, options, null), options);
    }

    /// <summary>Puts the schedule into Hangfire once the program serves, and plans what is due.</summary>
    private sealed class JobStarter(
        IRecurringJobManager recurring, JobStorage storage, WakeUps wakeUps, IOptions<ShopSettings> shop, StartupProgress startup)
        : IHostedService, IDisposable
    {
        private const string Sweep = "sweep";

        private readonly CancellationTokenSource stopped = new();
        private Task begun = Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            begun = BeginAsync(stopped.Token);
            return startup.IsOver ? begun : Task.CompletedTask;
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await stopped.CancelAsync();
            await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public void Dispose() => stopped.Dispose();

        private async Task BeginAsync(CancellationToken stop)
        {
            await startup.Over.WaitAsync(stop);
            RemoveUnknown();
            foreach (var job in Schedule.Jobs.Where(job => job.IsNightly))
            {
                recurring.AddOrUpdate<JobWorker>(
                    job.Name, worker => worker.RunIfDueAsync(job.Name, CancellationToken.None), job.Cron!,
                    new RecurringJobOptions { TimeZone = shop.Value.Zone });
            }

            recurring.AddOrUpdate<JobWorker>(Sweep, worker => worker.SweepAsync(CancellationToken.None), Schedule.SweepCron);
            wakeUps.Listen();
            await wakeUps.PlanAllAsync(stop);
        }

        // A program before this one had them in its table.
        private void RemoveUnknown()
        {
            using var connection = storage.GetConnection();
            foreach (var known in connection.GetAllItemsFromSet("recurring-jobs"))
                if (known != Sweep && Schedule.Find(known) is not { IsNightly: true }) recurring.RemoveIfExists(known);
        }
    }
}
