using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

public sealed class DoorkeeperTests
{
    private static readonly Actor Server = Actor.CommandLine();

    [Theory, BothDatabases]
    public async Task Someone_signed_in_acts_under_their_name_and_address(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.LetInAsync(Role.Manager);
        var actor = (await AdmitAsync(shop, await shop.PrincipalAsync(id), Role.Staff)).Value;
        Assert.Equal(new Actor(ActorKind.Staff, $"{id}", "Aoife Byrne", Role.Manager, "10.0.0.1"), actor);
    }

    [Theory, BothDatabases]
    public async Task A_removed_role_is_refused_at_the_very_next_action(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.LetInAsync(Role.Manager);
        var cookie = await shop.PrincipalAsync(id);
        Assert.Null((await AdmitAsync(shop, cookie, Role.Manager)).Refused);
        Assert.Null((await shop.Get<StaffDirectory>().SetRoleAsync(id, Role.Staff, Server, Stop)).Refused);
        Assert.Equal("not_allowed", (await AdmitAsync(shop, cookie, Role.Manager)).Refused?.Code);
        Assert.Null((await AdmitAsync(shop, cookie, Role.Staff)).Refused);
        var standing = await shop.Get<Doorkeeper>().StandingOfAsync(cookie, Stop);
        Assert.Null(standing.Refused);
        Assert.True(standing.Renewed!.IsInRole("Staff") && !standing.Renewed.IsInRole("Manager"));
        Assert.Null((await shop.Get<Doorkeeper>().StandingOfAsync(standing.Renewed, Stop)).Renewed);
    }

    [Theory, BothDatabases]
    public async Task A_locked_person_is_refused_and_their_old_cookie_stays_shut_after_unlocking(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var people = shop.Get<StaffDirectory>();
        var id = await shop.LetInAsync(Role.Staff);
        var cookie = await shop.PrincipalAsync(id);
        Assert.Null((await people.LockAsync(id, Server, Stop)).Refused);
        Assert.Equal("locked", (await AdmitAsync(shop, cookie, Role.Staff)).Refused?.Code);
        Assert.Null((await people.UnlockAsync(id, Server, Stop)).Refused);
        Assert.Equal("signed_out", (await AdmitAsync(shop, cookie, Role.Staff)).Refused?.Code);
    }

    [Theory, BothDatabases]
    public async Task A_changed_password_signs_the_other_sessions_out(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.LetInAsync(Role.Staff);
        var cookie = await shop.PrincipalAsync(id);
        var me = (await AdmitAsync(shop, cookie, Role.Staff)).Value;
        var account = shop.Get<OwnAccount>();
        Assert.Equal("wrong_password", (await account.ChangePasswordAsync(me, "not this one", "another good one", Stop)).Refused?.Code);
        Assert.Null((await account.ChangePasswordAsync(me, StaffSteps.Password, "another good one", Stop)).Refused);
        Assert.Equal("signed_out", (await AdmitAsync(shop, cookie, Role.Staff)).Refused?.Code);
        Assert.Null((await AdmitAsync(shop, await shop.PrincipalAsync(id), Role.Staff)).Refused);
    }

    [Theory, BothDatabases]
    public async Task Whoever_owes_a_password_of_their_own_reaches_only_their_account(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.LetInAsync(Role.Staff);
        Assert.Null((await shop.Get<StaffDirectory>().ResetSignInAsync(id, Server, Stop)).Refused);
        var cookie = await shop.PrincipalAsync(id);
        Assert.DoesNotContain(cookie.Claims, claim => claim.Type == ClaimTypes.Role);
        Assert.Equal("change_password_first", (await AdmitAsync(shop, cookie, Role.Staff)).Refused?.Code);
        Assert.Null((await shop.Get<Doorkeeper>().AdmitToOwnAccountAsync(cookie, null, Stop)).Refused);
    }

    [Theory, BothDatabases]
    public async Task Half_a_sign_in_is_nobody(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var whole = await shop.PrincipalAsync(await shop.LetInAsync(Role.Admin));
        var half = new ClaimsPrincipal(new ClaimsIdentity(whole.Claims, IdentityConstants.TwoFactorUserIdScheme));
        Assert.Equal("signed_out", (await AdmitAsync(shop, half, Role.Staff)).Refused?.Code);
        Assert.Equal("signed_out", (await AdmitAsync(shop, new ClaimsPrincipal(new ClaimsIdentity()), Role.Staff)).Refused?.Code);
    }

    [Theory, BothDatabases]
    public async Task A_token_opens_until_it_is_revoked_or_expires(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var tokens = shop.Get<ApiTokens>();
        var token = (await tokens.CreateAsync("storefront", Role.Staff, 7, Server, Stop)).Value;
        Assert.Equal(0, await shop.CountAsync("api_tokens", $"token_hash = '{token}'"));
        var known = await tokens.RecognizeAsync(token, Stop);
        var program = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{known!.Id}")], BearerTokens.Scheme));
        Assert.Equal(ActorKind.Client, (await AdmitAsync(shop, program, Role.Staff)).Value.Kind);
        Assert.Equal("not_allowed", (await AdmitAsync(shop, program, Role.Manager)).Refused?.Code);
        Assert.Null((await tokens.RevokeAsync(known.Id, Server, Stop)).Refused);
        Assert.Null(await tokens.RecognizeAsync(token, Stop));
        Assert.Equal("token_not_valid", (await AdmitAsync(shop, program, Role.Staff)).Refused?.Code);

        var second = (await tokens.CreateAsync("storefront", Role.Staff, 7, Server, Stop)).Value;
        shop.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await tokens.RecognizeAsync(second, Stop));
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await tokens.RecognizeAsync(second, Stop));
    }

    private static Task<Result<Actor>> AdmitAsync(TestShop shop, ClaimsPrincipal who, Role atLeast) =>
        shop.Get<Doorkeeper>().AdmitAsync(who, atLeast, "10.0.0.1", Stop);
}
