namespace UnityAdmin.Operations.Pages;

/// <summary>One bar of a day, as high as its value.</summary>
public sealed record DayPoint(DateOnly Day, long Value)
{
    public static IReadOnlyList<DayPoint> Submissions(IReadOnlyList<DayFigures> days) =>
        [.. days.Select(day => new DayPoint(day.Day, day.Submitted))];

    /// <summary>In cents.</summary>
    public static IReadOnlyList<DayPoint> Agreed(IReadOnlyList<DayFigures> days) =>
        [.. days.Select(day => new DayPoint(day.Day, day.Agreed.Cents))];
}
