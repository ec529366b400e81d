using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>A PostgreSQL of one test, which it may restart: the run's own serves all the others.</summary>
internal sealed class OwnPostgres : IDisposable
{
    private static readonly string Programs =
        Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin/";

    private readonly string folder;
    private readonly int port;

    private OwnPostgres(string folder, int port) => (this.folder, this.port) = (folder, port);

    public DatabaseAddress Database => new(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres", MaxPoolSize = 20, Timeout = 15,
    }.ConnectionString);

    // Not in the run's own folder, which is closed to the user that PostgreSQL insists on.
    public static OwnPostgres Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"unity-postgres-{Path.GetRandomFileName()}");
        _ = Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", folder);
        var own = new OwnPostgres(folder, FreePort());
        AsPostgres("initdb", "-D", $"{folder}/data", "-A", "trust", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        own.Control("start");
        return own;
    }

    /// <param name="mode">How PostgreSQL is stopped first: <c>fast</c> ends its connections, <c>immediate</c> is a crash.</param>
    public void Restart(string mode)
    {
        Control("stop", "-m", mode);
        Control("start");
    }

    public void Dispose()
    {
        if (File.Exists($"{folder}/data/postmaster.pid")) Control("stop", "-m", "immediate");
        Directory.Delete(folder, true);
    }

    private void Control(string what, params string[] more) => AsPostgres(
        "pg_ctl", [
            what, "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off", .. more,
        ]);

    private static void AsPostgres(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess) Run("runuser", ["-u", "postgres", "--", Programs + program, .. arguments]);
        else Run(Programs + program, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // A server that is started inherits what we are given, so nothing may wait for the end of its output.
        const string Silently = "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null";
        var start = new ProcessStartInfo("sh", ["-c", Silently, program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
