using Microsoft.AspNetCore.Connections;
using UnityAdmin.Data;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>No verb: takes the database, brings it up to date, and serves until told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(WebApplication app, CancellationToken stop)
    {
        using var file = TakeDatabase(app);
        var applied = await app.Services.GetRequiredService<Migrator>().MigrateAsync(stop);
        if (applied.Count > 0)
            app.Logger.LogInformation("Applied {Count} migration(s), the last is {Migration}", applied.Count, applied[^1]);
        await app.Services.GetRequiredService<TextBackfills>().RunAsync(line => app.Logger.LogInformation("{Progress}", line), stop);
        await app.Services.GetRequiredService<JobLog>().GiveUpDeadAsync(atStart: true, stop);
        foreach (var firstStart in app.Services.GetServices<IFirstStart>()) await firstStart.RunAsync(app, stop);
        try
        {
            await app.RunAsync(stop);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new StartRefusedException($"{taken.Message} Stop the other program, or choose another address with --urls.");
        }

        return 0;
    }

    /// <summary>One process serves a SQLite file; PostgreSQL is shared by as many as like.</summary>
    public static IDisposable? TakeDatabase(WebApplication app)
    {
        var address = app.Services.GetRequiredService<DatabaseAddress>();
        if (address.Provider != DatabaseProvider.Sqlite) return null;
        SqliteFile.CheckLibrary();
        return SqliteFile.Take(address.ConnectionString);
    }
}

/// <summary>What an area does between migrating and the first request: fill the demo shop, print a first-admin link.</summary>
public interface IFirstStart
{
    Task RunAsync(WebApplication app, CancellationToken stop);
}
