using UnityAdmin.Staff;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Journeys;

/// <summary>One running shop for all journeys of a class, with Aoife and Marek on its staff and Niamh its admin.</summary>
public sealed class OpenShop : IAsyncLifetime
{
    /// <summary>Limits wide enough for journeys that all come from one address.</summary>
    internal static readonly AppServer.Settings NoLimits = Storefront.NoLimits with
    {
        Values = new Dictionary<string, string>(Storefront.NoLimits.Values)
        {
            ["RateLimits:SignInPerMinute"] = "100000",
            ["RateLimits:PhotosPerMinute"] = "100000",
        },
    };

    public AppServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await AppServer.StartAsync(TestDatabase.Sqlite, NoLimits);
        await Server.OpenAsync();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

internal static class Opening
{
    public const string Aoife = "Aoife Byrne";
    public const string Marek = "Marek Kowalski";
    public const string Niamh = "Niamh Daly";

    /// <summary>Lets in whom the journeys sign in.</summary>
    public static async Task OpenAsync(this AppServer server)
    {
        await server.LetInAsync(Role.Staff, Aoife);
        await server.LetInAsync(Role.Staff, Marek);
        await server.LetInAsync(Role.Admin, Niamh);
    }

    public static async Task<int> LetInAsync(this AppServer server, Role role, string name)
    {
        var directory = (StaffDirectory)server.Services.GetService(typeof(StaffDirectory))!;
        return (await directory.EnsureAsync(StaffSteps.EmailOf(name), name, role, StaffSteps.Password, Stop)).Value;
    }
}
