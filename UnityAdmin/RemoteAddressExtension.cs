namespace UnityAdmin;

public static class RemoteAddressExtension
{
    extension(HttpContext http)
    {
        /// <summary>Where the request came from; a proxy's word counts only from <c>Proxy:KnownNetworks</c>.</summary>
        public string? RemoteAddress => ClientAddress.Plain(http.Connection.RemoteIpAddress)?.ToString();
    }
}
