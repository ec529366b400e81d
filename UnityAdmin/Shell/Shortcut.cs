namespace UnityAdmin.Shell;

/// <summary>A key a page listens to, and what it does there.</summary>
/// <param name="Key">As the browser names it: a single character such as <c>j</c>, or a name such as <c>ArrowRight</c>.</param>
/// <param name="Meaning">What it does, for the list behind <c>?</c>: "Next request".</param>
public sealed record Shortcut(string Key, string Meaning)
{
    /// <summary>Open on every page.</summary>
    internal static readonly IReadOnlyList<Shortcut> Everywhere =
        [new("Ctrl K", "Search"), new("?", "Show these keys"), new("Esc", "Close")];

    internal IEnumerable<string> Caps => Key.Split(' ').Select(part => part switch
    {
        "Escape" => "Esc",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        [var letter] => char.ToUpperInvariant(letter).ToString(),
        _ => part,
    });
}
