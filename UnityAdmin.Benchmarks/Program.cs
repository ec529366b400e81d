using UnityAdmin.Benchmarks;

// dotnet run -c Release --project UnityAdmin.Benchmarks [-- writes | corrections | checkouts | ledger [moves] | analytics [events]]; without a word all.
var wanted = args is [var name, ..] ? name : null;
if (wanted is not (null or "writes" or "corrections" or "checkouts" or "ledger" or "analytics"))
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{wanted}'; it is writes, corrections, checkouts, ledger or analytics.");
    return 1;
}

if (wanted is null or "writes") await Writes.RunAsync();
if (wanted is null or "corrections") await Adjustments.RunAsync();
if (wanted is null or "checkouts") await Checkouts.RunAsync();
if (wanted is null or "ledger") await Ledger.RunAsync(args is [_, var moves, ..] ? int.Parse(moves, null) : 1_000_000);
if (wanted is null or "analytics")
{
    await using var shop = await BenchmarkShop.OpenAsync();
    AnalyticsFill.Write(shop, args is [_, var events, ..] ? long.Parse(events, null) : 10_000_000);
    await Rollups.RunAsync(shop);
    await Purges.RunAsync(shop);
}

return 0;
