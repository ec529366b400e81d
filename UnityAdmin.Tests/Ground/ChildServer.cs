using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>The built program serving as a process of its own, which a test may kill.</summary>
internal sealed class ChildServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Process process;

    private ChildServer(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    public int ProcessId => process.Id;

    /// <summary>Stops it between two instructions, as a machine does that is put to sleep.</summary>
    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    /// <summary>Starts it without limits on orders and events, and returns once it says that it is ready.</summary>
    /// <param name="database">The shop's.</param>
    /// <param name="folder">What <c>Storage:Directory</c> names.</param>
    /// <param name="settings">More settings, such as <c>--Mail:Host mail</c>.</param>
    public static async Task<ChildServer> StartAsync(DatabaseAddress database, string folder, params string[] settings)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = ChildProgram.Start(
            database, folder,
            [
                "--urls", url.ToString(), "--RateLimits:OrdersPerMinute", "10000000", "--RateLimits:TrackingPerMinute", "10000000",
                .. settings,
            ]);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = url };
        var asked = Stopwatch.StartNew();
        while (!await IsReadyAsync(client))
        {
            Assert.False(process.HasExited, $"the server ended with {(process.HasExited ? process.ExitCode : 0)} instead of serving");
            Assert.True(asked.Elapsed < Patience, "the server did not become ready");
            await Task.Delay(25, Stop);
        }

        return new ChildServer(process, url);
    }

    /// <summary>Ends it as a power cut would: no signal that it could handle.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
