using System.Net;
using UnityAdmin.Shell;

namespace UnityAdmin.Tests.Shell;

public sealed class AllowedHostsTests
{
    private const string Loopback = "localhost 127.0.0.1 [::1]";

    [Theory]
    [InlineData(null, "http://localhost:5080", Loopback)]
    [InlineData("https://admin.unity.example/", "http://127.0.0.1:5080", Loopback + " admin.unity.example")]
    [InlineData(null, "http://10.1.2.3:5080", Loopback + " 10.1.2.3")]
    [InlineData(null, "http://[2001:db8::5]:5080", Loopback + " [2001:db8::5]")]
    [InlineData(null, "http://*:5080", Loopback + " till-1 10.9.9.9")]
    [InlineData(null, "http://+:5080", Loopback + " till-1 10.9.9.9")]
    [InlineData(null, "http://0.0.0.0:5080", Loopback + " till-1 10.9.9.9")]
    [InlineData("https://admin.unity.example", "https://[::]:5080", Loopback + " admin.unity.example till-1 10.9.9.9")]
    [InlineData(null, "http://shop.example:80", Loopback + " till-1 10.9.9.9 shop.example")]
    [InlineData(null, "http://unix:/run/unity.sock", Loopback)]
    public void Without_the_setting_the_public_the_listening_and_the_loopback_hosts_are_allowed(
        string? publicUrl, string listening, string allowed) =>
        Assert.Equal(
            allowed.Split(' ').Order(StringComparer.Ordinal),
            AllowedHosts.Of(publicUrl, [listening], () => ["till-1", "10.9.9.9"]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("evil.example", "/sign-in", null, 400)]
    [InlineData("evil.example", "/api/products", null, 400)]
    [InlineData("evil.example", "/health", null, 400)]
    [InlineData("127.0.0.1.evil.example", "/health", null, 400)]
    [InlineData("localhost", "/health", null, 200)]
    [InlineData("127.0.0.1", "/health/ready", null, 200)]
    [InlineData("admin.unity.example", "/sign-in", null, 200)]
    [InlineData("ADMIN.unity.example:8443", "/sign-in", null, 200)]
    [InlineData("other.example", "/sign-in", "other.example;localhost", 200)]
    [InlineData("admin.unity.example", "/sign-in", "other.example;localhost", 400)]
    [InlineData("evil.example", "/sign-in", "*", 200)]
    public async Task A_foreign_host_header_gets_400(string host, string path, string? setting, int status)
    {
        var values = new Dictionary<string, string> { ["Shop:PublicUrl"] = "https://admin.unity.example/" };
        if (setting is not null) values["AllowedHosts"] = setting;
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, new AppServer.Settings { Values = values });
        using var client = server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
    }
}
