using Microsoft.AspNetCore.HttpOverrides;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>
/// Whose word about a caller's address and scheme counts: only proxies in <c>Proxy:KnownNetworks</c> (CIDR, such as <c>10.0.0.0/8</c>).
/// With none configured nobody's does, since anyone can write those headers.
/// </summary>
internal static class ProxySettings
{
    /// <exception cref="StartRefusedException">An entry is no network.</exception>
    public static void Trust(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.ForwardedHeaders = ForwardedHeaders.None;
        foreach (var entry in configuration.GetSection("Proxy:KnownNetworks").Get<string[]>() ?? [])
        {
            if (!System.Net.IPNetwork.TryParse(entry, out var network))
                throw new StartRefusedException($"Proxy:KnownNetworks has '{entry}', which is no network such as 10.0.0.0/8.");
            options.KnownIPNetworks.Add(network);
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        }
    }
}
