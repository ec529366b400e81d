using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>The built program serving as a process of its own, which a test may kill.</summary>
internal sealed class ChildServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly StringBuilder complained = new();

    private ChildServer(Process process, Uri url)
    {
        (this.process, Url) = (process, url);
        process.OutputDataReceived += (_, line) => Keep(said, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(complained, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All of stdout so far.</summary>
    public string Out => Read(said);

    /// <summary>All of stderr so far.</summary>
    public string Error => Read(complained);

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
        var server = Begin(database, folder, settings);
        await server.UntilAsync("/health/ready");
        return server;
    }

    /// <summary>The same, without waiting for anything.</summary>
    public static ChildServer Begin(DatabaseAddress database, string folder, params string[] settings)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        return new ChildServer(
            ChildProgram.Start(
                database, folder,
                [
                    "--urls", url.ToString(), "--RateLimits:OrdersPerMinute", "10000000", "--RateLimits:TrackingPerMinute", "10000000",
                    .. settings,
                ]),
            url);
    }

    public Task UntilListeningAsync() => UntilAsync("/health");

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        Signal("TERM");
        await process.WaitForExitAsync(Stop);
        return process.ExitCode;
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

    private async Task UntilAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = Url };
        var asked = Stopwatch.StartNew();
        while (!await IsOkAsync(client, path))
        {
            Assert.False(process.HasExited, $"the server ended with {(process.HasExited ? process.ExitCode : 0)}: {Error}");
            Assert.True(asked.Elapsed < Patience, $"the server did not become ready: {Error}");
            await Task.Delay(25, Stop);
        }
    }

    private static void Keep(StringBuilder lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.AppendLine(line);
    }

    private static string Read(StringBuilder lines)
    {
        lock (lines) return lines.ToString();
    }

    private static async Task<bool> IsOkAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
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
