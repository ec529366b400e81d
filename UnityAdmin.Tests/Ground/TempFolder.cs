namespace UnityAdmin.Tests;

/// <summary>A folder of this run under the system's temporary folder; whatever a test leaves goes when the run ends.</summary>
internal static class TempFolder
{
    private static readonly Lazy<string> Run = new(() => Directory.CreateTempSubdirectory("unity-tests-").FullName);

    public static string New() => Directory.CreateDirectory(Path.Combine(Run.Value, Path.GetRandomFileName())).FullName;

    public static void Delete(string folder)
    {
        for (var attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, true);
            }
            catch (IOException) when (attempt < 10)
            {
                // Something of a server that is just going wrote once more: a late reader, say, for whom SQLite makes its files anew.
            }
        }
    }

    public static void DeleteAll()
    {
        if (Run.IsValueCreated) Delete(Run.Value);
    }
}
