using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

/// <summary>Everyone who may knock at the program's doors.</summary>
public enum Caller
{
    Nobody,
    Storefront,
    Staff,
    Manager,
    Admin,
    OwesPassword,
    Locked,
    StaffProgram,
    ManagerProgram,
    AdminProgram,
    ExpiredProgram,
    RevokedProgram,
}

internal static class Callers
{
    private static readonly Actor Server = Actor.CommandLine();

    public static Role? CookieRole(this Caller caller) => caller switch
    {
        Caller.Staff => Role.Staff,
        Caller.Manager => Role.Manager,
        Caller.Admin or Caller.OwesPassword => Role.Admin,
        _ => null,
    };

    public static Role? TokenRole(this Caller caller) => caller switch
    {
        Caller.StaffProgram => Role.Staff,
        Caller.ManagerProgram => Role.Manager,
        Caller.AdminProgram => Role.Admin,
        _ => null,
    };

    /// <summary>Signs the caller in as it is done in life: people by the form, programs by a token.</summary>
    public static async Task<HttpClient> ArriveAsync(this Caller caller, AppServer server)
    {
        var client = server.NewClient();
        var isProgram = caller.TokenRole() is not null || caller is Caller.ExpiredProgram or Caller.RevokedProgram;
        if (caller == Caller.Storefront) client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        else if (isProgram) await GiveTokenAsync(caller, server, client);
        else if (caller != Caller.Nobody) await SignInAsync(caller, server, client);
        return client;
    }

    private static async Task SignInAsync(Caller caller, AppServer server, HttpClient client)
    {
        var people = server.Services.GetRequiredService<StaffDirectory>();
        Assert.Null((await people.CreateAsync(StaffSteps.Person("boss@unity.example", Role.Admin), Server, Stop)).Refused);
        var person = StaffSteps.Person(role: caller.CookieRole() ?? Role.Admin);
        person.MustChangePassword = caller == Caller.OwesPassword;
        var id = (await people.CreateAsync(person, Server, Stop)).Value;
        using var answer = await client.SignInAsync(person.Email, person.Password);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        if (caller != Caller.Locked) return;
        Assert.Null((await people.LockAsync(id, Server, Stop)).Refused);
    }

    private static async Task GiveTokenAsync(Caller caller, AppServer server, HttpClient client)
    {
        var tokens = server.Services.GetRequiredService<ApiTokens>();
        var token = (await tokens.CreateAsync("storefront", caller.TokenRole() ?? Role.Admin, 1, Server, Stop)).Value;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (caller == Caller.ExpiredProgram) server.Clock!.Advance(TimeSpan.FromDays(1));
        if (caller != Caller.RevokedProgram) return;
        var id = (await tokens.ListAsync(Stop)).Single().Id;
        Assert.Null((await tokens.RevokeAsync(id, Server, Stop)).Refused);
    }
}
