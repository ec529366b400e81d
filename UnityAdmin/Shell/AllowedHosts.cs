using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace UnityAdmin.Shell;

/// <summary>
/// Which names in a request's Host header are this server's; others get 400 from ASP.NET's host filter. The setting <c>AllowedHosts</c>
/// (names separated by semicolons, <c>*</c> for all) has the last word. Without it: the host of <c>Shop:PublicUrl</c>, loopback, and the
/// addresses the server listens at; where it listens everywhere, this machine's own name and addresses. So a foreign name that leads
/// here, which is how a web page of strangers would reach a server inside the shop, is never answered.
/// </summary>
internal sealed class AllowedHosts(IServer server, IOptions<ShopSettings> shop, IHostApplicationLifetime lifetime)
    : IConfigureOptions<HostFilteringOptions>, IOptionsChangeTokenSource<HostFilteringOptions>
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public string? Name => Options.DefaultName;

    public static void AddTo(WebApplicationBuilder builder)
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration["AllowedHosts"])) return;
        _ = builder.Services.AddSingleton<AllowedHosts>();
        _ = builder.Services.AddSingleton<IConfigureOptions<HostFilteringOptions>>(provider => provider.GetRequiredService<AllowedHosts>());
        _ = builder.Services.AddSingleton<IOptionsChangeTokenSource<HostFilteringOptions>>(
            provider => provider.GetRequiredService<AllowedHosts>());
    }

    public void Configure(HostFilteringOptions options)
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        options.AllowedHosts = Of(shop.Value.PublicUrl, listening, OwnNames);
    }

    // The filter reads its list before the server is bound; addresses of Kestrel's own settings are known only afterwards.
    public IChangeToken GetChangeToken() => lifetime.ApplicationStarted.IsCancellationRequested
        ? new CancellationChangeToken(CancellationToken.None)
        : new CancellationChangeToken(lifetime.ApplicationStarted);

    /// <param name="publicUrl">The setting <c>Shop:PublicUrl</c>.</param>
    /// <param name="listening">Addresses as Kestrel spells them, such as <c>http://*:5080</c>.</param>
    /// <param name="ownNames">This machine's name and addresses; asked only where the server listens everywhere.</param>
    internal static IList<string> Of(string? publicUrl, IEnumerable<string> listening, Func<IEnumerable<string>> ownNames)
    {
        var hosts = new HashSet<string>(Loopback, StringComparer.OrdinalIgnoreCase);
        if (publicUrl is not null) _ = hosts.Add(new Uri(publicUrl).Host);
        foreach (var host in listening.Where(IsTcp).Select(address => BindingAddress.Parse(address).Host))
        {
            if (IsEverywhere(host)) hosts.UnionWith(ownNames());
            if (!IsAddressOfEverything(host)) _ = hosts.Add(host);
        }

        return [.. hosts];
    }

    private static bool IsTcp(string address) => BindingAddress.Parse(address) is { IsUnixPipe: false, IsNamedPipe: false };

    // As Kestrel has it: whatever is neither an address nor localhost means every address, a name such as shop.example too.
    private static bool IsEverywhere(string host) => IsAddressOfEverything(host)
        || (!host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(host, out _));

    private static bool IsAddressOfEverything(string host) => host is "*" or "+"
        || (IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));

    private static IEnumerable<string> OwnNames() =>
    [
        Dns.GetHostName(),
        .. NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(own => new UriBuilder(Uri.UriSchemeHttp, PlainText(own.Address)).Uri.Host),
    ];

    // A link-local address is followed by its network's number, which no Host header has.
    private static string PlainText(IPAddress address) => new IPAddress(address.GetAddressBytes()).ToString();
}
