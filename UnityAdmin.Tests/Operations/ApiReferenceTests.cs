using System.Net;
using System.Text.RegularExpressions;

namespace UnityAdmin.Tests.Operations;

public sealed partial class ApiReferenceTests
{
    private static readonly AppServer.Settings Development = new()
    {
        Environment = "Development",
        Values = new Dictionary<string, string> { ["Demo:Fill"] = "false" },
    };

    [Fact]
    public async Task In_Development_it_is_there_with_a_nonce_of_each_answer_and_everything_from_this_server()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Development);
        using var client = server.NewClient();
        var nonces = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await client.GetAsync(new Uri("/scalar/", UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(Stop);
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
            Assert.Contains("openapi/v1.json", html, StringComparison.Ordinal);
            var nonce = Assert.Single(Scripts().Matches(html).Select(script => script.Groups[1].Value).Distinct());
            Assert.Contains($"script-src 'self' 'nonce-{nonce}'", PolicyOf(answer));
            Assert.True(nonces.Add(nonce));
        }
    }

    [Fact]
    public async Task Every_other_answer_keeps_the_strict_policy()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Development);
        using var client = server.NewClient();
        foreach (var path in new[] { "/sign-in", "/openapi/v1.json", "/scalar/scalar.js" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("script-src 'self'", PolicyOf(answer));
        }
    }

    [Theory]
    [InlineData("/scalar")]
    [InlineData("/scalar/")]
    [InlineData("/scalar/v1")]
    [InlineData("/scalar/scalar.js")]
    public async Task In_Production_there_is_no_such_page(string path)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        using var client = server.NewClient();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string[] PolicyOf(HttpResponseMessage answer) =>
        string.Join(", ", answer.Headers.GetValues("Content-Security-Policy")).Split("; ");

    [GeneratedRegex("<script[^>]*?nonce=\"([^\"]*)\"")]
    private static partial Regex Scripts();
}
