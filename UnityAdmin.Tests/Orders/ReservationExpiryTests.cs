using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;
using static UnityAdmin.Tests.Orders.ReservationsTests;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// A hold lasts 24 hours of time, to the millisecond, whatever the shop's clock or the machine's does meanwhile. The first test runs
/// again in <see cref="ReservationZonesTests"/> with the machine elsewhere.
/// </summary>
public sealed class ReservationExpiryTests
{
    /// <summary>An ordinary day, both of Dublin's changes of the clocks and both of New York's, some within the hour itself.</summary>
    private static readonly string[] Beginnings =
    [
        "2026-03-02T09:00:00.000Z", "2026-03-28T12:00:00.000Z", "2026-03-29T00:59:59.999Z", "2026-10-24T12:00:00.000Z",
        "2026-10-25T00:30:00.000Z", "2026-03-08T06:59:59.999Z", "2026-11-01T05:30:00.000Z",
    ];

    private static readonly ContactDetails Eoin = new("Eoin Kelly", "+353860000002", null);

    [Theory, BothDatabases]
    public async Task It_ends_at_24_hours_to_the_millisecond_whatever_the_clocks_do(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        foreach (var began in Moments) await AssertEndsAfterADayAsync(shop, began);
        await shop.AssertShopIsSoundAsync();
    }

    [Theory]
    [BothDatabases("2026-03-02T09:00:00.000Z", 1)]
    [BothDatabases("2026-03-02T09:00:00.000Z", -1)]
    [BothDatabases("2026-03-28T12:00:00.000Z", -3_600_000)]
    [BothDatabases("2026-10-24T12:00:00.000Z", 3_600_000)]
    public async Task A_hold_that_is_wrong_by_a_millisecond_or_goes_by_the_wall_clock_is_noticed(
        TestDatabase on, string began, int wrongBy)
    {
        await using var shop = await on.OpenAsync();
        _ = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            AssertEndsAfterADayAsync(shop, Moment(began), TimeSpan.FromMilliseconds(wrongBy)));
    }

    [Theory]
    [BothDatabases("Europe/Dublin")]
    [BothDatabases("America/New_York")]
    [BothDatabases("Pacific/Apia")]
    public async Task The_shop_s_own_zone_makes_it_neither_longer_nor_shorter(TestDatabase on, string zone)
    {
        await using var shop = await on.OpenAsync(services =>
            Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.PostConfigure<ShopSettings>(
                services, settings => settings.TimeZone = zone));
        foreach (var began in Moments) await AssertEndsAfterADayAsync(shop, began);
    }

    [Theory, BothDatabases]
    public async Task From_its_end_the_next_reserves_it_before_any_job_has_run(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var hold = await shop.ReservationAsync(product);
        shop.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("insufficient_stock", (await shop.HoldAsync(product, 1, Eoin)).Refused!.Code);
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var next = await shop.ReservationAsync(product, 1, Eoin);
        var ended = await FindAsync(shop, hold);
        Assert.Equal((ReservationStatus.Expired, "reservation-expiry"), (ended.Status, ended.EndedBy));
        Assert.Equal(ReservationStatus.Pending, (await FindAsync(shop, next)).Status);
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Who_lost_theirs_reserves_it_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        _ = await shop.ReservationAsync(product, 1, Sorcha, "session-1");
        shop.Clock.Advance(TimeSpan.FromHours(24));
        _ = await shop.ReservationAsync(product, 1, Sorcha, "session-1");
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Marking_them_twice_or_at_once_gives_back_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, other) = (await shop.ProductAsync(2), await shop.ProductAsync(3));
        _ = await shop.ReservationAsync(product);
        Assert.Null((await HoldAllAsync(shop, Eoin, (product, 1), (other, 3))).Refused);
        var expiry = shop.Get<Reservations>();
        shop.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await expiry.ExpireAsync(Stop));
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _ = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => expiry.ExpireAsync(Stop))));
        Assert.Equal(0, await expiry.ExpireAsync(Stop));
        Assert.Equal((2, 3), (await shop.QuantityAsync(product), await shop.QuantityAsync(other)));
        Assert.Equal(3, await shop.CountAsync("product_reservations", "status = 'expired' AND ended_by = 'reservation-expiry'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task One_extended_in_time_is_left_alone(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var hold = await shop.ReservationAsync(product);
        Assert.Null((await shop.Get<Reservations>().ExtendAsync(hold, TimeSpan.FromHours(1), StockSteps.Aoife, Stop)).Refused);
        shop.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, await shop.Get<Reservations>().ExpireAsync(Stop));
        Assert.Equal("insufficient_stock", (await shop.BuyAsync(product, 1, Eoin)).Refused!.Code);
        Assert.Null((await ConfirmAsync(shop, hold)).Refused);
        await shop.AssertShopIsSoundAsync();
    }

    /// <summary>The machine is where <see cref="ReservationZonesTests"/> says it is, or its answer says nothing.</summary>
    [Fact]
    public void The_machine_has_the_zone_it_was_started_with()
    {
        if (Environment.GetEnvironmentVariable("TZ") is not { Length: > 0 } zone) return;
        var wanted = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Assert.All(Moments, moment => Assert.Equal(wanted.GetUtcOffset(moment), TimeZoneInfo.Local.GetUtcOffset(moment)));
    }

    private static IEnumerable<DateTime> Moments => Beginnings.Select(Moment);

    private static DateTime Moment(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

    /// <summary>Holds at this moment and asks everyone a millisecond before its end, at its end and a millisecond after.</summary>
    /// <param name="planted">How far a planted bug moves the end.</param>
    private static async Task AssertEndsAfterADayAsync(TestShop shop, DateTime began, TimeSpan planted = default)
    {
        foreach (var late in new[] { -1, 0, 1 })
        {
            shop.Clock.Now = began;
            var product = await shop.ProductAsync(1);
            var hold = await shop.ReservationAsync(product);
            if (planted != TimeSpan.Zero) await MoveEndAsync(shop, hold, planted);
            shop.Clock.Now = began.AddTicks(TimeSpan.TicksPerDay + late * TimeSpan.TicksPerMillisecond);
            var (isOver, found) = (late >= 0, await FindAsync(shop, hold));
            Assert.Equal(isOver ? ReservationStatus.Expired : ReservationStatus.Pending, found.StatusAt(shop.Clock.Now));
            Assert.Equal(isOver, await IsListedAsync(shop, ReservationStatus.Expired, hold));
            Assert.Equal(!isOver, await IsListedAsync(shop, ReservationStatus.Pending, hold));
            Assert.Equal(isOver ? null : "insufficient_stock", (await shop.BuyAsync(product, 1, Eoin)).Refused?.Code);
            Assert.Equal(isOver ? "reservation_ended" : null, (await ConfirmAsync(shop, hold)).Refused?.Code);
            Assert.Equal("reservation_ended", (await CancelAsync(shop, hold)).Refused!.Code);
            Assert.Equal(0, await shop.QuantityAsync(product));
            Assert.Equal(isOver ? "expired" : "confirmed",
                await shop.ScalarAsync<string>($"SELECT status FROM product_reservations WHERE id = {hold}"));
        }
    }

    private static async Task<bool> IsListedAsync(TestShop shop, ReservationStatus tab, int hold) =>
        (await shop.Get<HoldBook>().ReadAsync(new HoldFilter { Tab = tab }, null, HoldBook.PageSize, Stop)).Rows.Any(row => row.Id == hold);

    private static async Task MoveEndAsync(TestShop shop, int hold, TimeSpan by) => Assert.Null((await shop.Data.ChangeAsync(
        StockSteps.Aoife,
        "test.planted",
        async db =>
        {
            var row = (await db.FindAsync<Reservation>([hold], Stop))!;
            _ = row.Until(row.ExpiresAt + by);
            return Result.Done;
        },
        Stop)).Refused);
}
