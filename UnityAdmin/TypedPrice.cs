using System.Globalization;
using System.Text.RegularExpressions;

namespace UnityAdmin;

/// <summary>
/// Reads a price as people type it: <c>120</c>, <c>€1,200.50</c>, <c>120,50</c>. What could mean two things is not read.
/// </summary>
public static partial class TypedPrice
{
    public static Money? Read(string typed)
    {
        var bare = typed.Trim().TrimStart('€').TrimEnd('€').Trim();
        if (Grouped().IsMatch(bare)) bare = bare.Replace(",", "").Replace(" ", "");
        else if (Plain().IsMatch(bare)) bare = bare.Replace(',', '.');
        else return null;
        return Money.FromEuros(decimal.Parse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]{1,2})?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[0-9]{1,9}([.,][0-9]{1,2})?$")]
    private static partial Regex Plain();
}
