using System.Text.RegularExpressions;

namespace UnityAdmin.Customers;

/// <summary>
/// One spelling of a handle: <c>@sole.sister</c>, whether it was typed as <c>sole.sister</c>, <c>@ sole.sister</c>, <c>IG: sole.sister</c>
/// or as the address of its page.
/// </summary>
public static partial class Handle
{
    /// <param name="typed">What somebody gave as their handle; a phone number or a name is left as it is.</param>
    public static string Clean(string typed)
    {
        var text = VisibleText.Clean(typed).Trim();
        if (Page().Match(text) is { Success: true } page) text = page.Groups["name"].Value;
        else text = Label().Replace(text, "");
        text = text.TrimStart('@').Trim();
        return Name().IsMatch(text) && text.Any(char.IsLetter) ? "@" + text : text.Length == 0 ? typed.Trim() : text;
    }

    /// <summary>The letters by which handles are compared.</summary>
    public static string Bare(string typed) => Clean(typed).TrimStart('@').ToLowerInvariant();

    // instagram.com/name, tiktok.com/@name, snapchat.com/add/name, with or without what an app adds after it.
    [GeneratedRegex(
        @"^(https?://)?([\w-]+\.)*(instagram|tiktok|snapchat|facebook|threads|twitter|x|depop|vinted|telegram|t)\.(com|net|me|ie)"
            + @"/(add/|u/|@)?(?<name>[\w.-]+)/?([?#].*)?\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(
        @"^(ig|insta|instagram|tt|tik ?tok|snap|snapchat|sc|fb|facebook|twitter|threads|depop|vinted|tg|telegram)\s*[:=–-]\s*(?=[@\w])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[\w.-]+\z")]
    private static partial Regex Name();
}
