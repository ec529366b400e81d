using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>
/// The whole program, from its entry point, on a real Kestrel at a free port of loopback and on a database of its own. It runs in this
/// process, so a test may also ask its services and set its clock.
/// </summary>
public sealed class AppServer : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(MakeCertificate);

    private readonly Settings settings;
    private Program program;

    private AppServer(DatabaseAddress database, string folder, TestClock? clock, Settings settings)
    {
        Database = database;
        Folder = folder;
        Rows = new Rows(database);
        Clock = clock;
        this.settings = settings;
        program = Run(port: 0);
        var bound = program.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Url = new Uri(bound.Single());
    }

    /// <summary>Where it listens, such as <c>https://127.0.0.1:40001/</c>: outside Development cookies travel over https only.</summary>
    public Uri Url { get; }

    public DatabaseAddress Database { get; }

    /// <summary>What <c>Storage:Directory</c> names.</summary>
    public string Folder { get; }

    /// <summary>The fake clock it was started with; null when it runs on the real one.</summary>
    public TestClock? Clock { get; }

    /// <summary>The database past our code.</summary>
    public Rows Rows { get; }

    public IServiceProvider Services => program.Services;

    /// <param name="on">The kind of database.</param>
    /// <param name="settings">The environment, configuration and fakes of this server.</param>
    /// <param name="clock">A clock that the test moves; cookies and tokens follow it too.</param>
    public static async Task<AppServer> StartAsync(TestDatabase on, Settings? settings = null, TestClock? clock = null)
    {
        var server = await BeginAsync(on, settings, clock);
        await server.Services.GetRequiredService<StartupProgress>().Over.WaitAsync(Stop);
        return server;
    }

    /// <summary>The same, without waiting until the shop is filled.</summary>
    public static async Task<AppServer> BeginAsync(TestDatabase on, Settings? settings = null, TestClock? clock = null)
    {
        var folder = TempFolder.New();
        var database = await Databases.CopyAsync(on, folder);
        return new AppServer(database, folder, clock, settings ?? new Settings());
    }

    /// <summary>A visitor with a cookie jar of their own, who sees redirects instead of following them.</summary>
    public HttpClient NewClient()
    {
        var wire = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        wire.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => Certificate.Value.Equals(shown);
        return new HttpClient(wire) { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(180) };
    }

    /// <summary>Stops the program: its pages lose their connection, and its file is free again.</summary>
    public async Task StopAsync()
    {
        await program.DisposeAsync();
        if (Database.Provider == DatabaseProvider.Sqlite) await FreeAsync();
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>, at the same address and on the same data; it remembers no circuit.</summary>
    public void StartAgain() => program = Run(Url.Port);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Databases.DropAsync(Database);
        TempFolder.Delete(Folder);
    }

    private Program Run(int port)
    {
        var started = new Program(Database, Folder, Clock, settings);
        started.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(Certificate.Value)));
        started.StartServer();

        // An entry point that refuses to start ends, and its factory takes that for a start.
        var isServing = started.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested;
        return isServing ? started : throw new InvalidOperationException("The program ended before it served; standard error says why.");
    }

    // The host is gone a moment before the entry point lets go of the database.
    private async Task FreeAsync()
    {
        for (var looks = 1; ; looks++)
        {
            try
            {
                SqliteFile.Take(Database.ConnectionString).Dispose();
                return;
            }
            catch (StartRefusedException) when (looks < 1000)
            {
                await Task.Delay(20, Stop);
            }
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>How a server differs from a production one with its default settings.</summary>
    public sealed record Settings
    {
        public string Environment { get; init; } = "Production";

        /// <summary>Configuration by its names, such as <c>Shop:PublicUrl</c>.</summary>
        public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

        /// <summary>Last word on the services: fakes for the world outside, such as mail.</summary>
        public Action<IServiceCollection>? Replace { get; init; }
    }

    private sealed class Program(DatabaseAddress database, string folder, TestClock? clock, Settings settings)
        : WebApplicationFactory<global::Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(settings.Environment);

            // Outside Development a program expects its assets published; the tests run it as built.
            builder.UseStaticWebAssets();
            builder.UseSetting("Database:Provider", database.Provider.ToString());
            builder.UseSetting("ConnectionStrings:Unity", database.ConnectionString);
            builder.UseSetting("Storage:Directory", folder);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning");
            foreach (var (name, value) in settings.Values) builder.UseSetting(name, value);
            builder.ConfigureTestServices(services =>
            {
                if (clock is not null) services.AddSingleton<TimeProvider>(clock);
                TestShop.KeepHangfireQuiet(services);
                settings.Replace?.Invoke(services);
            });
        }
    }
}
