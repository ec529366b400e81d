using System.Diagnostics;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// The zone of a process is settled when it starts, so <see cref="ReservationExpiryTests"/> are run by processes of their own, each
/// with the machine's clock set elsewhere: not one of them may tell the difference.
/// </summary>
public sealed class ReservationZonesTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/New_York")]
    public async Task Holds_end_at_the_same_moment_wherever_the_machine_stands(string zone)
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(ReservationZonesTests).Assembly.Location, "-class", typeof(ReservationExpiryTests).FullName!, "-noColor", "-noLogo"])
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
        Assert.Matches(@"Total: (\d{2,}), Errors: 0, Failed: 0, Skipped: 0", said);
    }
}
