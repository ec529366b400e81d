using System.Globalization;

namespace UnityAdmin.Stock.Pages;

/// <summary>How quantities are said.</summary>
internal static class Units
{
    /// <summary><c>+3</c>, <c>−1,200</c>.</summary>
    public static string Signed(long change) => change > 0 ? $"+{Plain(change)}" : change < 0 ? $"−{Plain(-change)}" : "0";

    public static string Plain(long units) => units.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 move</c>, <c>2 moves</c>.</summary>
    public static string Count(long number, string noun) => number == 1 ? $"1 {noun}" : $"{Plain(number)} {noun}s";
}
