using System.Text.RegularExpressions;

namespace UnityAdmin;

/// <summary>What a scanner typed, without what scanners put around it.</summary>
public static partial class ScannedCode
{
    /// <param name="typed">Such as <c>]C0UN-000165</c> (the symbology by AIM) or <c>*UN-000165*</c> (the stars of Code 39).</param>
    public static string Of(string typed)
    {
        var code = VisibleText.Clean(typed).Trim().Trim('\0');
        code = Symbology().Replace(code, "");
        return code is ['*', .. { Length: > 0 } starred, '*'] ? starred : code;
    }

    [GeneratedRegex(@"^\][A-Za-z][0-9A-Za-z](?=.)")]
    private static partial Regex Symbology();
}
