using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>Dependencies point one way (docs/architecture.md), checked on what the compiled code really uses.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Trades = ["Stock", "Customers", "Media", "Messages"];

    private static readonly string[] Everyone = ["Data", "Shell", "Staff"];

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Data"] = [],
        ["Shell"] = ["Data"],
        ["Staff"] = ["Data", "Shell"],
        ["Stock"] = [.. Everyone, "Media"],
        ["Customers"] = Everyone,
        ["Media"] = Everyone,
        ["Messages"] = Everyone,
        ["Selling"] = [.. Everyone, .. Trades],
        ["Orders"] = [.. Everyone, .. Trades],
        ["Purchasing"] = [.. Everyone, .. Trades],
    };

    /// <summary>They read all the others, and none of the others may know them.</summary>
    private static readonly string[] Onlookers = ["Analytics", "Jobs", "Operations", "Demo"];

    /// <summary>What an area implements for the program's start: a contract of one method that Operations calls.</summary>
    private static readonly string[] Contracts = ["UnityAdmin.Operations.IFirstStart"];

    [Fact]
    public void Dependencies_point_one_way()
    {
        var against = Dependencies.Of(typeof(ShopDb).Assembly)
            .Where(use => use.User.Namespace is not null)
            .Where(use => !Contracts.Contains(use.Used.FullName) && !Allowed(AreaOf(use.User), AreaOf(use.Used)))
            .Select(use => $"{use.User.FullName} may not use {use.Used.FullName}")
            .Order().ToList();
        Assert.True(against.Count == 0, string.Join("\n", against));
    }

    [Fact]
    public void Every_area_has_its_place_in_the_order()
    {
        var known = MayUse.Keys.Concat(Onlookers).Append("Migrations").ToHashSet();
        var unknown = typeof(ShopDb).Assembly.GetTypes().Select(AreaOf).OfType<string>().Distinct().Except(known).ToList();
        Assert.True(unknown.Count == 0, $"Say in ArrowTests what may be used by: {string.Join(", ", unknown)}");
    }

    [Fact]
    public void The_check_sees_what_code_uses()
    {
        var uses = Dependencies.Of(typeof(ArrowTests).Assembly);
        Assert.Contains((typeof(PlantedUser), typeof(PlantedInLambda)), uses);
        Assert.Contains((typeof(PlantedUser), typeof(PlantedInAwait)), uses);
    }

    // The root words (user null) may use no area at all.
    private static bool Allowed(string? user, string? used)
    {
        if (used is null || user == used || user == "Migrations") return true;
        return Onlookers.Contains(user) || (MayUse.TryGetValue(user ?? "", out var may) && may.Contains(used));
    }

    // UnityAdmin.Selling.Pages → Selling; the root words have none, and Program.cs, which knows all, has not even a namespace.
    private static string? AreaOf(Type type) => type.Namespace?.Split('.') is ["UnityAdmin", var area, ..] ? area : null;
}

internal sealed class PlantedInLambda
{
    public int Value { get; init; }
}

internal static class PlantedInAwait
{
    public static Task<int> WaitAsync() => Task.FromResult(1);
}

internal static class PlantedUser
{
    public static Func<int> Lazily() => () => new PlantedInLambda { Value = 1 }.Value;

    public static async Task<int> LaterAsync() => await PlantedInAwait.WaitAsync() + 1;
}
