using UnityAdmin.Data;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>What the verbs share that run a job of <see cref="Schedule"/> at the command line, with its row of job_runs.</summary>
internal static class JobCommand
{
    private const string PressTheButton = "To run it while the server runs, press \"Run now\" on its Jobs page.";

    /// <summary>Runs it alone on the file where that is SQLite; Ctrl+C cancels it.</summary>
    /// <param name="app">The program.</param>
    /// <param name="job">By its name.</param>
    /// <param name="whyNot">Why it may not begin, so that a typing error is no failed run; null where nothing can be wrong.</param>
    /// <param name="work">The verb.</param>
    /// <param name="stop">Ctrl+C.</param>
    /// <exception cref="StartRefusedException">It could not run, or not to its end.</exception>
    public static async Task<int> RunAsync(
        WebApplication app, string job, Func<Task<Refusal?>>? whyNot,
        Func<IJobProgress, CancellationToken, Task<JobOutcome>> work, CancellationToken stop)
    {
        app.Services.GetRequiredService<DatabaseAddress>().MustExist();
        using var file = Take(app);
        await app.Services.GetRequiredService<Migrator>().MustBeCurrentAsync(stop);
        await app.Services.GetRequiredService<JobLog>().GiveUpDeadAsync(atStart: true, stop);
        if (whyNot is not null && await whyNot() is { } no) throw new StartRefusedException(no.Sentence);
        var start = new JobStart(job, $"{Actor.CommandLine().Name} at the command line") { IsWatched = true };
        var outcome = await ConsoleProgress.RunAsync(
            job, show => app.Services.GetRequiredService<JobRunner>().RunAsync(start, work, show, stop));
        if (!outcome.Is(out var done, out var refused)) throw new StartRefusedException(refused.Sentence);
        Console.WriteLine(done.Sentence ?? "Nothing to do.");
        return done.IsFailure ? 1 : 0;
    }

    private static IDisposable? Take(WebApplication app)
    {
        try
        {
            return ServeCommand.TakeDatabase(app);
        }
        catch (StartRefusedException taken)
        {
            throw new StartRefusedException($"{taken.Message} {PressTheButton}");
        }
    }
}
