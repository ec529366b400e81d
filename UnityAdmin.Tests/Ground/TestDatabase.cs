using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;
using Xunit.v3;

namespace UnityAdmin.Tests;

/// <summary>Which of the two databases a test runs on.</summary>
public enum TestDatabase
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory once on each database: the first argument is the <see cref="TestDatabase"/>, the given values follow.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothDatabasesAttribute(params object?[] values) : DataAttribute
{
    public IReadOnlyList<object?> Values => values;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<TestDatabase>().Select(on => new TheoryDataRow([on, .. values]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

public static class TestDatabases
{
    /// <summary>A shop of this test's own, on a fresh, migrated, empty database of this kind.</summary>
    /// <param name="on">The kind of database.</param>
    /// <param name="replace">Last word on the services: fakes for the world outside, such as mail.</param>
    public static Task<TestShop> OpenAsync(this TestDatabase on, Action<IServiceCollection>? replace = null) =>
        TestShop.OpenAsync(on, replace);
}
