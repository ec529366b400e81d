using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

public sealed class ProductMovesTests
{
    [Theory, BothDatabases]
    public async Task Moves_are_read_newest_first_with_the_documents_behind_them(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        _ = await shop.ProductAsync(9);
        var corrected = await shop.CorrectAsync(product, -1, StockReason.Lost);
        var page = await shop.Get<ProductMoves>().ReadAsync(product, null, 10, Stop);
        Assert.Null(page.Next);
        Assert.Equal([(-1, 2), (3, 3)], page.Moves.Select(one => (one.Move.QuantityChange, one.Move.BalanceAfter)));
        Assert.Equal($"/stock/corrections/{corrected.Value.Id}", page.Moves[0].Document?.Href);
        Assert.Null(page.Moves[1].Document);
    }

    [Theory, BothDatabases]
    public async Task Many_moves_are_read_on_each_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        for (var number = 0; number < 6; number++) _ = await shop.CorrectAsync(product, number % 2 == 0 ? 1 : -1);
        var moves = shop.Get<ProductMoves>();
        var first = await moves.ReadAsync(product, null, 4, Stop);
        var second = await moves.ReadAsync(product, first.Next, 4, Stop);
        Assert.Null(second.Next);
        Assert.Equal([5, 6, 5, 6, 5, 6, 5], first.Moves.Concat(second.Moves).Select(one => one.Move.BalanceAfter));
    }

    [Theory, BothDatabases]
    public async Task The_waterfall_goes_from_the_opening_to_now_and_every_step_ends_where_the_next_begins(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        _ = await shop.CorrectAsync(product, 3, StockReason.Found);
        _ = await shop.CorrectAsync(product, -2, StockReason.Damaged);
        var why = await WhyAsync(shop, product);
        Assert.Null(why.Before);
        Assert.Equal([(0, 2), (2, 5), (5, 3)], why.Steps.Select(step => (step.Move.BalanceBefore, step.Move.BalanceAfter)));
        Assert.Equal((3, 5), (why.Now, why.Top));
    }

    [Theory, BothDatabases]
    public async Task Of_many_moves_the_older_ones_are_one_balance(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(10, 100);
        for (var number = 0; number < Waterfall.MaxSteps + 2; number++) _ = await shop.CorrectAsync(product, 1);
        var why = await WhyAsync(shop, product);
        Assert.Equal(12, why.Before?.Balance);
        Assert.Equal(Waterfall.MaxSteps, why.Steps.Count);
        Assert.Equal(why.Before!.Balance, why.Steps[0].Move.BalanceBefore);
        Assert.Equal(await shop.QuantityAsync(product), why.Now);
    }

    [Fact]
    public void Nothing_moved_is_nothing_there() => Assert.Equal((0, 1), (Waterfall.Of([]).Now, Waterfall.Of([]).Top));

    private static async Task<Waterfall> WhyAsync(TestShop shop, int product) =>
        Waterfall.Of((await shop.Get<ProductMoves>().ReadAsync(product, null, ProductMoves.PageSize, Stop)).Moves);
}
