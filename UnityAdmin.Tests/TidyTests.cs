using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>The house style that a machine can check (docs/architecture.md). Each fact names every offender with its place.</summary>
public sealed class TidyTests
{
    private static readonly string[] Projects = ["UnityAdmin", "UnityAdmin.Tests", "UnityAdmin.Benchmarks"];

    /// <summary>The one place that starts work by the clock. A file added here says beside it why it must.</summary>
    private static readonly string[] MayRunByTheClock = ["UnityAdmin/Jobs/JobsSetup.cs"];

    private const string ByTheClock =
        @"\bPeriodicTimer\b|\bBackgroundService\b|\bAddHostedService\b|\bAddHangfireServer\b|\bAddOrUpdate<|\bIRecurringJobManager\b";

    private static IEnumerable<string> Sources(params string[] endings) =>
        Projects.SelectMany(project => SourceTree.Files(project, endings))
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal));

    private static IEnumerable<string> AppSources =>
        Sources(".cs", ".razor").Where(path => path.StartsWith("UnityAdmin/", StringComparison.Ordinal));

    [Fact]
    public void A_code_file_has_at_most_300_lines_and_a_razor_file_150() => AssertNone(
        from path in Sources(".cs", ".razor")
        let lines = LinesOf(path).Length
        where lines > (path.EndsWith(".razor", StringComparison.Ordinal) ? 150 : 300)
        select $"{path}: {lines} lines");

    [Fact]
    public void A_line_has_at_most_140_characters() => AssertNone(
        from path in Sources(".cs", ".razor")
        from line in LinesOf(path).Index()
        where line.Item.Length > 140
        select $"{path}:{line.Index + 1}: {line.Item.Length} characters");

    [Fact]
    public void A_method_has_at_most_40_lines() => AssertNone(
        from path in Sources(".cs")
        let tree = CSharpSyntaxTree.ParseText(SourceTree.Read(path), path: path)
        from method in tree.GetRoot().DescendantNodes()
        where method is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let span = tree.GetLineSpan(method.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > 40
        select $"{path}:{span.StartLinePosition.Line + 1}: {lines} lines");

    [Fact]
    public void The_time_comes_from_the_TimeProvider() =>
        AssertNone(Matches(AppSources, @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b"));

    [Fact]
    public void Nothing_blocks_on_a_task() =>
        AssertNone(Matches(AppSources, @"\.Result\s*[;.,)\]}?!]|\.GetAwaiter\(\)\s*\.GetResult\(\)|\.Wait\(\)|Task\.Wait(All|Any)\("));

    [Fact]
    public void Http_clients_come_from_the_factory() => AssertNone(Matches(AppSources, @"new\s+HttpClient\b|HttpClient\s+\w+\s*=\s*new\("));

    [Fact]
    public void Work_by_the_clock_is_listed_in_the_schedule() =>
        AssertNone(Matches(AppSources.Except(MayRunByTheClock), ByTheClock));

    [Fact]
    public void Pages_never_touch_the_database() => AssertNone(
        from use in Dependencies.Of(typeof(ShopDb).Assembly)
        where use.User.Namespace is { } place && place.Split('.').Contains("Pages")
        where use.Used.IsAssignableTo(typeof(DbContext))
        select $"{use.User} uses {use.Used.Name}: ask a verb of the area instead");

    [Fact]
    public void Package_versions_live_in_one_file() => AssertNone(
        from path in SourceTree.Files(".", ".csproj")
        from package in XDocument.Parse(SourceTree.Read(path)).Descendants("PackageReference")
        where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
        select $"{path}: {package.Attribute("Include")?.Value} names its own version");

    [Fact]
    public void No_file_names_a_place_on_someones_machine() => AssertNone(Matches(
        SourceTree.Files(".").Where(IsText), @"(?<![\w.)\]}/:-])/(work|root|home/\w+|Users/\w+)/|\b[A-Z]:\\Users\\"));

    [Fact]
    public void The_SQLite_migrations_are_up_to_date_with_the_model()
    {
        using var db = new DataSetup.SqliteDesign().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: scripts/migration NAME");
    }

    [Fact]
    public void The_PostgreSQL_migrations_are_up_to_date_with_the_model()
    {
        using var db = new DataSetup.PostgresDesign().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: scripts/migration NAME");
    }

    private static bool IsText(string path) => Path.GetExtension(path) is not (".png" or ".jpg" or ".webp" or ".ico" or ".woff2");

    private static string[] LinesOf(string path) => SourceTree.Read(path).TrimEnd('\n').Split('\n');

    private static IEnumerable<string> Matches(IEnumerable<string> paths, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        var regex = new Regex(pattern);
        return from path in paths
               from line in LinesOf(path).Index()
               where regex.IsMatch(line.Item)
               select $"{path}:{line.Index + 1}: {line.Item.Trim()}";
    }

    private static void AssertNone(IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, string.Join("\n", all));
    }
}
