using System.Text.Json;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class GuardsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>UNITY_WRITE_TRIGGERS=1 writes the file anew after a migration made or dropped a trigger.</summary>
    [Fact]
    public async Task The_fingerprints_are_those_of_the_triggers_that_the_migrations_make()
    {
        var made = new Dictionary<string, SortedDictionary<string, string>>();
        foreach (var on in new[] { TestDatabase.Sqlite, TestDatabase.Postgres })
        {
            await using var shop = await on.OpenAsync();
            made[on.ToString().ToLowerInvariant()] = await shop.Data.ReadAsync(db => Guards.FingerprintsAsync(db, Stop), Stop);
        }

        var text = JsonSerializer.Serialize(made, Indented) + "\n";
        var file = Path.Combine(SourceTree.Root, "UnityAdmin", "Migrations", "triggers.json");
        if (Environment.GetEnvironmentVariable("UNITY_WRITE_TRIGGERS") == "1") await File.WriteAllTextAsync(file, text, Stop);
        Assert.Equal(text, await File.ReadAllTextAsync(file, Stop));
    }
}
