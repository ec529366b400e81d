namespace UnityAdmin.Operations;

/// <summary>Every way the rehearsal of the race says no.</summary>
internal static class RaceRefusals
{
    public static readonly Refusal BuyersOutOfRange = new("buyers_out_of_range",
        $"Give from {RaceRehearsal.FewestBuyers} to {RaceRehearsal.MostBuyers:N0} buyers.", RefusalKind.Invalid);

    public static readonly Refusal NothingOnSale = new("nothing_on_sale",
        "There is no product on sale to copy. Put one on sale, or name one.");

    public static readonly Refusal Running = new("race_running", "A rehearsal is running already. Wait until it is over.");

    public static readonly Refusal NoAddress = new("no_address",
        "This server listens at no TCP address of its own, so nobody can race to it. Use `UnityAdmin race` on the command line.");
}
