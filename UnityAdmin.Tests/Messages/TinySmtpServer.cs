using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace UnityAdmin.Tests.Messages;

/// <summary>As much of RFC 5321 as one client needs, on a free port of loopback; it misbehaves as the test says.</summary>
internal sealed class TinySmtpServer : IAsyncDisposable
{
    /// <summary>In the place of an answer: nothing more is ever said.</summary>
    public const string Silence = "(silence)";

    /// <summary>In the place of an answer: the connection is closed.</summary>
    public const string HangUp = "(hang up)";

    /// <summary>The name under which <see cref="Answers"/> holds the greeting.</summary>
    public const string Greeting = "(greeting)";

    /// <summary>The name under which <see cref="Answers"/> holds the answer to a letter that is there whole.</summary>
    public const string LetterTaken = "(letter)";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;

    public TinySmtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is said instead of yes, by the verb it answers.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = [];

    /// <summary>With one the server speaks TLS: after STARTTLS, or from the first byte where <see cref="BeginsWithTls"/>.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool BeginsWithTls { get; init; }

    /// <summary>What it says it can do, beside STARTTLS.</summary>
    public string[] Extensions { get; init; } = [];

    /// <summary>Whether the connection is closed as soon as the letter was answered, without waiting for QUIT.</summary>
    public bool HangsUpAfterLetter { get; init; }

    /// <summary>How long it thinks about each letter.</summary>
    public TimeSpan Thinks { get; init; }

    /// <summary>Every command of every connection, as it came; the client's QUIT may come while a test is already looking.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>The lines of every letter that came whole.</summary>
    public ConcurrentQueue<string[]> Letters { get; } = [];

    /// <summary>The lines of the last letter.</summary>
    public string[] Lines => Letters.LastOrDefault() ?? [];

    /// <summary>The header's lines: all before the first empty one.</summary>
    public IEnumerable<string> Header => Lines.TakeWhile(line => line.Length > 0);

    /// <summary>Whether the last command came encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await serving;
        listener.Dispose();
        closing.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(closing.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or IOException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client went, or we did; the next one is served all the same.
            }
        }
    }

    private async Task TalkAsync(Stream wire)
    {
        var line = BeginsWithTls ? await EncryptAsync(wire) : Line.Over(wire, closing.Token);
        IsEncrypted = BeginsWithTls;
        if (!await SayAsync(line, Greeting, "220 tiny")) return;
        while (await line.ReadAsync() is { } command)
        {
            Commands.Enqueue(command);
            var verb = command.Split(' ')[0].ToUpperInvariant();
            if (!await SayAsync(line, verb, UsualAnswer(verb))) return;
            if (verb == "QUIT") return;
            if (verb == "STARTTLS") (line, IsEncrypted) = (await EncryptAsync(wire), true);
            if (verb == "DATA" && !await TakeLetterAsync(line)) return;
        }
    }

    private string UsualAnswer(string verb) => verb switch
    {
        "EHLO" => string.Concat(Capabilities().Select(word => $"250-{word}\r\n")) + "250 8BITMIME",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        "STARTTLS" => "220 go on",
        "AUTH" => "235 welcome",
        _ => "250 ok",
    };

    private IEnumerable<string> Capabilities() =>
        Certificate is not null && !IsEncrypted ? ["tiny", .. Extensions, "STARTTLS"] : ["tiny", .. Extensions];

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> TakeLetterAsync(Line line)
    {
        var letter = new List<string>();
        while (await line.ReadAsync() is { } text)
        {
            if (text != ".")
            {
                letter.Add(text);
                continue;
            }

            await Task.Delay(Thinks, closing.Token);
            Letters.Enqueue([.. letter]);
            return await SayAsync(line, LetterTaken, "250 taken") && !HangsUpAfterLetter;
        }

        return false;
    }

    private async Task<bool> SayAsync(Line line, string verb, string usual)
    {
        var answer = Answers.GetValueOrDefault(verb, usual);
        if (answer == HangUp) return false;
        if (answer == Silence) await Task.Delay(Timeout.Infinite, closing.Token);
        await line.WriteAsync(answer);
        return true;
    }

    private async Task<Line> EncryptAsync(Stream wire)
    {
        var tls = new SslStream(wire);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, closing.Token);
        return Line.Over(tls, closing.Token);
    }

    private sealed class Line(Stream stream, StreamReader reader, CancellationToken closing)
    {
        public static Line Over(Stream stream, CancellationToken closing) => new(stream, new StreamReader(stream, Encoding.UTF8), closing);

        public ValueTask<string?> ReadAsync() => reader.ReadLineAsync(closing);

        public ValueTask WriteAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), closing);
    }
}
