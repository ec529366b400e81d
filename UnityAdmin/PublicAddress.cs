using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace UnityAdmin;

/// <summary>
/// Where people outside reach this server, for links in messages: <c>Shop:PublicUrl</c>, else the address it listens on. Never taken from
/// a request, whose Host header anyone can write.
/// </summary>
public sealed class PublicAddress(IOptions<ShopSettings> settings, IServer server)
{
    public Uri Of(string path)
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?.Replace("[::]", "localhost").Replace("0.0.0.0", "localhost");
        var root = settings.Value.PublicUrl ?? listening ?? "http://localhost:5080";
        return new Uri(new Uri(root), path);
    }
}
