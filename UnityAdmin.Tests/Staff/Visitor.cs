using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

/// <summary>A browser without scripts: fetches a page's form and sends it filled in.</summary>
internal sealed partial class Visitor(AppServer server) : IDisposable
{
    private readonly HttpClient http = server.NewClient();

    public static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string> { ["RateLimits:SignInPerMinute"] = "100000" },
    };

    public static async Task<int> LetInAsync(AppServer server, Role role = Role.Staff) => (await server.Services
        .GetRequiredService<StaffDirectory>().EnsureAsync("aoife@unity.example", "Aoife Byrne", role, StaffSteps.Password, Stop)).Value;

    public async Task<HttpResponseMessage> GetAsync(string path) => await http.GetAsync(new Uri(path, UriKind.Relative), Stop);

    /// <summary>Opens the sign-in page now and sends it when called, so that many can send at once.</summary>
    public async Task<Func<Task<HttpResponseMessage>>> ReadyToSignInAsync(
        string password, string email = "aoife@unity.example", string query = "")
    {
        var form = await FormAsync("/sign-in" + query, "sign-in");
        form["Form.Email"] = email;
        form["Form.Password"] = password;
        return () => SendAsync("/sign-in" + query, form);
    }

    public async Task<HttpResponseMessage> SignInAsync(string password, string email = "aoife@unity.example", string query = "") =>
        await (await ReadyToSignInAsync(password, email, query))();

    public async Task<Func<Task<HttpResponseMessage>>> ReadyToSendCodeAsync(string code)
    {
        var form = await FormAsync("/sign-in/code", "sign-in-code");
        form["Form.Code"] = code;
        return () => SendAsync("/sign-in/code", form);
    }

    public void Dispose() => http.Dispose();

    private async Task<Dictionary<string, string>> FormAsync(string path, string name)
    {
        using var page = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var token = Antiforgery().Match(await page.Content.ReadAsStringAsync(Stop)).Groups[1].Value;
        return new Dictionary<string, string> { ["_handler"] = name, ["__RequestVerificationToken"] = token };
    }

    private async Task<HttpResponseMessage> SendAsync(string path, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await http.PostAsync(new Uri(path, UriKind.Relative), content, Stop);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}

internal static class Places
{
    public static string PathAndQuery(this Uri uri) => uri.IsAbsoluteUri ? uri.PathAndQuery : uri.OriginalString;
}
