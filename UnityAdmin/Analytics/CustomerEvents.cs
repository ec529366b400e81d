using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Analytics;

/// <summary>What a customer did at the storefront while signed in, in their file: the raw events that are still kept.</summary>
internal sealed class CustomerEvents : ICustomerRecords
{
    public string Title => "Storefront events";

    public int Place => 40;

    public Task<Dictionary<int, int>> CountAsync(ShopDb db, IReadOnlyCollection<int> customers, CancellationToken stop) =>
        db.AnalyticsEvents.Where(happened => happened.UserId != null && customers.Contains(happened.UserId.Value))
            .GroupBy(happened => happened.UserId!.Value).Select(theirs => new { theirs.Key, Count = theirs.Count() })
            .ToDictionaryAsync(theirs => theirs.Key, theirs => theirs.Count, stop);

    public async Task<CustomerSection> ReadAsync(ShopDb db, int customer, int take, CancellationToken stop)
    {
        var theirs = db.AnalyticsEvents.AsNoTracking().Where(happened => happened.UserId == customer);
        var newest = await theirs.OrderByDescending(happened => happened.Timestamp).ThenByDescending(happened => happened.Id).Take(take)
            .ToListAsync(stop);
        return new CustomerSection(Title, await theirs.CountAsync(stop), newest.ConvertAll(RecordOf), null, [], Role.Manager);
    }

    public Task<List<TypedDetails>> TypedAsync(ShopDb db, int customer, CancellationToken stop) =>
        Task.FromResult(new List<TypedDetails>());

    /// <summary>How many customers a day had changes with it: its triggers reopen the days that are not sealed.</summary>
    public async Task<Result> MoveAsync(ShopDb db, int from, int to, CancellationToken stop)
    {
        _ = await TheirsIn(db, from).ExecuteUpdateAsync(set => set.SetProperty(happened => happened.UserId, to), stop);
        return Result.Done;
    }

    /// <summary>What is counted stands in columns of its own; the rest of what was sent along may say anything.</summary>
    public Task EraseAsync(ShopDb db, int customer, CancellationToken stop) => TheirsIn(db, customer).ExecuteUpdateAsync(
        set => set.SetProperty(happened => happened.UserId, (int?)null).SetProperty(happened => happened.IpAddress, (string?)null)
            .SetProperty(happened => happened.UserAgent, (string?)null).SetProperty(happened => happened.EventData, (string?)null),
        stop);

    private static IQueryable<AnalyticsEvent> TheirsIn(ShopDb db, int customer) =>
        db.AnalyticsEvents.Where(happened => happened.UserId == customer);

    private static CustomerRecord RecordOf(AnalyticsEvent happened) => new(
        EventLooks.WordOf(happened.EventType),
        string.Create(CultureInfo.InvariantCulture, $"/analytics/events?type={happened.EventType}&event={happened.Id}"),
        happened.Timestamp,
        happened.SearchTerm ?? happened.Path ?? "",
        null,
        EventLooks.Of(happened.EventType));
}

/// <summary>Event types as people read them.</summary>
internal static class EventLooks
{
    /// <summary>Such as <c>Add to cart</c>.</summary>
    public static string WordOf(string type) => $"{char.ToUpperInvariant(type[0])}{type[1..].Replace('_', ' ')}";

    public static (string Word, string Icon, Meaning Meaning) Of(string type) => type switch
    {
        EventNames.Purchase => ("Bought", "shopping_bag", Meaning.Good),
        EventNames.AddToCart or EventNames.BeginCheckout => ("Wanted", "add_shopping_cart", Meaning.Info),
        EventNames.Search => ("Searched", "search", Meaning.Neutral),
        _ => ("Visited", "visibility", Meaning.Neutral),
    };
}
