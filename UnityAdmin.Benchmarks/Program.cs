using UnityAdmin.Benchmarks;

// dotnet run -c Release --project UnityAdmin.Benchmarks [-- NAME], which is writes, corrections, checkouts, tracking or ledger [moves];
// without a name all of them.
var wanted = args is [var name, ..] ? name : null;
if (wanted is not (null or "writes" or "corrections" or "checkouts" or "tracking" or "ledger"))
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{wanted}'; it is writes, corrections, checkouts, tracking or ledger.");
    return 1;
}

if (wanted is null or "writes") await Writes.RunAsync();
if (wanted is null or "corrections") await Adjustments.RunAsync();
if (wanted is null or "checkouts") await Checkouts.RunAsync();
if (wanted is null or "tracking") await Tracking.RunAsync();
if (wanted is null or "ledger") await Ledger.RunAsync(args is [_, var moves, ..] ? int.Parse(moves, null) : 1_000_000);
return 0;
