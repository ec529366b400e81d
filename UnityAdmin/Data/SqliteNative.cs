using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace UnityAdmin.Data;

/// <summary>
/// Lets SQLitePCLRaw 2.0.6 serve Microsoft.Data.Sqlite 10 and binds it to the system's SQLite instead of the 3.35.5 inside the package
/// (docs/decisions/002). Delete this file when SQLitePCLRaw 2.1.13 or later restores.
/// </summary>
internal static class SqliteNative
{
    private static readonly string[] SystemNames = OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first type of the provider is touched.")]
    internal static void Bind()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
            : null;
        NativeLibrary.SetDllImportResolver(Assembly.Load("SQLitePCLRaw.provider.e_sqlite3"), Resolve);
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? paths)
    {
        if (library != "e_sqlite3") return 0;
        foreach (var name in SystemNames)
            if (NativeLibrary.TryLoad(name, out var handle)) return handle;

        // Falls through to the bundled library, which SqliteFile.Check then refuses with what to install.
        return 0;
    }
}
