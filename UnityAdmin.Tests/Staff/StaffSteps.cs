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

    /// <summary>The person as their cookie describes them at this moment.</summary>
    public static Task<ClaimsPrincipal> PrincipalAsync(this TestShop shop, int id) =>
        shop.Get<IUserClaimsPrincipalFactory<StaffUser>>().CreateAsync(new StaffUser { Id = id });

    public static NewPerson Person(string email = "marek@unity.example", Role role = Role.Staff, string password = Password) => new()
    {
        Email = email,
        Name = "Marek Kowalski",
        Role = role,
        Password = password,
    };
}
