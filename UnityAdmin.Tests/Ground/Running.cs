global using System.Diagnostics.CodeAnalysis;
global using Xunit;
global using static UnityAdmin.Tests.Running;

namespace UnityAdmin.Tests;

public static class Running
{
    /// <summary>Cancelled when the run is stopped; what a verb takes as its <c>stop</c>.</summary>
    public static CancellationToken Stop => TestContext.Current.CancellationToken;
}
