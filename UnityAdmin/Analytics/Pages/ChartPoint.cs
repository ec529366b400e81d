namespace UnityAdmin.Analytics.Pages;

/// <summary>A day or an hour of a chart.</summary>
/// <param name="Tick">Its name below the axis.</param>
/// <param name="Name">Its name in full.</param>
/// <param name="Value">Null where it is not known: the line breaks.</param>
/// <param name="Before">What stands opposite in the period before, with its name; null where nothing does.</param>
/// <param name="State">How far it may be trusted.</param>
/// <param name="Trust">The same in words, and who says so.</param>
/// <param name="Href">Where it leads; null leads nowhere.</param>
/// <param name="Notes">What was written on it.</param>
public sealed record ChartPoint(
    string Tick, string Name, double? Value, (string Name, double Value)? Before, DayState State, string Trust, string? Href,
    IReadOnlyList<string> Notes);

/// <summary>Where the points of a chart come to lie, on a ground of 100 by 100 whose origin is top left.</summary>
internal sealed class ChartShape
{
    private const int FewestSteps = 2;

    private readonly IReadOnlyList<ChartPoint> points;

    public ChartShape(IReadOnlyList<ChartPoint> points, bool wholeSteps)
    {
        this.points = points;
        var most = points.Max(point => Math.Max(point.Value ?? 0, point.Before?.Value ?? 0));
        var step = StepOf(most <= 0 ? 1 : most, wholeSteps);
        var steps = Math.Max(FewestSteps, (int)Math.Ceiling(most / step));
        Top = step * steps;
        Lines = [.. Enumerable.Range(0, steps + 1).Select(line => line * step)];
    }

    public double Top { get; }

    /// <summary>The values that the axis names.</summary>
    public IReadOnlyList<double> Lines { get; }

    public double Width => 100.0 / points.Count;

    public double Up(double value) => 100 * value / Top;

    /// <summary>Lines through all days that are known and over; each gap begins a new one.</summary>
    public string Solid => Path(Runs(point => point.Value, point => point.State != DayState.Partial));

    /// <summary>To a day whose figures may still change, and on from it.</summary>
    public string Dashed => Path(points.Zip(points.Skip(1)).Index()
        .Where(step => step.Item is { First.Value: not null, Second.Value: not null }
            && (step.Item.First.State == DayState.Partial || step.Item.Second.State == DayState.Partial))
        .Select(step => new List<(int, double)>
        {
            (step.Index, step.Item.First.Value!.Value),
            (step.Index + 1, step.Item.Second.Value!.Value),
        }));

    public string Earlier => Path(Runs(point => point.Before?.Value, _ => true));

    public string Area => string.Concat(Runs(point => point.Value, point => point.State != DayState.Partial).Where(run => run.Count > 1)
        .Select(run => $"{Path([run])}L{Text(Across(run[^1].At))} 100L{Text(Across(run[0].At))} 100Z"));

    /// <summary>A line cannot show a day that stands alone, nor well one that is not over.</summary>
    public bool HasDot(int at) => points[at] is { Value: not null } point
        && (point.State == DayState.Partial || points.Count <= 31 || (Value(at - 1) is null && Value(at + 1) is null));

    /// <summary>Which points the axis names: some six, the first among them.</summary>
    public bool HasTick(int at) => at % Math.Max(1, (int)Math.Ceiling(points.Count / 8.0)) == 0;

    /// <summary>Days of one state that follow each other.</summary>
    public IEnumerable<(DayState State, int Count)> States()
    {
        for (int from = 0, to; from < points.Count; from = to)
        {
            for (to = from + 1; to < points.Count && points[to].State == points[from].State; to++);
            yield return (points[from].State, to - from);
        }
    }

    public static string Text(double number) => number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private double? Value(int at) => at >= 0 && at < points.Count ? points[at].Value : null;

    private double Across(int at) => (at + 0.5) * Width;

    private string Path(IEnumerable<List<(int At, double Value)>> runs) => string.Concat(runs.Select(run => "M" + string.Join('L',
        run.Select(point => $"{Text(Across(point.At))} {Text(100 - Up(point.Value))}"))));

    private List<List<(int At, double Value)>> Runs(Func<ChartPoint, double?> of, Func<ChartPoint, bool> takes)
    {
        var runs = new List<List<(int, double)>>();
        var isOpen = false;
        foreach (var (at, point) in points.Index())
        {
            if (of(point) is not { } value || !takes(point))
            {
                isOpen = false;
                continue;
            }

            if (!isOpen) runs.Add([]);
            runs[^1].Add((at, value));
            isOpen = true;
        }

        return runs;
    }

    // 1, 2 or 5 times a power of ten, so that the axis has three to six lines.
    private static double StepOf(double most, bool whole)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / 4)));
        var step = power * (most / 4 / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return whole ? Math.Max(1, step) : step;
    }
}
