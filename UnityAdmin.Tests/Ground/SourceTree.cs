namespace UnityAdmin.Tests;

/// <summary>The repository's own files, found from where the tests were built.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs =
        [".git", "bin", "obj", "TestResults", ".vs", ".idea", "node_modules", "data", ".tools"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files whose name ends so, by their path from the root with forward slashes; build output and local data left out.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Walk(new DirectoryInfo(Path.Combine(Root, folder)))
            .Where(file => endings.Length == 0 || endings.Any(ending => file.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.EnumerateFiles().Where(file => !NotOurs.Contains(file.Name))
        .Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "UnityAdmin.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests must run from inside the repository: UnityAdmin.sln is in no folder above them.");
    }
}
