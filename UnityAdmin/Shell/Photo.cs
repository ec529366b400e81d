namespace UnityAdmin.Shell;

/// <param name="Url">The large picture.</param>
/// <param name="Alt">What it shows: "Left shoe, sole".</param>
/// <param name="ThumbUrl">A small version for the strip; null shrinks the large one.</param>
public sealed record Photo(string Url, string Alt, string? ThumbUrl = null);
