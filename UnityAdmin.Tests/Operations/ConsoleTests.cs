using Spectre.Console;
using UnityAdmin.Analytics;
using UnityAdmin.Jobs;
using UnityAdmin.Operations;

namespace UnityAdmin.Tests.Operations;

/// <summary>What people see at a terminal; what programs read is held by the tests that run the built program.</summary>
public sealed class ConsoleTests : IDisposable
{
    private readonly StringWriter screen = new();

    [Fact]
    public void The_list_of_verify_names_each_check_with_what_was_found_brackets_and_all()
    {
        GoLiveLine[] lines =
        [
            new("ledger_sums", "Ledger", "Sums", true, "12 checked: [red]0 wrong[/]", null, TimeSpan.FromMilliseconds(3)),
            new("holds", "Orders", "Holds", false, "1 wrong: held [2] of 1", "reservations/7", TimeSpan.FromMilliseconds(4)),
        ];
        Terminal(AnsiSupport.No).Write(ConsoleTables.Of(lines));
        var shown = screen.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("ok ledger_sums 3 ms 12 checked: [red]0 wrong[/]", shown);
        Assert.Contains("FAIL holds 4 ms 1 wrong: held [2] of 1", shown);
    }

    [Fact]
    public void The_preview_of_a_purge_says_of_each_day_what_becomes_of_it()
    {
        var plan = new RetentionPlan(default, [Day(2, 1_234, RetentionVerdict.Purgeable), Day(3, 5, RetentionVerdict.NotRolledUp)]);
        Terminal(AnsiSupport.No).Write(ConsoleTables.Of(plan));
        var shown = screen.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("2026-03-02 1,234 goes", shown);
        Assert.Contains("2026-03-03 5 stays: not rolled up yet", shown);
    }

    [Fact]
    public async Task Progress_gives_back_what_the_work_gives_and_shows_its_words_as_they_are()
    {
        var done = await ConsoleProgress.RunAsync(Terminal(), "[begin]", async show =>
        {
            show!(new JobStep(1, 4, "day [1]"));
            await Task.Yield();
            show(new JobStep(0, 0, "not known how many"));
            return 42;
        });
        Assert.Equal(42, done);
        Assert.Contains("\u001b[", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_the_work_ends_the_bar_too() => await Assert.ThrowsAsync<OperationCanceledException>(
        () => ConsoleProgress.RunAsync<int>(Terminal(), "begin", _ => throw new OperationCanceledException()));

    public void Dispose() => screen.Dispose();

    private static RetentionDay Day(int day, long events, RetentionVerdict verdict) =>
        new(new DateOnly(2026, 3, day), events, null, verdict);

    private IAnsiConsole Terminal(AnsiSupport ansi = AnsiSupport.Yes)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = 100;
        return console;
    }
}
