using UnityAdmin.Analytics;

namespace UnityAdmin.Tests.Analytics;

/// <summary>
/// The rollup as a child would do it: all events in a list, counted one day after the other. Knows nothing of the code it judges but the
/// shop's calendar day of a moment, which PostgreSQL's own calendar judges elsewhere.
/// </summary>
internal sealed class NaiveRecount(ShopSettings shop)
{
    private readonly Dictionary<string, AnalyticsEvent> known = [];
    private readonly List<AnalyticsEvent> told = [];

    public IReadOnlyList<AnalyticsEvent> Told => told;

    public void Tell(IEnumerable<AnalyticsEvent> events)
    {
        foreach (var one in events)
            if (one.ClientEventId is null || known.TryAdd(one.ClientEventId, one)) told.Add(one);
    }

    public long EventsOn(DateOnly date) => told.LongCount(one => shop.DayOf(one.Timestamp) == date);

    /// <returns>What the shop's figures say otherwise than the list, or null.</returns>
    public async Task<string?> FaultAsync(TestShop real, IReadOnlyCollection<DateOnly> dates)
    {
        var rows = await RowsAsync(real, dates);
        var expected = dates.SelectMany(Expected).Order(StringComparer.Ordinal).ToList();
        var (missing, wrong) = (expected.Except(rows).ToList(), rows.Except(expected).ToList());
        return missing.Count + wrong.Count == 0 ? null
            : $"expected {missing.FirstOrDefault() ?? "nothing"}, found {wrong.FirstOrDefault() ?? "nothing"}";
    }

    private IEnumerable<string> Expected(DateOnly date)
    {
        var day = told.Where(one => shop.DayOf(one.Timestamp) == date).ToList();
        yield return $"day {date:yyyy-MM-dd} {day.Count} {Sessions(day)} {Users(day)}";
        foreach (var type in day.GroupBy(one => one.EventType))
            yield return $"type {date:yyyy-MM-dd} {type.Key} {type.Count()} {Sessions(type)} {Users(type)}";
        foreach (var hour in day.GroupBy(one => shop.LocalOf(one.Timestamp).Hour))
            yield return $"hour {date:yyyy-MM-dd} {hour.Key} {hour.Count()} {hour.Count(one => one.EventType == EventNames.PageView)}";
        foreach (var term in day.Where(one => one is { EventType: EventNames.Search, SearchTerm: not null }).GroupBy(one => one.SearchTerm))
            yield return $"search {date:yyyy-MM-dd} {term.Key} {term.Count()} {Sessions(term)} {term.Count(one => one.SearchResults == 0)}";
    }

    private static int Sessions(IEnumerable<AnalyticsEvent> events) =>
        events.Select(one => one.SessionId).OfType<string>().Distinct().Count();

    private static int Users(IEnumerable<AnalyticsEvent> events) => events.Select(one => one.UserId).OfType<int>().Distinct().Count();

    private static async Task<List<string>> RowsAsync(TestShop real, IReadOnlyCollection<DateOnly> dates)
    {
        string[] questions =
        [
            "SELECT 'day ' || date || ' ' || raw_count || ' ' || unique_sessions || ' ' || unique_users AS line, date FROM analytics_days",
            "SELECT 'type ' || date || ' ' || event_type || ' ' || event_count || ' ' || unique_sessions || ' ' || unique_users AS line, "
                + "date FROM analytics_daily WHERE event_count > 0",
            "SELECT 'hour ' || date || ' ' || hour || ' ' || event_count || ' ' || page_views AS line, date FROM analytics_hourly",
            "SELECT 'search ' || date || ' ' || term || ' ' || searches || ' ' || unique_sessions || ' ' || without_result AS line, date "
                + "FROM analytics_search_daily",
        ];
        var wanted = dates.Select(date => $"{date:yyyy-MM-dd}").ToHashSet();
        var lines = new List<string>();
        foreach (var question in questions)
        {
            lines.AddRange((await real.RowsAsync(question)).Where(row => wanted.Contains(DateOf(row["date"]!)))
                .Select(row => (string)row["line"]!));
        }

        return lines;
    }

    private static string DateOf(object date) => date switch
    {
        string text => text,
        DateOnly day => $"{day:yyyy-MM-dd}",
        DateTime moment => $"{moment:yyyy-MM-dd}",
        _ => throw new InvalidOperationException($"{date} is no date"),
    };
}
