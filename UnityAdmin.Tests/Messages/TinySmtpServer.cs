using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace UnityAdmin.Tests.Messages;

/// <summary>As much of RFC 5321 as one client needs, on a free port of loopback.</summary>
internal sealed class TinySmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;
    private readonly bool silent;

    /// <param name="silent">Takes the connection and never says a word.</param>
    public TinySmtpServer(bool silent = false)
    {
        this.silent = silent;
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every command, as it came; the client's QUIT may come while a test is already looking.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>The lines of the one message taken.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>The header's lines: all before the first empty one.</summary>
    public IEnumerable<string> Header => Lines.TakeWhile(line => line.Length > 0);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        try
        {
            await serving;
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or IOException)
        {
            // The client went, or we did.
        }

        listener.Dispose();
        closing.Dispose();
    }

    private async Task ServeAsync()
    {
        using var client = await listener.AcceptTcpClientAsync(closing.Token);
        if (silent) await Task.Delay(Timeout.Infinite, closing.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Task SayAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), closing.Token).AsTask();
        await SayAsync("220 tiny");
        while (await reader.ReadLineAsync(closing.Token) is { } command)
        {
            Commands.Enqueue(command);
            var verb = command.Split(' ')[0].ToUpperInvariant();
            await SayAsync(verb switch { "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" });
            if (verb == "QUIT") return;
            if (verb != "DATA") continue;
            while (await reader.ReadLineAsync(closing.Token) is { } line && line != ".") Lines.Enqueue(line);
            await SayAsync("250 taken");
        }
    }
}
