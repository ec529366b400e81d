using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>A trigger that is not as the migrations made it; written out it is a sentence without its full stop.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Fault">What it is instead, <c>missing</c>.</param>
public sealed record BrokenGuard(string Name, string Fault)
{
    public override string ToString() => $"the trigger {Name} is {Fault}";
}

/// <summary>
/// The triggers by which the database itself refuses what must never happen. Each is known by its text and not by its name alone, since an
/// empty one of the same name refuses nothing: Migrations/triggers.json has the fingerprints of those that the migrations make.
/// </summary>
public static partial class Guards
{
    private const int FingerprintLength = 16;

    private static readonly Lazy<Dictionary<string, Dictionary<string, string>>> Made = new(ReadMade);

    /// <returns>Those of these triggers that are missing, switched off or not what the migrations made.</returns>
    public static async Task<List<BrokenGuard>> BrokenGuardsAsync(this ShopDb db, IEnumerable<string> names, CancellationToken stop) =>
        [.. Broken(names, MadeOn(db), await FingerprintsAsync(db, stop))];

    /// <returns>The same of all triggers but these, and those that nobody knows.</returns>
    public static async Task<List<BrokenGuard>> BrokenGuardsButAsync(this ShopDb db, IEnumerable<string> names, CancellationToken stop)
    {
        var (wanted, standing) = (MadeOn(db), await FingerprintsAsync(db, stop));
        var strange = standing.Keys.Except(wanted.Keys).Select(name => new BrokenGuard(name, "none of the program's"));
        return [.. Broken(wanted.Keys.Except(names), wanted, standing), .. strange];
    }

    private static IEnumerable<BrokenGuard> Broken(
        IEnumerable<string> names, Dictionary<string, string> wanted, SortedDictionary<string, string> standing) =>
        names.Where(name => standing.GetValueOrDefault(name) != wanted[name])
            .Select(name => new BrokenGuard(name, standing.ContainsKey(name) ? "not the one the program made" : "missing"));

    /// <summary>The trigger's name and the beginning of the hash of its text; one that is switched off is not among them.</summary>
    internal static async Task<SortedDictionary<string, string>> FingerprintsAsync(ShopDb db, CancellationToken stop)
    {
        var texts = db.OnSqlite
            ? db.Database.SqlQuery<string>($"SELECT name || ' ' || sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
            : db.Database.SqlQuery<string>(
                $"""
                SELECT t.tgname || ' ' || pg_get_triggerdef(t.oid) || ' ' || p.prosrc AS "Value" FROM pg_trigger t
                JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
                WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace
                """);
        return new SortedDictionary<string, string>(
            (await texts.ToListAsync(stop)).ToDictionary(text => text[..text.IndexOf(' ')], Fingerprint), StringComparer.Ordinal);
    }

    private static string Fingerprint(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Space().Replace(text, " ").Trim())))[..FingerprintLength];

    private static Dictionary<string, string> MadeOn(ShopDb db) => Made.Value[db.OnSqlite ? "sqlite" : "postgres"];

    private static Dictionary<string, Dictionary<string, string>> ReadMade()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("UnityAdmin.Migrations.triggers.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(file)!;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
