namespace UnityAdmin.Shell;

/// <param name="Url">The large picture.</param>
/// <param name="Alt">What it shows: "Left shoe, sole".</param>
/// <param name="ThumbUrl">A small version for the strip; null shrinks the large one.</param>
/// <param name="FullUrl">All there is, for whoever zooms in; null where the large picture is all.</param>
/// <param name="WidthPixels">Of the full picture, so that its place is kept before it comes; null where nobody knows.</param>
/// <param name="HeightPixels">The same.</param>
public sealed record Photo(
    string Url, string Alt, string? ThumbUrl = null, string? FullUrl = null, int? WidthPixels = null, int? HeightPixels = null);
