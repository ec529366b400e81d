using System.Net;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

public sealed class SignInTests
{
    [Theory, BothDatabases]
    public async Task The_right_password_leads_back_to_where_the_person_was_going(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on);
        await Visitor.LetInAsync(server);
        using var visitor = new Visitor(server);
        using var answer = await visitor.SignInAsync(StaffSteps.Password, query: "?returnUrl=%2Faccount");
        Assert.Equal("/account", answer.Headers.Location?.PathAndQuery());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), set => set.StartsWith("unity_staff=", StringComparison.Ordinal));
        Assert.Contains("secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        using var account = await visitor.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.Equal(1, await server.Rows.CountAsync("system_logs", "action = 'staff.signed_in' AND ip_address = '127.0.0.1'"));
    }

    [Theory]
    [BothDatabases("//evil.example")]
    [BothDatabases("/\\evil.example")]
    [BothDatabases("https://evil.example/")]
    [BothDatabases("/\t/evil.example")]
    [BothDatabases("javascript:alert(1)")]
    public async Task A_link_to_another_site_is_not_followed(TestDatabase on, string returnUrl)
    {
        await using var server = await AppServer.StartAsync(on);
        await Visitor.LetInAsync(server);
        using var visitor = new Visitor(server);
        using var answer = await visitor.SignInAsync(StaffSteps.Password, query: $"?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal("/", answer.Headers.Location?.PathAndQuery());
    }

    [Theory, BothDatabases]
    public async Task Nobody_a_wrong_password_and_a_locked_account_are_answered_alike(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        var answers = new List<string>();
        using var visitor = new Visitor(server);
        for (var i = 0; i < 7; i++) answers.Add(await RefusalAsync(visitor, "aoife@unity.example"));
        answers.Add(await RefusalAsync(visitor, "nobody@unity.example"));
        Assert.Single(answers.Distinct());
        Assert.Equal(8, await server.Rows.CountAsync("system_logs", "action = 'staff.sign_in_failed'"));
    }

    [Theory, BothDatabases]
    public async Task Five_wrong_tries_shut_the_door_for_a_quarter_of_an_hour(TestDatabase on)
    {
        var clock = new TestClock { Now = new DateTime(2040, 1, 2, 9, 0, 0, DateTimeKind.Utc) };
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits, clock);
        await Visitor.LetInAsync(server);
        using var visitor = new Visitor(server);
        for (var i = 0; i < StaffUser.MaxWrongTries; i++) _ = await RefusalAsync(visitor, "aoife@unity.example");
        using var shut = await visitor.SignInAsync(StaffSteps.Password);
        Assert.Equal(HttpStatusCode.Forbidden, shut.StatusCode);
        clock.Advance(StaffUser.LockoutTime);
        using var open = await visitor.SignInAsync(StaffSteps.Password);
        Assert.Equal(HttpStatusCode.Redirect, open.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_hundred_guesses_at_once_get_five_tries(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        var guesses = Enumerable.Range(0, 100).Select(i => $"wrong guess number {i}").ToArray();
        await SendAtOnceAsync(server, guesses);
        Assert.Equal(5, await server.Rows.CountAsync("system_logs", "action = 'staff.sign_in_failed' AND entity_id IS NOT NULL"));
        using var visitor = new Visitor(server);
        using var right = await visitor.SignInAsync(StaffSteps.Password);
        Assert.Equal(HttpStatusCode.Forbidden, right.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Twenty_right_sign_ins_at_once_all_succeed(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        await Visitor.LetInAsync(server);
        var answers = await SendAtOnceAsync(server, [.. Enumerable.Repeat(StaffSteps.Password, 20)]);
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Redirect, status));
    }

    [Theory, BothDatabases]
    public async Task An_address_that_sends_too_many_forms_waits_a_minute(TestDatabase on)
    {
        var settings = new AppServer.Settings { Values = new Dictionary<string, string> { ["RateLimits:SignInPerMinute"] = "3" } };
        await using var server = await AppServer.StartAsync(on, settings);
        using var visitor = new Visitor(server);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await visitor.SignInAsync("wrong", "nobody@unity.example");
            statuses.Add(answer.StatusCode);
        }

        Assert.All(statuses[..3], status => Assert.Equal(HttpStatusCode.Forbidden, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[3]);
    }

    [Theory, BothDatabases]
    public async Task A_recovery_code_lets_in_once_however_many_send_it(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits);
        var codes = await RecoveryCodesAsync(server, await Visitor.LetInAsync(server));
        var sends = new List<Func<Task<HttpResponseMessage>>>();
        for (var i = 0; i < 4; i++)
        {
            var visitor = new Visitor(server);
            using var half = await visitor.SignInAsync(StaffSteps.Password);
            Assert.StartsWith("/sign-in/code", half.Headers.Location?.PathAndQuery(), StringComparison.Ordinal);
            using var refused = await visitor.GetAsync("/account");
            Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
            sends.Add(await visitor.ReadyToSendCodeAsync(codes[0]));
        }

        var answers = await Task.WhenAll(sends.Select(send => Task.Run(send, Stop)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden));
    }

    private static async Task<IReadOnlyList<string>> RecoveryCodesAsync(AppServer server, int id) =>
        (await server.Services.GetRequiredService<ShopData>().ChangeAsync<IReadOnlyList<string>>(Actor.CommandLine(), "test", async db =>
        {
            (await db.StaffUsers.FindAsync([id], Stop))!.TwoFactorEnabled = true;
            return (List<string>)[.. await TwoFactor.ReplaceRecoveryCodesAsync(db, id, Stop)];
        }, Stop)).Value;

    private static async Task<string> RefusalAsync(Visitor visitor, string email)
    {
        using var answer = await visitor.SignInAsync("not the password", email);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        return page.Split("role=\"alert\">")[1].Split('<')[0];
    }

    private static async Task<HttpStatusCode[]> SendAtOnceAsync(AppServer server, string[] passwords)
    {
        var ready = await Task.WhenAll(passwords.Select(password => new Visitor(server).ReadyToSignInAsync(password)));
        return await Task.WhenAll(ready.Select(send => Task.Run(async () =>
        {
            using var answer = await send();
            return answer.StatusCode;
        }, Stop)));
    }
}
