using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace UnityAdmin.Analytics;

/// <summary>Some whole days of the shop, both ends included; it travels in the page's address as a query string.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last, today at most.</param>
/// <param name="Preset">The ready choice it is; null for days chosen one by one.</param>
public sealed record Period(DateOnly From, DateOnly To, string? Preset)
{
    public const int MostDays = 800;

    private const string Usual = "30d";
    private const string Day = "yyyy-MM-dd";

    /// <summary>The ready choices in their order, each with the words of its link.</summary>
    public static readonly IReadOnlyList<(string Preset, string Word)> Presets =
    [
        ("today", "Today"), ("7d", "7 days"), (Usual, "30 days"), ("90d", "90 days"), ("365d", "365 days"), ("month", "This month"),
    ];

    public int Days => To.DayNumber - From.DayNumber + 1;

    public IEnumerable<DateOnly> Dates => Enumerable.Range(0, Days).Select(From.AddDays);

    /// <summary>The equally many days right before.</summary>
    public Period Before => new(From.AddDays(-Days), From.AddDays(-1), null);

    /// <summary>What an address asks for; what cannot be understood is the last 30 days, so that an old link still opens.</summary>
    public static Period Parse(string query, DateOnly today)
    {
        var asked = QueryHelpers.ParseQuery(query);
        var (from, to) = (ParseDay(asked.GetValueOrDefault("from")), ParseDay(asked.GetValueOrDefault("to")));
        if (from is null && to is null) return Of(asked.GetValueOrDefault("period").ToString(), today);
        var last = to is { } end && end < today ? end : today;
        var first = from is { } start && start <= last ? start : last;
        if (last.DayNumber - first.DayNumber >= MostDays) first = last.AddDays(1 - MostDays);
        return new Period(first, last, null);
    }

    public static Period Of(string preset, DateOnly today) => preset switch
    {
        "today" => new(today, today, preset),
        "7d" or "90d" or "365d" => new(today.AddDays(1 - int.Parse(preset[..^1], CultureInfo.InvariantCulture)), today, preset),
        "month" => new(new DateOnly(today.Year, today.Month, 1), today, preset),
        _ => new(today.AddDays(-29), today, Usual),
    };

    /// <summary>The query string without its question mark; empty for the usual period.</summary>
    public string ToQuery() => Preset switch
    {
        Usual => "",
        null => ToDays(),
        { } preset => $"period={preset}",
    };

    /// <summary>The same with its days spelt out, for what must not mean other days tomorrow.</summary>
    public string ToDays() => $"from={Spell(From)}&to={Spell(To)}";

    public static string Spell(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    public static DateOnly? ParseDay(string? text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1990 and < 9000 ? day : null;
}
