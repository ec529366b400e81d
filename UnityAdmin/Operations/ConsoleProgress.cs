using Spectre.Console;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>
/// How far a verb is, as a bar on the terminal that goes when the work is over; silent where the output goes to a file or program.
/// </summary>
internal static class ConsoleProgress
{
    /// <param name="doing">What stands beside the bar until the work says more.</param>
    /// <param name="work">The work; told where to report to, null where nobody watches.</param>
    public static Task<T> RunAsync<T>(string doing, Func<Action<JobStep>?, Task<T>> work) =>
        Console.IsOutputRedirected ? work(null) : RunAsync(AnsiConsole.Console, doing, work);

    internal static Task<T> RunAsync<T>(IAnsiConsole console, string doing, Func<Action<JobStep>?, Task<T>> work) =>
        console.Progress().AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CountColumn(), new SpinnerColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(doing)).IsIndeterminate();
                return await work(step => Show(bar, step));
            });

    private static void Show(ProgressTask bar, JobStep step)
    {
        bar.Description = Markup.Escape(step.What);
        if (bar.IsIndeterminate = step.Total <= 0) return;
        bar.MaxValue = step.Total;
        bar.Value = step.Done;
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(
            Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(
                task.IsIndeterminate ? "" : FormattableString.Invariant($"{task.Value:N0} of {task.MaxValue:N0}"));
    }
}
