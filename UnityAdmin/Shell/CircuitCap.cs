using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace UnityAdmin.Shell;

/// <summary>How many pages each person holds open on this server.</summary>
public sealed class OpenCircuits
{
    private readonly ConcurrentDictionary<string, int> perPerson = new();

    public int Open(string who) => perPerson.AddOrUpdate(who, 1, (_, open) => open + 1);

    public void Close(string who) => _ = perPerson.AddOrUpdate(who, 0, (_, open) => Math.Max(0, open - 1));
}

/// <summary>
/// Each open tab holds memory here; one person, or one stolen cookie, must not take all of it. Past the first limit a page says so
/// instead of loading, past the second nothing opens at all.
/// </summary>
public sealed class CircuitCap(OpenCircuits open, AuthenticationStateProvider signedIn, ILogger<CircuitCap> log) : CircuitHandler
{
    public const int MostPages = 40;
    public const int MostCircuits = 60;

    private string? who;

    /// <summary>Whether this page is one too many.</summary>
    public bool IsFull { get; private set; }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var person = (await signedIn.GetAuthenticationStateAsync()).User;
        who = person.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "signed out";
        var count = open.Open(who);
        IsFull = count > MostPages;
        if (IsFull) log.LogWarning("{Person} has {Count} pages open; {Most} are allowed", who, count, MostPages);
        if (count > MostCircuits) throw new InvalidOperationException($"More than {MostCircuits} circuits are open for one person.");
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (who is not null) open.Close(who);
        return Task.CompletedTask;
    }
}
