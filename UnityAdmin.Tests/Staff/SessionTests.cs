using System.Net;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

/// <summary>What a cookie is worth after the sign-in, and what a form must bring with it.</summary>
public sealed class SessionTests
{
    private const string NewPassword = "an even quieter evening";

    [Theory, BothDatabases]
    public async Task A_changed_password_keeps_this_session_and_ends_the_others(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits, new TestClock());
        await Visitor.LetInAsync(server);
        using var here = server.NewClient();
        using var there = server.NewClient();
        foreach (var client in new[] { here, there }) (await client.SignInAsync("aoife@unity.example", StaffSteps.Password)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(there));
        using var changed = await here.PostFormAsync("/account/password", "change-password",
            ("Form.Current", StaffSteps.Password), ("Form.Password", NewPassword), ("Form.Again", NewPassword));
        Assert.Equal("/account?changed=password", new Uri(server.Url, changed.Headers.Location!).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(here));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(there));
    }

    [Theory, BothDatabases]
    public async Task Signing_out_takes_a_form_of_our_own_and_then_the_cookie_is_gone(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        using var client = server.NewClient();
        (await client.SignInAsync("aoife@unity.example", StaffSteps.Password)).Dispose();
        using var forged = await client.PostAsync(new Uri("/sign-out", UriKind.Relative), null, Stop);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        var token = Hidden(await client.GetStringAsync(new Uri("/account", UriKind.Relative), Stop));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var left = await client.PostAsync(new Uri("/sign-out", UriKind.Relative), form, Stop);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client));
    }

    [Fact]
    public async Task A_sign_in_without_our_form_is_refused_and_the_password_not_looked_at()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        using var client = server.NewClient();
        using var bare = new FormUrlEncodedContent(
            [new("_handler", "sign-in"), new("Form.Email", "aoife@unity.example"), new("Form.Password", StaffSteps.Password)]);
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), bare, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client));
        Assert.Equal(0, await server.Rows.CountAsync("system_logs", "action = 'staff.signed_in'"));
    }

    [Fact]
    public async Task A_form_taken_from_someone_elses_browser_is_refused()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        using var mine = server.NewClient();
        using var theirs = server.NewClient();
        var token = Hidden(await theirs.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Stop));
        using var page = await mine.GetAsync(new Uri("/sign-in", UriKind.Relative), Stop);
        using var form = new FormUrlEncodedContent(
        [
            new("_handler", "sign-in"), new("__RequestVerificationToken", token),
            new("Form.Email", "aoife@unity.example"), new("Form.Password", StaffSteps.Password),
        ]);
        using var answer = await mine.PostAsync(new Uri("/sign-in", UriKind.Relative), form, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_from_plain_http()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        using var client = server.NewClient();
        using var answer = await client.SignInAsync("aoife@unity.example", StaffSteps.Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("unity_staff=", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, BothDatabases]
    public async Task A_role_given_or_taken_shows_at_the_very_next_page(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits, new TestClock());
        using var client = await Caller.Staff.ArriveAsync(server);
        var people = server.Services.GetRequiredService<StaffDirectory>();
        var me = (await people.ListAsync(Stop)).Single(person => person.Role == Role.Staff).Id;
        Assert.Equal("/no-access", await StyleGuideAsync(client));
        Assert.Null((await people.SetRoleAsync(me, Role.Admin, Actor.CommandLine(), Stop)).Refused);
        Assert.Equal("here", await StyleGuideAsync(client));
        Assert.Null((await people.SetRoleAsync(me, Role.Staff, Actor.CommandLine(), Stop)).Refused);
        Assert.Equal("/no-access", await StyleGuideAsync(client));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/account", UriKind.Relative), Stop);
        return answer.StatusCode;
    }

    // Open to admins alone; outside Development it answers them that it is not there.
    private static async Task<string> StyleGuideAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/styleguide", UriKind.Relative), Stop);
        return answer.Headers.Location is { } sent ? new Uri(client.BaseAddress!, sent).AbsolutePath : "here";
    }

    private static string Hidden(string html) =>
        System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
}
