using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Stock;

namespace UnityAdmin.Operations;

/// <summary>
/// <c>race</c> rehearses the race on this program's own pipeline, listening on a port of loopback for as long as it takes. Exit code 0
/// only when exactly one buyer won and the database says the same.
/// </summary>
internal static class RaceCommand
{
    private const string PressTheButton = "To rehearse while it runs, press \"Rehearse the race\" on its System page.";

    public static Command For(WebApplication app)
    {
        var product = new Option<int?>("--product") { Description = "The product to copy, by its number; by default the newest on sale." };
        var buyers = new Option<int>("--buyers")
        {
            DefaultValueFactory = _ => RaceRehearsal.UsualBuyers,
            Description = $"How many buyers, {RaceRehearsal.FewestBuyers} to {RaceRehearsal.MostBuyers}.",
        };
        var command = new Command("race", "Rehearse many buyers of one unit, on a scratch product.") { product, buyers };
        command.SetAction((parsed, stop) => RunAsync(app, parsed.GetValue(product), parsed.GetValue(buyers), stop));
        return command;
    }

    private static async Task<int> RunAsync(WebApplication app, int? product, int buyers, CancellationToken stop)
    {
        app.Services.GetRequiredService<DatabaseAddress>().MustExist();
        using var file = Take(app);
        await app.Services.GetRequiredService<Migrator>().MustBeCurrentAsync(stop);
        await ListenAsync(app, stop);
        try
        {
            var server = OwnAddress.Of(app.Services.GetRequiredService<IServer>())!;
            Console.WriteLine($"{buyers:N0} buyers want 1 unit: POST {server}api/orders/create");
            var outcome = await ConsoleProgress.RunAsync("answered", show => app.Services.GetRequiredService<RaceRehearsal>()
                .RunAsync(product, buyers, server, Actor.CommandLine(), new Answered(buyers, show), stop));
            if (!outcome.Is(out var report, out var refused)) throw new StartRefusedException(refused.Sentence);
            Print(report);
            return report.Passed ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new StartRefusedException("Stopped. The scratch product is hidden again and its unit written off.");
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
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

    // Wherever the server is told to listen, the rehearsal does not: nobody outside is to come in meanwhile.
    private static Task ListenAsync(WebApplication app, CancellationToken stop)
    {
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        listening.PreferHostingUrls = true;
        listening.Addresses.Clear();
        listening.Addresses.Add("http://127.0.0.1:0");
        app.Services.GetRequiredService<StartupProgress>().End();
        return app.StartAsync(stop);
    }

    private static void Print(RaceReport report)
    {
        Console.WriteLine(Line($"  {report.Won,5:N0} × 200"));
        Console.WriteLine(Line($"  {report.Lost,5:N0} × 409"));
        Console.WriteLine(Line($"  {report.Others.Sum(other => other.Count),5:N0} × anything else"));
        foreach (var (answer, count) in report.Others) Console.WriteLine(Line($"        {count:N0} × {answer}"));
        Console.WriteLine(Line($"The ledger of {report.Sku}, a copy of {report.ModelSku}:"));
        foreach (var move in report.After.Moves)
        {
            Console.WriteLine(Line(
                $"  {Waterfall.WithSign(move.QuantityChange),5} {move.Reason.Word(),-14} {move.BalanceAfter,3} left  {move.Actor}"));
        }

        Console.WriteLine(Line(
            $"After the race {report.Race.Quantity:N0} were left; now the product is hidden and holds {report.After.Quantity:N0}."));
        foreach (var fault in report.Faults) Console.WriteLine($"WRONG: {fault}");
        Console.WriteLine(report.Passed
            ? Line($"One buyer won, {report.Lost:N0} lost, nothing was left behind. It took {report.Took.TotalSeconds:N1} s.")
            : Line($"The race does not hold: {report.Faults.Count} faults."));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many have their answer; <see cref="Progress{T}"/> would tell it out of order.</summary>
    private sealed class Answered(int buyers, Action<JobStep>? show) : IProgress<int>
    {
        public void Report(int value) => show?.Invoke(new JobStep(value, buyers, "answered"));
    }
}
