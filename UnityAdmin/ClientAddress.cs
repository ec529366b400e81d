using System.Net;
using System.Net.Sockets;

namespace UnityAdmin;

/// <summary>What a limit per address takes for one address.</summary>
public static class ClientAddress
{
    /// <summary>
    /// The text a limit counts a caller by: an IPv4 address itself, also where it comes mapped into IPv6; of IPv6 the /64, such as
    /// <c>2001:db8:1:2::/64</c>, because one household has all of it.
    /// </summary>
    /// <param name="address">The caller's; a proxy's word about it counts only from <c>Proxy:KnownNetworks</c>.</param>
    /// <returns>Never null: all callers without an address count as one.</returns>
    public static string CountedBy(IPAddress? address)
    {
        var plain = Plain(address);
        if (plain is not { AddressFamily: AddressFamily.InterNetworkV6 }) return plain?.ToString() ?? "unknown";
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    /// <summary>The same address; one of IPv4 in the spelling of IPv4, whichever socket it came by.</summary>
    public static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
