using System.Globalization;
using MimeKit;

namespace UnityAdmin.Customers;

/// <summary>An e-mail address that a stranger typed.</summary>
public static class EmailAddress
{
    private const string MailTo = "mailto:";

    // A mailbox with letters beyond ASCII is reached only where every server on the way agrees to it; a domain has an ASCII spelling.
    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The address without what copying leaves around it: invisible marks, <c>mailto:</c>, angle brackets, a comma at the end. Null when
    /// it is none that mail can be sent to. A line break would let a stranger write headers of the mail sent to it.
    /// </summary>
    public static string? Check(string typed)
    {
        var bare = Bare(typed);
        if (!bare.All(letter => char.IsAscii(letter) || char.IsLetterOrDigit(letter)) || bare.Any(IsBreak)) return null;
        if (!MailboxAddress.TryParse(bare, out var read)) return null;
        if (read.Address != bare && MailboxAddress.EncodeAddrspec(read.Address) != bare) return null;
        var at = bare.LastIndexOf('@');
        if (at <= 0 || bare.Contains('"') || !bare[..at].All(char.IsAscii) || DomainOf(bare[(at + 1)..]) is not { } domain) return null;
        return bare[..(at + 1)] + domain;
    }

    /// <summary>An address that is stored, in the spelling of today; one that has none stays as it is.</summary>
    internal static string? Respell(string? stored) => stored is null ? null : Check(stored) ?? stored;

    private static string Bare(string typed)
    {
        var bare = string.Concat(typed.Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)).Trim(' ');
        if (bare.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase)) bare = bare[MailTo.Length..];
        bare = bare.TrimEnd(',', ';', '.');
        return bare is ['<', .., '>'] ? bare[1..^1] : bare;
    }

    private static string? DomainOf(string typed)
    {
        try
        {
            var domain = Domains.GetAscii(typed);
            return domain.Contains('.') && Uri.CheckHostName(domain) == UriHostNameType.Dns ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsBreak(char letter) => char.IsWhiteSpace(letter) || char.IsControl(letter);
}
