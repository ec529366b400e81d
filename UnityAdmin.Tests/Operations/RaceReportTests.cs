using UnityAdmin.Operations;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Operations;

/// <summary>The verdict on outcomes that were made up: each way of going wrong must be seen, and by its own sentence.</summary>
public sealed class RaceReportTests
{
    private static readonly RaceAnswer Won = new(200, null, "ORD-1");

    private static readonly RaceAnswer Lost = new(409, "insufficient_stock", null);

    private static readonly RaceTraces Race = new(
        Quantity: 0, IsOnSale: true, [Move(1, 1, 1, StockReason.Opening), Move(2, -1, 0, StockReason.Sale)], ["ORD-1"], Cancelled: 0,
        Lines: 1, Holds: 0, Orphans: 0);

    private static readonly RaceTraces After = Race with { IsOnSale = false, Cancelled = 1 };

    [Fact]
    public void One_winner_and_nothing_left_behind_holds()
    {
        var report = Report([Won, Lost, Lost]);
        Assert.Empty(report.Faults);
        Assert.True(report.Passed);
        Assert.Equal((1, 2, 0), (report.Won, report.Lost, report.Others.Count));
    }

    [Fact]
    public void Two_winners_of_one_unit_fail() =>
        AssertFails(
            Report([Won, Won with { OrderNumber = "ORD-2" }, Lost], Race with { Orders = ["ORD-1", "ORD-2"], Lines = 2 }), "2 of 3 buyers");

    [Fact]
    public void No_winner_fails() => AssertFails(Report([Lost, Lost]), "0 of 2 buyers");

    [Theory]
    [InlineData(500, null)]
    [InlineData(429, "too_many_requests")]
    [InlineData(409, "product_not_on_sale")]
    [InlineData(200, null)]
    [InlineData(null, "timed out")]
    public void Any_other_answer_fails_and_is_named(int? status, string? code)
    {
        var other = new RaceAnswer(status, code, null);
        AssertFails(Report([Won, Lost, other]), $"1 of 3 buyers were answered {other}");
    }

    [Fact]
    public void What_losers_leave_behind_fails()
    {
        AssertFails(Report(Race with { Orders = ["ORD-1", "ORD-2"] }), "2 orders were written for 1");
        AssertFails(Report(Race with { Lines = 2 }), "2 order lines");
        AssertFails(Report(Race with { Orphans = 1 }), "1 orders without lines");
        AssertFails(Report(Race with { Holds = 1 }), "1 reservations");
        AssertFails(Report(Race with { Moves = [.. Race.Moves, Move(3, -1, -1, StockReason.Sale)] }), "2 sales stand in the ledger");
    }

    [Fact]
    public void A_promise_without_its_order_fails() =>
        AssertFails(Report(Race with { Orders = ["ORD-9"] }), "ORD-1 was promised and is not there");

    [Fact]
    public void Books_that_do_not_add_up_fail()
    {
        AssertFails(Report(Race with { Quantity = 1 }), "1 units are left");
        AssertFails(Report(Race with { Quantity = 1 }), "do not add up");
        AssertFails(Report([Won, Lost], after: After with { Moves = [Race.Moves[0], Move(2, -1, 5, StockReason.Sale)] }), "do not follow");
    }

    [Fact]
    public void What_was_not_tidied_up_fails_and_says_what_to_do()
    {
        AssertFails(Report([Won, Lost], after: After with { IsOnSale = true }), "Hide it by hand");
        AssertFails(Report([Won, Lost], after: After with { Quantity = 1 }), "Write them off by hand");
        AssertFails(Report([Won, Lost], after: After with { Cancelled = 0 }), "Cancel it by hand");
    }

    private static RaceReport Report(RaceTraces race) => Report([Won, Lost], race);

    private static RaceReport Report(IReadOnlyList<RaceAnswer> answers, RaceTraces? race = null, RaceTraces? after = null)
    {
        var there = race ?? Race;
        var tidied = after ?? After with { Orders = there.Orders, Cancelled = there.Orders.Count };
        return new RaceReport(1, "RACE-000001", "UN-000001", answers, there, tidied, null, TimeSpan.FromSeconds(1));
    }

    private static void AssertFails(RaceReport report, string because)
    {
        Assert.False(report.Passed);
        Assert.Contains(report.Faults, fault => fault.Contains(because, StringComparison.Ordinal));
    }

    private static StockMove Move(long id, int change, int balance, StockReason reason) => new()
    {
        Id = id,
        QuantityChange = change,
        BalanceAfter = balance,
        Reason = reason,
        ActorId = "1",
        Actor = "Aoife",
        PreviousHash = "",
    };
}
