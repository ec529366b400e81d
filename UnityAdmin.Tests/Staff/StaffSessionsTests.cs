using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

/// <summary>A sign-in is one row, and what it opens ends with it: no clock is moved here, the very next request counts.</summary>
public sealed class StaffSessionsTests
{
    private const string Email = "aoife@unity.example";

    [Theory, BothDatabases]
    public async Task Signing_out_ends_this_sign_in_and_copies_of_its_cookie_and_no_other_device(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        using var here = server.NewClient();
        using var there = server.NewClient();
        using var thief = await CopyOfAsync(server, await here.SignInAsync(Email, StaffSteps.Password));
        (await there.SignInAsync(Email, StaffSteps.Password)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief, "/customers"));
        await SignOutAsync(here);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief, "/customers"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(here, "/customers"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(there, "/customers"));
        Assert.Equal(1, await server.Rows.CountAsync("staff_sessions", "end_reason = 'signed_out' AND ended_at IS NOT NULL"));
        Assert.Equal(1, await server.Rows.CountAsync("system_logs", "action = 'staff.signed_out'"));
    }

    [Theory, BothDatabases]
    public async Task After_a_lock_the_very_next_read_of_every_kind_is_refused(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        var id = await Visitor.LetInAsync(server, Role.Admin);
        _ = await server.Services.GetRequiredService<StaffDirectory>()
            .CreateAsync(StaffSteps.Person("boss@unity.example", Role.Admin), Actor.CommandLine(), Stop);
        using var client = server.NewClient();
        using var copy = await CopyOfAsync(server, await client.SignInAsync(Email, StaffSteps.Password));
        var reads = Doors.All.Where(door => door is { Method: "GET", Asks: Asks.Staff or Asks.Manager or Asks.Admin })
            .Select(door => door.Path ?? door.Route).ToList();
        Assert.Contains("/hangfire", reads);
        var shut = await TriedAsync(copy, reads);
        Assert.DoesNotContain(HttpStatusCode.Redirect, shut.Values);
        Assert.Null((await server.Services.GetRequiredService<StaffDirectory>().LockAsync(id, Actor.CommandLine(), Stop)).Refused);
        Assert.All(await TriedAsync(copy, reads), tried => Assert.Equal(HttpStatusCode.Redirect, tried.Value));
        Assert.Equal(1, await server.Rows.CountAsync("staff_sessions", "end_reason = 'locked'"));
    }

    [Theory, BothDatabases]
    public async Task After_the_loss_of_a_role_the_very_next_page_is_another_one(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        var id = await Visitor.LetInAsync(server, Role.Manager);
        using var client = server.NewClient();
        (await client.SignInAsync(Email, StaffSteps.Password)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/analytics/days.csv"));
        Assert.Null((await server.Services.GetRequiredService<StaffDirectory>()
            .SetRoleAsync(id, Role.Staff, Actor.CommandLine(), Stop)).Refused);
        using var refused = await client.GetAsync(new Uri("/analytics/days.csv", UriKind.Relative), Stop);
        Assert.Equal("/no-access", new Uri(server.Url, refused.Headers.Location!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/orders.csv"));
    }

    /// <summary>As the other node of two would have written it.</summary>
    [Theory, BothDatabases]
    public async Task A_sign_in_that_another_node_ended_is_refused_at_once(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        using var client = server.NewClient();
        (await client.SignInAsync(Email, StaffSteps.Password)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/orders.csv"));
        await server.Rows.ExecuteAsync("UPDATE staff_sessions SET ended_at = created_at, end_reason = 'signed_out'");
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client, "/orders.csv"));
    }

    [Theory, BothDatabases]
    public async Task A_cookie_of_a_program_before_sign_ins_had_rows_means_sign_in_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.LetInAsync(Role.Admin);
        var old = await shop.Get<IUserClaimsPrincipalFactory<StaffUser>>().CreateAsync(new StaffUser { Id = id });
        Assert.Equal("signed_out", (await shop.Get<Doorkeeper>().AdmitAsync(old, Role.Staff, null, Stop)).Refused?.Code);
        var now = await shop.PrincipalAsync(id);
        Assert.Null((await shop.Get<Doorkeeper>().AdmitAsync(now, Role.Staff, null, Stop)).Refused);
    }

    [Theory, BothDatabases]
    public async Task One_signs_out_another_device_or_all_others_on_the_account_page(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        using var here = server.NewClient();
        var others = Enumerable.Range(0, 3).Select(_ => server.NewClient()).ToList();
        (await here.SignInAsync(Email, StaffSteps.Password)).Dispose();
        foreach (var other in others) (await other.SignInAsync(Email, StaffSteps.Password)).Dispose();
        var second = await server.Rows.ScalarAsync<long>("SELECT MIN(id) + 1 FROM staff_sessions");
        using var one = await here.PostFormAsync("/account", $"end-session-{second}");
        Assert.Equal(HttpStatusCode.Redirect, one.StatusCode);
        Assert.Equal(
            [HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.OK],
            await Task.WhenAll(others.Select(other => StatusAsync(other, "/account"))));
        using var all = await here.PostFormAsync("/account", "end-other-sessions");
        var left = await Task.WhenAll(others.Select(other => StatusAsync(other, "/account")));
        Assert.All(left, status => Assert.Equal(HttpStatusCode.Redirect, status));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(here, "/account"));
        foreach (var other in others) other.Dispose();
    }

    [Theory, BothDatabases]
    public async Task Nobody_ends_the_sign_in_of_somebody_else(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (mine, theirs) = (await shop.LetInAsync(Role.Admin), await shop.LetInAsync(Role.Staff, "Marek Kowalski"));
        var (me, them) = (await shop.PrincipalAsync(mine), await shop.PrincipalAsync(theirs));
        var actor = (await shop.Get<Doorkeeper>().AdmitAsync(me, Role.Staff, null, Stop)).Value;
        var session = StaffSessions.IdOf(them)!.Value;
        _ = await shop.Get<StaffSessions>().EndAsync(session, SessionEnd.SignedOutElsewhere, actor, Stop);
        Assert.Null((await shop.Get<Doorkeeper>().AdmitAsync(them, Role.Staff, null, Stop)).Refused);
    }

    [Theory, BothDatabases]
    public async Task A_use_is_noted_now_and_then_and_rows_of_long_ago_go_at_the_next_sign_in(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.LetInAsync(Role.Staff);
        var (old, used) = (await shop.PrincipalAsync(id), await shop.PrincipalAsync(id));
        shop.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Null((await shop.Get<Doorkeeper>().StandingOfAsync(used, Stop)).Refused);
        shop.Clock.Advance(TimeSpan.FromDays(11));
        _ = await shop.PrincipalAsync(id);
        Assert.Equal("signed_out", (await shop.Get<Doorkeeper>().StandingOfAsync(old, Stop)).Refused?.Code);
        Assert.Null((await shop.Get<Doorkeeper>().StandingOfAsync(used, Stop)).Refused);
        Assert.Equal(2, await shop.CountAsync("staff_sessions"));
    }

    private static Task<HttpClient> CopyOfAsync(AppServer server, HttpResponseMessage signedIn)
    {
        using (signedIn)
        {
            var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("unity_staff=", StringComparison.Ordinal));
            var client = server.NewClient();
            client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
            return Task.FromResult(client);
        }
    }

    private static async Task SignOutAsync(HttpClient client)
    {
        var html = await client.GetStringAsync(new Uri("/account", UriKind.Relative), Stop);
        var token = Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        (await client.PostAsync(new Uri("/sign-out", UriKind.Relative), form, Stop)).Dispose();
    }

    private static async Task<Dictionary<string, HttpStatusCode>> TriedAsync(HttpClient client, List<string> paths)
    {
        var tried = new Dictionary<string, HttpStatusCode>();
        foreach (var path in paths) tried[path] = await StatusAsync(client, path);
        return tried;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        return answer.StatusCode;
    }
}
