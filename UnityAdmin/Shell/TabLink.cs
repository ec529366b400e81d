namespace UnityAdmin.Shell;

/// <summary>A tab that is a link, so that it can be opened in a new window and the back button works.</summary>
/// <param name="Word">The word on the tab.</param>
/// <param name="Href">Where it leads, filters included.</param>
/// <param name="Count">How many it holds; null shows no number.</param>
/// <param name="Current">Whether this is the one being looked at.</param>
public sealed record TabLink(string Word, string Href, int? Count = null, bool Current = false);
