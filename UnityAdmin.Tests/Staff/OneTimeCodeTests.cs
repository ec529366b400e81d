using System.Net;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

public sealed class OneTimeCodeTests
{
    // RFC 6238, appendix B, the last six of its eight digits; the key is "12345678901234567890".
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTime.UnixEpoch.AddSeconds(seconds)));

    [Theory, BothDatabases]
    public async Task A_code_signs_in_once_and_an_older_one_not_at_all(TestDatabase on)
    {
        var clock = new TestClock { Now = new DateTime(2040, 1, 2, 9, 0, 0, DateTimeKind.Utc) };
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits, clock);
        var key = await TurnOnAsync(server);
        var (now, before) = (Totp.CodeAt(key, clock.Now), Totp.CodeAt(key, clock.Now.AddSeconds(-30)));
        Assert.Equal(HttpStatusCode.Redirect, await SendAsync(server, now));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, now));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, before));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Redirect, await SendAsync(server, Totp.CodeAt(key, clock.Now)));
    }

    [Theory, BothDatabases]
    public async Task Of_four_who_send_one_code_at_once_one_gets_in(TestDatabase on)
    {
        var clock = new TestClock { Now = new DateTime(2040, 1, 2, 9, 0, 0, DateTimeKind.Utc) };
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits, clock);
        var key = await TurnOnAsync(server);
        var sends = new List<Func<Task<HttpResponseMessage>>>();
        for (var i = 0; i < 4; i++) sends.Add(await HalfWayAsync(server, Totp.CodeAt(key, clock.Now)));
        var answers = await Task.WhenAll(sends.Select(send => Task.Run(send, Stop)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(1, await server.Rows.CountAsync("staff_sessions", "ended_at IS NULL"));
    }

    /// <summary>Two nodes know nothing of each other's turns: the row decides.</summary>
    [Theory, BothDatabases]
    public async Task Of_two_transactions_with_one_code_one_wins(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.LetInAsync(Role.Staff);
        const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        _ = await shop.Data.ChangeAsync(Actor.CommandLine(), "test", async db =>
        {
            await TwoFactor.SetKeyAsync(db, id, Key, Stop);
            return Result.Done;
        }, Stop);
        var (code, codes) = (Totp.CodeAt(Key, shop.Clock.Now), shop.Get<TwoFactor>());
        var spent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => shop.Data.ChangeAsync<bool>(
            Actor.CommandLine(), "test",
            async db => await codes.SpendCodeAsync(db, (await db.StaffUsers.FindAsync([id], Stop))!, code, Stop),
            Stop), Stop)));
        Assert.Single(spent, one => one.Value);
    }

    [Theory, BothDatabases]
    public async Task The_code_that_confirmed_the_app_does_not_sign_in(TestDatabase on)
    {
        var clock = new TestClock { Now = new DateTime(2040, 1, 2, 9, 0, 0, DateTimeKind.Utc) };
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits, clock);
        var id = await Visitor.LetInAsync(server);
        using var scope = server.Services.CreateScope();
        var account = scope.ServiceProvider.GetRequiredService<OwnAccount>();
        var me = new Actor(ActorKind.Staff, $"{id}", "Aoife Byrne", Role.Staff);
        Assert.Null((await account.PrepareTwoFactorAsync(me, Stop)).Refused);
        var code = Totp.CodeAt((await account.ReadAsync(me, Stop)).PendingKey!, clock.Now);
        Assert.Equal("code_does_not_confirm", (await account.TurnOnTwoFactorAsync(me, "000000", Stop)).Refused?.Code);
        Assert.Null((await account.TurnOnTwoFactorAsync(me, code, Stop)).Refused);
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, code));
    }

    private static async Task<string> TurnOnAsync(AppServer server)
    {
        const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        var id = await Visitor.LetInAsync(server);
        _ = await server.Services.GetRequiredService<ShopData>().ChangeAsync(Actor.CommandLine(), "test", async db =>
        {
            (await db.StaffUsers.FindAsync([id], Stop))!.TwoFactorEnabled = true;
            await TwoFactor.SetKeyAsync(db, id, Key, Stop);
            return Result.Done;
        }, Stop);
        return Key;
    }

    private static async Task<Func<Task<HttpResponseMessage>>> HalfWayAsync(AppServer server, string code)
    {
        var visitor = new Visitor(server);
        using var half = await visitor.SignInAsync(StaffSteps.Password);
        Assert.StartsWith("/sign-in/code", half.Headers.Location?.PathAndQuery(), StringComparison.Ordinal);
        return await visitor.ReadyToSendCodeAsync(code);
    }

    private static async Task<HttpStatusCode> SendAsync(AppServer server, string code)
    {
        using var answer = await (await HalfWayAsync(server, code))();
        return answer.StatusCode;
    }
}
