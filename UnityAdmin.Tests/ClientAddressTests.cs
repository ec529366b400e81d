using System.Net;

namespace UnityAdmin.Tests;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%7", "fe80::/64")]
    [InlineData("::1", "::/64")]
    [InlineData(null, "unknown")]
    public void A_limit_counts_an_ipv4_address_and_a_whole_64_of_ipv6(string? address, string counted) =>
        Assert.Equal(counted, ClientAddress.CountedBy(address is null ? null : IPAddress.Parse(address)));

    /// <summary>Each address asks once; the limit of the catalogue is two a minute.</summary>
    [Theory]
    [InlineData(429, "2001:db8:1:2::1", "2001:db8:1:2:aaaa::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")]
    [InlineData(200, "2001:db8:1:2::1", "2001:db8:1:2:aaaa::1", "2001:db8:1:3::1")]
    [InlineData(429, "203.0.113.9", "::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData(200, "203.0.113.9", "203.0.113.9", "203.0.113.10")]
    public async Task The_public_limits_count_so(int last, params string[] addresses)
    {
        var settings = new AppServer.Settings
        {
            Values = new Dictionary<string, string>
            {
                ["RateLimits:CataloguePerMinute"] = "2",
                ["Proxy:KnownNetworks:0"] = "127.0.0.0/8",
            },
        };
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, settings);
        using var client = server.NewClient();
        var statuses = new List<int>();
        foreach (var address in addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/products", UriKind.Relative));
            request.Headers.Add("X-Forwarded-For", address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address);
            using var answer = await client.SendAsync(request, Stop);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Equal([200, 200, last], statuses);
    }
}
