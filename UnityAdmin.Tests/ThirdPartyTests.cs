using System.Text.Json;
using System.Text.RegularExpressions;

namespace UnityAdmin.Tests;

/// <summary>Whoever adds a package owes its authors a line in THIRD-PARTY.md.</summary>
public sealed partial class ThirdPartyTests
{
    [Fact]
    public void Every_package_the_program_ships_is_named_with_its_licence()
    {
        var named = Named().Matches(SourceTree.Read("THIRD-PARTY.md")).SelectMany(row => Quoted().Matches(row.Value))
            .Select(quoted => quoted.Groups[1].Value).ToHashSet();
        var shipped = Shipped().ToList();
        Assert.Contains("MailKit", shipped);
        var missing = shipped.Where(package => !named.Contains(package) && !named.Any(name => Covers(name, package))).Order().ToList();
        Assert.True(missing.Count == 0, $"Name these in THIRD-PARTY.md, with licence, copyright and source: {string.Join(", ", missing)}");
    }

    /// <summary>The packages beside the built program, those brought in by others among them.</summary>
    private static IEnumerable<string> Shipped()
    {
        var file = Path.ChangeExtension(typeof(Actor).Assembly.Location, ".deps.json");
        using var built = JsonDocument.Parse(File.ReadAllText(file));
        return [.. built.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Split('/')[0])];
    }

    // Only Microsoft's own parts of .NET are grouped.
    private static bool Covers(string group, string package) =>
        group.EndsWith(".*", StringComparison.Ordinal) && package.StartsWith(group[..^1], StringComparison.Ordinal)
        && (group.StartsWith("Microsoft.", StringComparison.Ordinal) || group.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>The first cell of a table's row.</summary>
    [GeneratedRegex("^\\| `[^|]*\\|", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
