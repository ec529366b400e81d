using Microsoft.AspNetCore.Authentication;

namespace UnityAdmin.Staff;

public static class OwnServerExtension
{
    extension(HttpContext http)
    {
        /// <summary>
        /// The address that limits per address count this request by; null for one of the shop's own servers, known by its bearer token:
        /// all visitors of the storefront come from that one. A token that is not valid makes nobody more than a stranger.
        /// </summary>
        public async Task<string?> CountedAddressAsync() => (await http.AuthenticateAsync(BearerTokens.Scheme)).Succeeded
            ? null
            : ClientAddress.CountedBy(http.Connection.RemoteIpAddress);
    }
}
