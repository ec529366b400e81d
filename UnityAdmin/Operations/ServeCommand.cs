using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>No verb: takes the database, brings it up to date, and serves until told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(WebApplication app, CancellationToken stop)
    {
        await using var running = app;
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        StorageFolder.MustBeWritable(app.Services.GetRequiredService<IOptions<StorageSettings>>().Value);
        using var file = TakeDatabase(app);
        var applied = await app.Services.GetRequiredService<Migrator>().MigrateAsync(stop);
        if (applied.Count > 0)
            app.Logger.LogInformation("Applied {Count} migration(s), the last is {Migration}", applied.Count, applied[^1]);
        await app.Services.GetRequiredService<JobLog>().GiveUpDeadAsync(atStart: true, stop);
        foreach (var firstStart in app.Services.GetServices<IFirstStart>()) await firstStart.RunAsync(app, stop);
        var (texts, fill) = (app.Services.GetRequiredService<TextBackfills>(), app.Services.GetService<IFirstFill>());
        var isReady = await texts.AreDoneAsync(stop) && (fill is null || !await fill.IsNeededAsync(stop));
        if (isReady) app.Services.GetRequiredService<StartupProgress>().End();
        await ListenAsync(app, stop);
        await GetReadyAsync(app, texts, fill, stop);
        await app.WaitForShutdownAsync(stop);
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

    private static async Task ListenAsync(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new StartRefusedException($"{taken.Message} Stop the other program, or choose another address with --urls.");
        }
    }

    // The sign-in page says how far it is.
    private static async Task GetReadyAsync(WebApplication app, TextBackfills texts, IFirstFill? fill, CancellationToken stop)
    {
        var progress = app.Services.GetRequiredService<StartupProgress>();

        // A signal reaches the command line first, and the host only when that has ended.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, app.Lifetime.ApplicationStopping);
        var stopped = "Stopped while what is stored was brought up to date: the next start goes on from there.";
        try
        {
            if (!progress.IsOver)
            {
                await texts.RunAsync(
                    line =>
                    {
                        app.Logger.LogInformation("{Progress}", line);
                        progress.Begin($"{line}.");
                    },
                    stopping.Token);
                stopped = "Stopped while the demo shop was being filled: nothing of it was kept, and the next start begins anew.";
                if (fill is not null && await fill.IsNeededAsync(stopping.Token)) await fill.RunAsync(stopping.Token);
                progress.End();
            }

            if (fill is not null) await fill.IntroduceAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Console.WriteLine(stopped);
        }
    }
}

/// <summary>What an area does between migrating and the first request, such as print a first-admin link.</summary>
public interface IFirstStart
{
    Task RunAsync(WebApplication app, CancellationToken stop);
}

/// <summary>Fills an empty shop while the program already shows its sign-in page (<see cref="StartupProgress"/>).</summary>
public interface IFirstFill
{
    Task<bool> IsNeededAsync(CancellationToken stop);

    /// <summary>All of it or nothing.</summary>
    Task RunAsync(CancellationToken stop);

    /// <summary>Prints what whoever started the program needs to know of the shop; at every start.</summary>
    Task IntroduceAsync(CancellationToken stop);
}
