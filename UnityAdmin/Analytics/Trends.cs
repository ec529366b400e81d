namespace UnityAdmin.Analytics;

/// <summary>A figure of a period beside what it was in the period before.</summary>
/// <param name="Value">The days that are known, today so far among them; null where none is.</param>
/// <param name="Whole">The same for the days that are compared; null where none can be.</param>
/// <param name="Before">The days that stand opposite those in the period before.</param>
public sealed record Figure(double? Value, double? Whole, double? Before)
{
    /// <summary>By how much it grew, as a share of before; null where there is nothing to compare with.</summary>
    public double? Change => Whole is { } now && Before is { } then and > 0 ? (now - then) / then : null;

    internal static Figure Share(Figure part, Figure whole) =>
        new(Share(part.Value, whole.Value), Share(part.Whole, whole.Whole), Share(part.Before, whole.Before));

    private static double? Share(double? part, double? whole) => part is { } some && whole is { } all and > 0 ? some / all : null;
}

/// <summary>A type of event over a period.</summary>
/// <param name="Name">Its normal name.</param>
/// <param name="Events">How many, with the change.</param>
/// <param name="Sessions">Different ones, over several days an estimate.</param>
/// <param name="UsersPerDay">Known customers on an average day, or of the one day.</param>
public sealed record TypeFigures(string Name, Figure Events, long Sessions, double UsersPerDay);

/// <summary>A step towards a sale.</summary>
/// <param name="Event">The event that tells of it; null for orders, which the shop itself knows.</param>
/// <param name="Count">Sessions that came so far, or orders.</param>
public sealed record FunnelStep(string? Event, long Count);

/// <summary>The days of a period opposite those of the one before, and what they come to.</summary>
public sealed class Trends
{
    private static readonly string[] Stages = [EventNames.ProductView, EventNames.AddToCart, EventNames.BeginCheckout];

    private readonly ILookup<string, AnalyticsDaily> types;
    private readonly HashSet<DateOnly> known;
    private readonly HashSet<DateOnly> compared;
    private readonly HashSet<DateOnly> opposite;

    /// <param name="period">Which days.</param>
    /// <param name="days">One for each, oldest first.</param>
    /// <param name="before">Those of the period before, at the same places.</param>
    /// <param name="types">Events by type of both periods; with sketches in the later.</param>
    internal Trends(Period period, IReadOnlyList<TrendDay> days, IReadOnlyList<TrendDay> before, IEnumerable<AnalyticsDaily> types)
    {
        (Period, Days, Before) = (period, days, before);
        this.types = types.ToLookup(row => row.EventType);
        known = [.. days.Where(day => day.Row is not null).Select(day => day.Date)];
        compared = [.. Comparable()];
        opposite = [.. compared.Select(date => date.AddDays(-period.Days))];
        Visitors = FigureOf(Merged);
        PageViews = FigureOf(all => all.Sum(day => day.PageViews));
        Orders = FigureOf(all => all.Sum(day => day.Orders));
        RevenueCents = FigureOf(all => all.Sum(day => day.RevenueCents));
        Conversion = Figure.Share(Orders, Visitors);
        Funnel = [.. Stages.Select(stage => new FunnelStep(stage, SessionsOf(this.types[stage]))),
            new FunnelStep(null, (long)(Orders.Value ?? 0))];
        ByType = [.. this.types.Select(TypeOf).Where(type => type.Events is { Value: > 0 } or { Before: > 0 })
            .OrderByDescending(type => type.Events.Value).ThenBy(type => type.Name, StringComparer.Ordinal)];
    }

    public Period Period { get; }

    public IReadOnlyList<TrendDay> Days { get; }

    public IReadOnlyList<TrendDay> Before { get; }

    public Figure Visitors { get; }

    public Figure PageViews { get; }

    public Figure Orders { get; }

    public Figure RevenueCents { get; }

    /// <summary>Orders for each visitor.</summary>
    public Figure Conversion { get; }

    /// <summary>How far visitors came, from a product looked at to an order.</summary>
    public IReadOnlyList<FunnelStep> Funnel { get; }

    /// <summary>What was told of, the most frequent first.</summary>
    public IReadOnlyList<TypeFigures> ByType { get; }

    public int KnownDays => known.Count;

    /// <summary>How many whole days are compared with as many before; 0 where they cannot be.</summary>
    public int ComparedDays => compared.Count;

    /// <summary>Visitors of one day are counted, those of several estimated.</summary>
    public bool IsEstimated => known.Count > 1;

    /// <summary>The types of one of its days; none where the day is not known.</summary>
    public IEnumerable<AnalyticsDaily> TypesOf(DateOnly date) =>
        known.Contains(date) ? types.SelectMany(type => type).Where(row => row.Date == date) : [];

    // Each day that is over stands against its own opposite, where both are known. Of too few of them nothing can be said.
    private IEnumerable<DateOnly> Comparable()
    {
        var over = Days.Zip(Before).Where(pair => !pair.First.IsLive).ToList();
        var known = over.FindAll(pair => pair.First.IsWhole && pair.Second.IsWhole);
        return known.Count * 2 > over.Count ? known.Select(pair => pair.First.Date) : [];
    }

    private Figure FigureOf(Func<IReadOnlyList<TrendDay>, double?> of) => new(
        known.Count == 0 ? null : of([.. Days.Where(day => known.Contains(day.Date))]),
        compared.Count == 0 ? null : of([.. Days.Where(day => compared.Contains(day.Date))]),
        compared.Count == 0 ? null : of([.. Before.Where(day => opposite.Contains(day.Date))]));

    private TypeFigures TypeOf(IGrouping<string, AnalyticsDaily> type)
    {
        double Events(HashSet<DateOnly> dates) => type.Where(row => dates.Contains(row.Date)).Sum(row => row.EventCount);
        var users = type.Where(row => known.Contains(row.Date)).Sum(row => row.UniqueUsers);
        return new TypeFigures(
            type.Key,
            new Figure(Events(known), compared.Count == 0 ? null : Events(compared), compared.Count == 0 ? null : Events(opposite)),
            SessionsOf(type),
            known.Count == 0 ? 0 : users / (double)known.Count);
    }

    private static double? Merged(IReadOnlyList<TrendDay> days) =>
        Estimate([.. days.Select(day => (day.Row!.UniqueSessions, day.Row.SessionSketch))]);

    private long SessionsOf(IEnumerable<AnalyticsDaily> type) =>
        Estimate([.. type.Where(row => known.Contains(row.Date)).Select(row => (row.UniqueSessions, row.SessionSketch))]);

    // Never fewer than on the best of the days nor more than on all of them, which for one day is what was counted.
    private static long Estimate(List<(long Count, byte[] Sketch)> days)
    {
        if (days.Count == 0) return 0;
        var all = new VisitorSketch();
        foreach (var day in days) all.Merge(VisitorSketch.FromBytes(day.Sketch));
        return Math.Clamp(all.Estimate(), days.Max(day => day.Count), days.Sum(day => day.Count));
    }
}
