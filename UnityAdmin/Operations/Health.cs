using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Hangfire;
using UnityAdmin.Data;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>
/// <c>/health</c> says that the process answers; <c>/health/ready</c> that it can do its work: database, jobs, disk. A load balancer takes
/// a node that is not ready out of turn; nothing but a dead process asks for a restart.
/// </summary>
internal static class Health
{
    private const string Ready = nameof(Ready);

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", tags: [Ready])
        .AddCheck<JobsCheck>("jobs", tags: [Ready])
        .AddCheck<DiskCheck>("disk", tags: [Ready]);

    public static void MapHealth(this WebApplication app)
    {
        _ = app.MapHealthChecks("/health", Options(_ => false)).AllowAnonymous();
        _ = app.MapHealthChecks("/health/ready", Options(check => check.Tags.Contains(Ready))).AllowAnonymous();
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which) => new()
    {
        Predicate = which,
        ResponseWriter = WriteAsync,
    };

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        if (report.Status == HealthStatus.Unhealthy) http.Response.Headers.RetryAfter = "5";
        return http.Response.WriteAsJsonAsync(new
        {
            success = report.Status == HealthStatus.Healthy,
            status = Word(report.Status),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? Word(entry.Value.Status)),
        });
    }

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();

    private sealed class DatabaseCheck(IDbContextFactory<ShopDb> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy("answers")
                : HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    // By what Hangfire's servers say of themselves every half minute. One of another node counts too: it works the same queue.
    private sealed class JobsCheck(JobStorage storage, WakeUps wakeUps) : IHealthCheck
    {
        private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var since = TimeProvider.System.GetUtcNow().UtcDateTime - Silence;
            var works = wakeUps.ListeningSince > since || storage.GetMonitoringApi().Servers().Any(server => server.Heartbeat > since);
            return Task.FromResult(works
                ? HealthCheckResult.Healthy("running")
                : HealthCheckResult.Unhealthy("No worker takes background jobs. Restart the program."));
        }
    }

    // Photos and a SQLite file may lie on different disks; the fuller one counts.
    private sealed class DiskCheck(IOptions<StorageSettings> settings, DatabaseAddress database) : IHealthCheck
    {
        private const long LeastBytes = 256L * 1024 * 1024;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            List<string> folders = [Path.GetFullPath(settings.Value.Directory)];
            if (database.Provider == DatabaseProvider.Sqlite)
                folders.Add(Path.GetDirectoryName(SqliteFile.PathOf(database.ConnectionString))!);
            var free = folders.Min(folder => new DriveInfo(folder).AvailableFreeSpace);
            return Task.FromResult(free >= LeastBytes
                ? HealthCheckResult.Healthy($"{free / 1024 / 1024:N0} MB free")
                : HealthCheckResult.Unhealthy($"Only {free / 1024 / 1024:N0} MB of disk are free."));
        }
    }
}
