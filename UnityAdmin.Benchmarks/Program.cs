using UnityAdmin.Benchmarks;

// dotnet run -c Release --project UnityAdmin.Benchmarks [-- NAME [size]]; without a name all.
string[] names = ["writes", "corrections", "checkouts", "tracking", "ledger", "analytics"];
var wanted = args is [var name, ..] ? name : null;
if (wanted is not null && !names.Contains(wanted))
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{wanted}'; it is one of: {string.Join(", ", names)}.");
    return 1;
}

if (wanted is null or "writes") await Writes.RunAsync();
if (wanted is null or "corrections") await Adjustments.RunAsync();
if (wanted is null or "checkouts") await Checkouts.RunAsync();
if (wanted is null or "tracking") await Tracking.RunAsync();
if (wanted is null or "ledger") await Ledger.RunAsync(args is [_, var moves, ..] ? int.Parse(moves, null) : 1_000_000);
if (wanted is null or "analytics")
{
    await using var shop = await BenchmarkShop.OpenAsync();
    AnalyticsFill.Write(shop, args is [_, var events, ..] ? long.Parse(events, null) : 10_000_000);
    await Rollups.RunAsync(shop);
    await Charts.RunAsync(shop);
    await Purges.RunAsync(shop);
}

return 0;
