namespace UnityAdmin.Customers.Pages;

/// <summary>What a browser says it is, as people would call it.</summary>
internal static class Device
{
    // The first that is found counts: many browsers name those they descend from too.
    private static readonly (string Sign, string Word)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
         ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Word, string Icon)[] Systems =
        [("iPhone", "iPhone", "smartphone"), ("iPad", "iPad", "tablet"), ("Android", "Android", "smartphone"),
         ("Windows", "Windows", "computer"), ("Mac OS", "Mac", "computer"), ("Linux", "Linux", "computer")];

    /// <summary><c>Safari on iPhone</c>; the text itself where it says nothing we know.</summary>
    public static string Words(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent)) return "Unknown device";
        var browser = Browsers.FirstOrDefault(known => userAgent.Contains(known.Sign, StringComparison.Ordinal)).Word;
        var system = Systems.FirstOrDefault(known => userAgent.Contains(known.Sign, StringComparison.Ordinal)).Word;
        return browser is null ? system ?? userAgent : system is null ? browser : $"{browser} on {system}";
    }

    public static string Icon(string? userAgent) =>
        Systems.FirstOrDefault(known => userAgent?.Contains(known.Sign, StringComparison.Ordinal) == true).Icon ?? "devices_other";
}
