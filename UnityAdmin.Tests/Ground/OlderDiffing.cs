using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace UnityAdmin.Tests;

/// <summary>
/// bUnit asks for AngleSharp.Diffing 1.0, the package registry has 0.17.0, which serves it: hands bUnit that one. Delete this file
/// together with the package pinned for it in Directory.Packages.props.
/// </summary>
internal static class OlderDiffing
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must stand before bUnit's first type is touched.")]
    internal static void Bind() => AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "AngleSharp.Diffing"
        ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
        : null;
}
