using Bogus;

namespace UnityAdmin.Demo;

/// <summary>The time in one story: always forward, never past <paramref name="latest"/>, at the desk while the shop is open.</summary>
/// <param name="leisure">How much longer everything takes than it must; what is still going on should have moved lately.</param>
internal sealed class DemoPace(DateTime start, DateTime latest, double leisure, Func<DateTime, DateTime> local, Randomizer random)
{
    public DateTime At { get; private set; } = start;

    public DateTime Latest => latest;

    public void Pass(double fromHours, double toHours, bool atDesk = false, DateTime? before = null)
    {
        var end = before?.AddMinutes(-2) is { } earlier && earlier < latest ? earlier : latest;
        var next = At.AddHours(random.Double(fromHours, toHours) * leisure);
        if (atDesk) next = WhenOpen(next);
        JumpTo(next < end ? next : PartOfTheWay(end, atDesk));
    }

    public void JumpTo(DateTime moment)
    {
        var whole = moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));
        if (whole > At) At = whole;
    }

    private DateTime WhenOpen(DateTime moment)
    {
        while (!IsOpen(local(moment))) moment = moment.AddMinutes(random.Int(20, 60));
        return moment;
    }

    // The story has less time than it would take, so it goes part of the way that is left and more can follow: by day if there is a day.
    private DateTime PartOfTheWay(DateTime end, bool atDesk)
    {
        var left = end - At;
        for (var tries = 0; tries < 20; tries++)
        {
            var moment = At + left * random.Double(0.1, 0.5 + tries * 0.02);
            if (!atDesk || IsOpen(local(moment))) return moment;
        }

        return At + left * random.Double(0.2, 0.5);
    }

    private static bool IsOpen(DateTime local) => local.DayOfWeek == DayOfWeek.Sunday
        ? local.Hour is >= 12 and < 18
        : local.Hour is >= 10 and < 19;
}
