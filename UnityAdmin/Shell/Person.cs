using System.Security.Claims;

namespace UnityAdmin.Shell;

/// <summary>What the shell shows of whoever is signed in.</summary>
public static class Person
{
    /// <summary>The strongest role among the person's claims; null when none is known.</summary>
    public static Role? HighestRole(this ClaimsPrincipal who)
    {
        Role? highest = null;
        foreach (var claim in who.FindAll(ClaimTypes.Role))
            if (Enum.TryParse<Role>(claim.Value, out var role) && !(highest >= role)) highest = role;
        return highest;
    }

    public static string ShownName(this ClaimsPrincipal who) =>
        who.FindFirst("name")?.Value ?? who.FindFirst(ClaimTypes.GivenName)?.Value ?? who.Identity?.Name ?? "Signed out";

    /// <summary>One or two letters that stand for a name: <c>Niamh Byrne</c> is NB.</summary>
    public static string Initials(string name)
    {
        var words = name.Split([' ', '.', '@', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        var letters = words is [var first, .., var last] ? $"{first[0]}{last[0]}" : name.Trim() is [var only, ..] ? $"{only}" : "?";
        return letters.ToUpperInvariant();
    }
}
