namespace UnityAdmin;

/// <summary>Telling a disk without room from other failures of files.</summary>
public static class FullDisk
{
    // .NET hands the system's own number on: ENOSPC of Linux and macOS, EDQUOT of Linux, and ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly HashSet<int> Codes = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Whether this, or what it was thrown for, says that there is no room to write.</summary>
    public static bool IsMeantBy(Exception? failed) =>
        failed is not null && ((failed is IOException && Codes.Contains(failed.HResult)) || IsMeantBy(failed.InnerException));
}
