using UnityAdmin.Data;

namespace UnityAdmin.Operations;

/// <summary>The folder of photos, keys and backups.</summary>
internal static class StorageFolder
{
    /// <exception cref="StartRefusedException">Nothing can be written there.</exception>
    public static void MustBeWritable(StorageSettings settings)
    {
        var folder = Path.GetFullPath(settings.Directory);
        try
        {
            _ = Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                // It goes when it is closed.
            }
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"Nothing can be written to {folder}: {closed.Message.TrimEnd('.')}. Give this user the right to write there, or name "
                + "another folder in Storage__Directory.");
        }
    }
}
