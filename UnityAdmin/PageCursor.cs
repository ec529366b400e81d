using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace UnityAdmin;

/// <summary>
/// Where the next page of a list begins: after this row, newest first. Unlike a page's number it stays right when a row before it comes or
/// goes.
/// </summary>
public sealed record PageCursor(DateTime CreatedAt, int Id)
{
    public const string Unreadable = "cursor must be the next_cursor of the page before.";

    /// <summary>As it stands in an address; what is in it is nobody's business and may change.</summary>
    public override string ToString() =>
        WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.Ticks}.{Id}")));

    /// <param name="sent">As it stands in an address; null or blank where none was sent.</param>
    /// <param name="cursor">Null where none was sent.</param>
    /// <returns>False for what no answer of ours held.</returns>
    public static bool TryRead(string? sent, out PageCursor? cursor)
    {
        cursor = string.IsNullOrWhiteSpace(sent) ? null : Parse(sent.Trim());
        return cursor is not null || string.IsNullOrWhiteSpace(sent);
    }

    private static PageCursor? Parse(string text)
    {
        try
        {
            var parts = Encoding.ASCII.GetString(WebEncoders.Base64UrlDecode(text)).Split('.');
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTime.MaxValue.Ticks
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? new PageCursor(new DateTime(ticks, DateTimeKind.Utc), id)
                    : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
