using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>Ten ways in which a ledger goes wrong in practice. The model must catch every one, or it could not catch a real one.</summary>
internal static class PlantedBugs
{
    public static readonly IReadOnlyDictionary<string, Func<TestShop, int[], LedgerUnderTest>> All =
        new Dictionary<string, Func<TestShop, int[], LedgerUnderTest>>
        {
            ["the last save wins silently"] = (shop, products) => new LastSaveWins(shop, products),
            ["a second click corrects twice"] = (shop, products) => new TwiceIsTwo(shop, products),
            ["a count is taken for a difference"] = (shop, products) => new CountIsDifference(shop, products),
            ["the sign is lost"] = (shop, products) => new SignIsLost(shop, products),
            ["too much is cut to what is there"] = (shop, products) => new CutToStock(shop, products),
            ["an answered correction is never written"] = (shop, products) => new NeverWritten(shop, products),
            ["of a batch only the first is reversed"] = (shop, products) => new FirstOfBatch(shop, products),
            ["one may approve one's own"] = (shop, products) => new OwnApproval(shop, products),
            ["refusing posts all the same"] = (shop, products) => new RefusalPosts(shop, products),
            ["a reversal is written as a correction"] = (shop, products) => new ReversalUnlinked(shop, products),
        };

    private sealed class LastSaveWins(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override async Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by) =>
            await base.AdjustAsync(wanted with { SeenMoveId = await Shop.HeadAsync(wanted.ProductId) }, by);
    }

    private sealed class TwiceIsTwo(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        private readonly HashSet<Guid> seen = [];

        protected override async Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by) => await base.AdjustAsync(
            seen.Add(wanted.OperationId) ? wanted
                : wanted with { OperationId = Guid.NewGuid(), SeenMoveId = await Shop.HeadAsync(wanted.ProductId) },
            by);
    }

    private sealed class CountIsDifference(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by) =>
            base.AdjustAsync(wanted with { Difference = wanted.Difference ?? wanted.Counted, Counted = null }, by);
    }

    private sealed class SignIsLost(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by) => base.AdjustAsync(
            wanted.Difference is < 0 and var taken ? wanted with { Difference = -taken, Reason = StockReason.Found } : wanted, by);
    }

    private sealed class CutToStock(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override async Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by)
        {
            var there = await Shop.QuantityAsync(wanted.ProductId);
            return await base.AdjustAsync(
                there > 0 && wanted.Difference < -there ? wanted with { Difference = -there } : wanted, by);
        }
    }

    private sealed class NeverWritten(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override async Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by)
        {
            if (wanted.Reason != StockReason.Theft || wanted.Difference is null or >= 0) return await base.AdjustAsync(wanted, by);
            var elsewhere = await Shop.ProductAsync(100, 1);
            return await base.AdjustAsync(wanted with { ProductId = elsewhere, SeenMoveId = await Shop.HeadAsync(elsewhere) }, by);
        }
    }

    private sealed class FirstOfBatch(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override Task<Result<StockCorrection>> ReverseAsync(IReadOnlyCollection<long> moves, Guid operation, Actor by) =>
            base.ReverseAsync([moves.First()], operation, by);
    }

    private sealed class OwnApproval(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override async Task<Result<StockCorrection>> DecideAsync(int correction, Deciding how, Actor by)
        {
            var outcome = await base.DecideAsync(correction, how, by);
            return outcome.Refused?.Code == "own_correction" && how == Deciding.Approve
                ? await base.DecideAsync(correction, how, StockSteps.Aoife == by ? StockSteps.Marek : StockSteps.Aoife)
                : outcome;
        }
    }

    private sealed class RefusalPosts(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override Task<Result<StockCorrection>> DecideAsync(int correction, Deciding how, Actor by) =>
            base.DecideAsync(correction, how == Deciding.Refuse ? Deciding.Approve : how, by);
    }

    private sealed class ReversalUnlinked(TestShop shop, int[] products) : LedgerUnderTest(shop, products)
    {
        protected override async Task<Result<StockCorrection>> ReverseAsync(IReadOnlyCollection<long> moves, Guid operation, Actor by)
        {
            if (moves.Count > 1) return await base.ReverseAsync(moves, operation, by);
            var row = (await Shop.RowsAsync($"SELECT product_id, quantity_change FROM stock_moves WHERE id = {moves.Single()}"))[0];
            var product = Convert.ToInt32(row["product_id"], null);
            return await base.AdjustAsync(new Adjustment(product, await Shop.HeadAsync(product),
                -Convert.ToInt32(row["quantity_change"], null), null, StockReason.Correction, "Taken back", operation), by);
        }
    }
}
