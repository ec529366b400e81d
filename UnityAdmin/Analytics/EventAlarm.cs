namespace UnityAdmin.Analytics;

/// <summary>A type of event that came up or went away from one day to the next, as broken tracking does.</summary>
/// <param name="Name">Its normal name.</param>
/// <param name="Day">The last day that is whole.</param>
/// <param name="Appeared">New that day, else gone.</param>
/// <param name="PerDay">How many that day where it is new; else how many on an average day before.</param>
public sealed record EventAlarm(string Name, DateOnly Day, bool Appeared, double PerDay)
{
    /// <summary>What a day is compared with.</summary>
    public const int DaysBefore = 28;

    // A shop that has just begun is no alarm.
    private const int FewestKnown = 14;

    /// <param name="whole">The days that are whole, up to yesterday.</param>
    /// <param name="counts">Events by day and type.</param>
    public static IReadOnlyList<EventAlarm> Of(
        IReadOnlyCollection<DateOnly> whole, IEnumerable<(DateOnly Date, string Name, long Count)> counts)
    {
        if (whole.Count == 0) return [];
        var day = whole.Max();
        var before = whole.Where(date => date < day && date >= day.AddDays(-DaysBefore)).ToHashSet();
        if (before.Count < FewestKnown) return [];
        return
        [
            .. from row in counts
               where row.Count > 0 && (row.Date == day || before.Contains(row.Date))
               group row by row.Name into type
               let now = type.Where(row => row.Date == day).Sum(row => row.Count)
               let days = type.Count(row => row.Date != day)
               where now > 0 ? days == 0 : days * 2 > before.Count
               orderby type.Key
               select new EventAlarm(type.Key, day, now > 0, now > 0 ? now : type.Sum(row => row.Count) / (double)before.Count),
        ];
    }
}
