using Microsoft.Extensions.Configuration;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class DatabaseAddressTests
{
    [Fact]
    public void Without_settings_the_database_is_a_SQLite_file_in_data() =>
        Assert.Equal(new DatabaseAddress(DatabaseProvider.Sqlite, "Data Source=data/unity.db"), From());

    [Theory]
    [InlineData("Postgres")]
    [InlineData("postgres")]
    public void PostgreSQL_is_chosen_by_name(string name) => Assert.Equal(
        new DatabaseAddress(DatabaseProvider.Postgres, "Host=db"),
        From(("Database:Provider", name), ("ConnectionStrings:Unity", "Host=db")));

    [Fact]
    public void An_unknown_provider_is_refused_by_name() => Assert.Contains(
        "MySql", Assert.Throws<StartRefusedException>(() => From(("Database:Provider", "MySql"))).Message, StringComparison.Ordinal);

    [Fact]
    public void PostgreSQL_without_an_address_is_refused() => Assert.Contains(
        "ConnectionStrings:Unity",
        Assert.Throws<StartRefusedException>(() => From(("Database:Provider", "Postgres"))).Message,
        StringComparison.Ordinal);

    private static DatabaseAddress From(params (string Name, string Value)[] settings) => DatabaseAddress.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(set => set.Name, string? (set) => set.Value)).Build());
}
