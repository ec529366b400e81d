using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(UnityAdmin.Tests.LongestFirst))]

namespace UnityAdmin.Tests;

/// <summary>Begins with the classes that take minutes, so that none of them is left running alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Journeys.AccessibilityJourney), nameof(Journeys.StockAccessibilityJourney), nameof(Stock.LedgerPropertyTests),
        nameof(Orders.KillTests), nameof(Demo.DemoShopTests), nameof(Orders.InterleavingTests), nameof(Orders.TradePropertyTests),
        nameof(Orders.CheckoutLoadTests), nameof(Analytics.RollupPropertyTests), nameof(Analytics.ShopDayTests),
        nameof(Jobs.ScheduleTests), nameof(Journeys.WidthsJourney),
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
