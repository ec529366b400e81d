using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace UnityAdmin.Operations;

/// <summary>Where this process reaches itself, past whatever proxy stands before it.</summary>
internal static class OwnAddress
{
    private static readonly string[] Everywhere = ["*", "+", "0.0.0.0", "[::]"];

    /// <returns>Plain HTTP before HTTPS; null where it listens at no TCP address.</returns>
    public static Uri? Of(IServer server)
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var at = listening.Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .OrderBy(address => address.Scheme.Length).FirstOrDefault();
        if (at is null) return null;
        return new UriBuilder(at.Scheme, Everywhere.Contains(at.Host) ? "localhost" : at.Host, at.Port).Uri;
    }
}
