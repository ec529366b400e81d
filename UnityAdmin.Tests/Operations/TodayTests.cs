using UnityAdmin.Customers;
using UnityAdmin.Jobs;
using UnityAdmin.Operations;
using UnityAdmin.Operations.Pages;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Tests.Jobs;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Staff;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Operations;

public sealed class TodayTests
{
    [Theory, BothDatabases]
    public async Task A_job_that_failed_waits_for_managers_until_it_went_well_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var start = new JobStart("ledger-audit", JobLog.BySchedule);
        _ = await shop.RunJobAsync(start, new JobOutcome(9, "The ledger does not hold.") { IsFailure = true });
        var pile = (await shop.Get<Today>().ReadAsync(1, Role.Manager, Stop)).Piles.Single();
        Assert.Equal((Waiting.FailedJobs, 1, "Ledger audit"), (pile.What, pile.Count, pile.Rows.Single().Who));
        Assert.Equal("/jobs", HomeWords.Link(pile.What, pile.Rows.Single()));
        Assert.Empty((await shop.Get<Today>().ReadAsync(1, Role.Staff, Stop)).Piles);
        _ = await shop.RunJobAsync(start, new JobOutcome(9, "9 moves proved"));
        Assert.Empty((await shop.Get<Today>().ReadAsync(1, Role.Manager, Stop)).Piles);
    }

    [Theory, BothDatabases]
    public async Task An_empty_shop_waits_for_nobody_and_counts_true_zeros(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var desk = await shop.Get<Today>().ReadAsync(1, Role.Staff, Stop);
        Assert.Empty(desk.Piles);
        Assert.Equal(Today.Days, desk.Days.Count);
        Assert.Equal(new DateOnly(2026, 3, 2), desk.Now.Day);
        Assert.All(desk.Days, day => Assert.Equal((0, 0, 0, Money.Zero), (day.Submitted, day.OffersSent, day.Accepted, day.Agreed)));
    }

    [Theory, BothDatabases]
    public async Task What_needs_me_is_counted_with_its_first_rows(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var me = await shop.LetInAsync(Role.Staff);
        for (var i = 0; i < Today.Rows + 2; i++) _ = await shop.SubmitAsync();
        var mine = await shop.SubmitAsync();
        Assert.Null((await shop.Get<Submissions>().AssignAsync([mine.Id], me, A.Aoife, Stop)).Refused);
        var soon = await OfferBoardTests.OfferedAsync(shop, 1);
        _ = await OfferBoardTests.OfferedAsync(shop, 2);
        var countered = await OfferBoardTests.OfferedAsync(shop);
        Assert.Null((await shop.AnswerAsync(countered, new SellerAnswer(SellerAction.Counter, 1, new Money(20_000), null))).Refused);
        _ = await shop.ExecuteAsync($"UPDATE outbox_messages SET status = 'failed' WHERE subject_id = {mine.Id}");

        var piles = (await shop.Get<Today>().ReadAsync(me, Role.Staff, Stop)).Piles.ToDictionary(pile => pile.What);
        Assert.Equal((1, (long)countered.Id), (piles[Waiting.Counters].Count, piles[Waiting.Counters].Rows.Single().Id));
        Assert.Equal(new Money(20_000), piles[Waiting.Counters].Rows.Single().Price);
        Assert.Equal((long)soon.Id, piles[Waiting.Expiring].Rows.Single().Id);
        Assert.Equal((Today.Rows + 2, Today.Rows), (piles[Waiting.ToReview].Count, piles[Waiting.ToReview].Rows.Count));
        Assert.Equal((long)mine.Id, piles[Waiting.MyReviews].Rows.Single().Id);
        Assert.Equal((long)mine.Id, piles[Waiting.FailedMessages].Rows.Single().Id);
        Assert.DoesNotContain((await shop.Get<Today>().ReadAsync(null, Role.Staff, Stop)).Piles, pile => pile.What == Waiting.MyReviews);
    }

    [Theory, BothDatabases]
    public async Task What_is_bought_waits_at_each_step_to_the_shelf_with_what_it_comes_to(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var expected = new[]
        {
            (Waiting.ToReceive, (long)(await shop.ApprovedAsync()).Id, new Money(IntakeSteps.AgreedCents)),
            (Waiting.ToInspect, (await shop.ReceivedAsync()).Id, new Money(IntakeSteps.AgreedCents)),
            (Waiting.ToPay, (await shop.InspectedAsync()).Id, new Money(7_000)),
            (Waiting.ToShelve, (await shop.PaidAsync()).Id, new Money(7_000)),
        };
        var piles = (await shop.Get<Today>().ReadAsync(1, Role.Staff, Stop)).Piles;
        Assert.Equal(expected, piles.Select(pile => (pile.What, pile.Rows.Single().Id, pile.Rows.Single().Price!.Value)));
        Assert.All(piles, pile => Assert.Equal("Nike and 2 more", pile.Rows.Single().Detail));
    }

    [Theory, BothDatabases]
    public async Task Orders_wait_to_be_confirmed_packed_and_refunded_each_in_its_own_pile(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(20);
        var orders = new int[5];
        for (var number = 0; number < orders.Length; number++) orders[number] = await shop.OrderAsync(product);
        await shop.PayAsync(orders[1]);
        await shop.BringAsync(orders[1], OrderStatus.Processing);
        await shop.BringAsync(orders[2], OrderStatus.Confirmed);
        await shop.PayAsync(orders[3]);
        await shop.CancelAsync(orders[3]);
        await shop.CancelAsync(orders[4]);
        var piles = (await shop.Get<Today>().ReadAsync(1, Role.Staff, Stop)).Piles;
        Assert.Equal(
            [(Waiting.RefundsOwed, orders[3]), (Waiting.OrdersToConfirm, orders[0]), (Waiting.OrdersToPack, orders[1])],
            piles.Select(pile => (pile.What, (int)Assert.Single(pile.Rows).Id)));
        Assert.All(piles, pile => Assert.Equal(("Sorcha Walsh", "Air Max 1", new Money(10_000)),
            (pile.Rows[0].Who, pile.Rows[0].Detail, pile.Rows[0].Price!.Value)));
    }

    [Theory, BothDatabases]
    public async Task Holds_are_a_pile_in_their_last_four_hours_and_lead_to_themselves(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5, 12_000);
        var hold = await shop.ReservationAsync(product, 2);
        shop.Clock.Advance(TimeSpan.FromHours(20) - TimeSpan.FromMilliseconds(1));
        _ = await shop.ReservationAsync(product, 1, new ContactDetails("Eoin Kelly", "+353860000002", null));
        Assert.Empty((await shop.Get<Today>().ReadAsync(1, Role.Staff, Stop)).Piles);
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var pile = (await shop.Get<Today>().ReadAsync(1, Role.Staff, Stop)).Piles.Single();
        Assert.Equal((Waiting.HoldsRunningOut, 1), (pile.What, pile.Count));
        Assert.Equal(new WaitingRow(hold, "Sorcha Walsh", "Air Max 1", new Money(24_000), shop.Clock.Now.AddHours(4)), pile.Rows.Single());
        Assert.Equal($"/reservations?id={hold}", HomeWords.Link(pile.What, pile.Rows.Single()));
        shop.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Empty((await shop.Get<Today>().ReadAsync(1, Role.Staff, Stop)).Piles);
    }

    [Theory, BothDatabases]
    public async Task Days_are_cut_at_the_shops_midnight_in_summer_time_too(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        shop.Clock.Now = new DateTime(2026, 7, 1, 22, 59, 59, DateTimeKind.Utc);
        _ = await OfferBoardTests.OfferedAsync(shop);
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await OfferBoardTests.OfferedAsync(shop, cents: 9_950);
        Assert.Null((await shop.AnswerAsync(later, new SellerAnswer(SellerAction.Accept, 1, null, null))).Refused);

        var desk = await shop.Get<Today>().ReadAsync(null, Role.Staff, Stop);
        Assert.Equal(new DayFigures(new DateOnly(2026, 7, 2), 1, 1, 1, new Money(9_950)), desk.Now);
        Assert.Equal(new DayFigures(new DateOnly(2026, 7, 1), 1, 1, 0, Money.Zero), desk.Days[^2]);
    }

    [Theory, BothDatabases]
    public async Task The_oldest_day_is_whole_and_what_is_older_is_left_out(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        shop.Clock.Now = new DateTime(2026, 3, 1, 23, 59, 59, DateTimeKind.Utc);
        _ = await shop.SubmitAsync();
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        _ = await shop.SubmitAsync();
        shop.Clock.Now = new DateTime(2026, 3, 15, 23, 30, 0, DateTimeKind.Utc);
        var days = (await shop.Get<Today>().ReadAsync(null, Role.Staff, Stop)).Days;
        Assert.Equal((new DateOnly(2026, 3, 2), 1), (days[0].Day, days[0].Submitted));
        Assert.Equal(1, days.Sum(day => day.Submitted));
    }
}
