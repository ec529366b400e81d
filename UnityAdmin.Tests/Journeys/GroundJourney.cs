using System.Net;
using Xunit.Sdk;

namespace UnityAdmin.Tests.Journeys;

/// <summary>That the journeys' own instruments work: a program to visit, a browser that sees, complaints that are heard.</summary>
public sealed class GroundJourney : Journey
{
    [Theory, BothDatabases]
    public async Task The_whole_program_serves_its_scripts_and_styles(TestDatabase on)
    {
        var server = await StartAsync(on);
        using var client = server.NewClient();
        foreach (var path in new[] { "/_framework/blazor.web.js", "/_content/Radzen.Blazor/Radzen.Blazor.js" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_phone_is_narrow_and_dark_is_dark()
    {
        var server = await StartAsync(TestDatabase.Sqlite);
        var phone = await VisitAsync(server, Screen.PhoneDark);
        await phone.SetContentAsync("<meta name=viewport content='width=device-width'>");
        Assert.Equal(390, await phone.EvaluateAsync<int>("innerWidth"));
        Assert.True(await phone.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches"));
        var desktop = await VisitAsync(server);
        Assert.Equal(1440, await desktop.EvaluateAsync<int>("innerWidth"));
    }

    [Fact]
    public async Task What_is_hard_to_use_is_found()
    {
        var page = await VisitAsync(await StartAsync(TestDatabase.Sqlite));
        await page.SetContentAsync("<html lang=en><title>Ground</title><main><h1>Ground</h1><button>Send</button></main>");
        await AssertAccessibleAsync(page);
        await page.SetContentAsync("<html lang=en><title>Ground</title><main><h1>Ground</h1><button></button></main>");
        var found = await Assert.ThrowsAsync<TrueException>(() => AssertAccessibleAsync(page));
        Assert.Contains("button-name", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_the_browser_is_a_complaint()
    {
        var page = await VisitAsync(await StartAsync(TestDatabase.Sqlite));
        await page.EvaluateAsync("console.error('planted error')");
        await page.EvaluateAsync("setTimeout(() => { throw new Error('planted exception') })");
        await page.WaitForFunctionAsync("true");
        Assert.Collection(
            Complaints(page).Order(),
            complaint => Assert.Contains("planted error", complaint, StringComparison.Ordinal),
            complaint => Assert.Contains("planted exception", complaint, StringComparison.Ordinal));
        ExpectComplaint(page, "planted");
        Assert.Empty(Complaints(page));
    }
}
