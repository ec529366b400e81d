namespace UnityAdmin.Staff;

/// <summary>Where to go after signing in; never to another site, whatever the link said.</summary>
internal static class LocalUrl
{
    public const string SignIn = "/sign-in";

    public static string Of(string? returnUrl) => IsLocal(returnUrl) ? returnUrl! : "/";

    // Browsers read "//host" and "/\host" as another site, and drop tabs and newlines before they look.
    private static bool IsLocal(string? url) => url is ['/', ..]
        && url is not ['/', '/' or '\\', ..]
        && !url.Any(char.IsControl)
        && !url.StartsWith(SignIn, StringComparison.OrdinalIgnoreCase)
        && !url.StartsWith("/sign-out", StringComparison.OrdinalIgnoreCase);
}
