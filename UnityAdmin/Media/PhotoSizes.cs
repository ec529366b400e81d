namespace UnityAdmin.Media;

/// <summary>The WebP copies beside every master, each by its longest edge in pixels; never larger than the master itself.</summary>
public static class PhotoSizes
{
    /// <summary>In lists.</summary>
    public const int Thumb = 64;

    /// <summary>On cards and in strips.</summary>
    public const int Card = 320;

    /// <summary>In the viewer.</summary>
    public const int Large = 1_200;

    public static readonly IReadOnlyList<int> All = [Thumb, Card, Large];
}
