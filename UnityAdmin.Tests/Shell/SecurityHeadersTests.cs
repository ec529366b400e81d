namespace UnityAdmin.Tests.Shell;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/account")]
    [InlineData("/no-such-page")]
    [InlineData("/health")]
    [InlineData("/api/admin/sell-requests")]
    [InlineData("/api/offers/BATCH-20260302-00001?token=short")]
    [InlineData("/failure.html")]
    public async Task Every_answer_tells_the_browser_what_not_to_do(string path)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        using var client = server.NewClient();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        string Header(string name) => string.Join(", ", answer.Headers.TryGetValues(name, out var values) ? values : ["(none)"]);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("strict-origin-when-cross-origin", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        var policy = Header("Content-Security-Policy").Split("; ");
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Contains("base-uri 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
    }
}
