using System.Diagnostics;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// The zone of a process is settled when it starts, so the test of the very moment is run by processes of their own, each with
/// the machine's clock set elsewhere: none of them may tell the difference.
/// </summary>
public sealed class ReservationZonesTests
{
    private const string Moments = $"*{nameof(ReservationExpiryTests.It_ends_at_24_hours_to_the_millisecond_whatever_the_clocks_do)}*";

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/New_York")]
    public async Task Holds_end_at_the_same_moment_wherever_the_machine_stands(string zone)
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(ReservationZonesTests).Assembly.Location, "-method", Moments, "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["TZ"] = zone;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        var said = await output + await error;
        Assert.True(process.ExitCode == 0, said);
        Assert.Matches(@"Total: 2, Errors: 0, Failed: 0, Skipped: 0", said);
    }
}
