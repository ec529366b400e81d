using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(UnityAdmin.Tests.LongestFirst))]

namespace UnityAdmin.Tests;

/// <summary>Begins with the classes that take minutes, so that none of them is left running alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Journeys.AccessibilityJourney), nameof(Stock.LedgerPropertyTests), nameof(Staff.StaffCommandsTests),
        nameof(Journeys.StockAccessibilityJourney), nameof(Demo.DemoShopTests), nameof(Journeys.StockJourney),
        nameof(Journeys.SystemJourney), nameof(Journeys.ProductJourney), nameof(Orders.KillTests), nameof(Orders.CheckoutLoadTests),
        nameof(Journeys.OfferJourney), nameof(Journeys.QueueJourney), nameof(Journeys.HostileTextJourney),
        nameof(Journeys.AnalyticsJourney), nameof(Journeys.OrderJourney), nameof(Journeys.KeyboardJourney),
        nameof(Journeys.StocktakeJourney), nameof(Journeys.ShelfJourney), nameof(Journeys.CustomerJourney), nameof(Journeys.WidthsJourney),
        nameof(Orders.InterleavingTests), nameof(Orders.TradePropertyTests), nameof(Analytics.RollupPropertyTests),
        nameof(Analytics.ShopDayTests), nameof(Jobs.ScheduleTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderBy(collection => PlaceOf(collection.TestCollectionDisplayName))];

    private static int PlaceOf(string name)
    {
        var place = Array.FindIndex(Long, type => name.Contains($".{type} ", StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
