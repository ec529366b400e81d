using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

internal static class StaffSteps
{
    public const string Password = "a quiet sunny morning";

    public static string EmailOf(string name) => $"{name.ToLowerInvariant().Replace(' ', '.')}@unity.example";

    public static async Task<int> LetInAsync(this TestShop shop, Role role, string name = "Aoife Byrne") =>
        (await shop.Get<StaffDirectory>().EnsureAsync(EmailOf(name), name, role, Password, Stop)).Value;

    /// <summary>The person as the cookie of a new sign-in describes them at this moment.</summary>
    public static async Task<ClaimsPrincipal> PrincipalAsync(this TestShop shop, int id)
    {
        var who = await shop.Get<IUserClaimsPrincipalFactory<StaffUser>>().CreateAsync(new StaffUser { Id = id });
        var session = await shop.Data.ChangeAsync<StaffSession>(
            Actor.CommandLine(), "test", async db => await shop.Get<StaffSessions>().StartAsync(db, id, null, Stop), Stop);
        ((ClaimsIdentity)who.Identity!).AddClaim(StaffClaims.Of(session.Value));
        return who;
    }

    public static NewPerson Person(string email = "marek@unity.example", Role role = Role.Staff, string password = Password) => new()
    {
        Email = email,
        Name = "Marek Kowalski",
        Role = role,
        Password = password,
    };
}
