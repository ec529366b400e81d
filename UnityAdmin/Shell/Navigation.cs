namespace UnityAdmin.Shell;

/// <summary>
/// One line of the navigation. An area adds its own in its Setup: <c>services.AddSingleton(new NavigationEntry(…))</c>. Hiding it is no
/// guard: the page still carries its policy.
/// </summary>
/// <param name="Title">The word shown, in sentence case.</param>
/// <param name="Href">Absolute path; a page below it marks this entry as the current one.</param>
/// <param name="Icon">A Material Symbols name.</param>
/// <param name="AtLeast">Who sees it: this role and those above.</param>
/// <param name="Order">Position from the top; leave gaps of ten.</param>
/// <param name="Group">The heading it stands under; null stands before all headings.</param>
public sealed record NavigationEntry(string Title, string Href, string Icon, Role AtLeast, int Order, string? Group = null);

/// <summary>A live count beside a navigation entry. Counted again whenever something has been committed.</summary>
public interface INavigationBadge
{
    /// <summary>The <see cref="NavigationEntry.Href"/> it belongs to.</summary>
    string Href { get; }

    /// <summary>Who sees it: this role and those above.</summary>
    Role AtLeast => Role.Staff;

    /// <summary>How many things wait there; zero shows nothing.</summary>
    Task<int> CountAsync(CancellationToken stop);
}

/// <summary>Finds an area's records for the command palette: about five, best first, and fast, for it runs while someone types.</summary>
public interface IPaletteSource
{
    /// <param name="text">What was typed, trimmed, at least two characters.</param>
    /// <param name="stop">Set as soon as the next key is pressed.</param>
    Task<IReadOnlyList<PaletteEntry>> FindAsync(string text, CancellationToken stop);

    /// <summary>The address of the record that a scanned label names, not of one that only contains it; null where there is none.</summary>
    Task<string?> FindNamedAsync(string code, CancellationToken stop) => Task.FromResult<string?>(null);
}

/// <param name="Title">What it is called.</param>
/// <param name="Detail">What tells it from others of the same name; may be empty.</param>
/// <param name="Href">Where Enter leads.</param>
/// <param name="Icon">A Material Symbols name.</param>
/// <param name="Group">The heading it stands under, such as "Sell requests".</param>
public sealed record PaletteEntry(string Title, string Detail, string Href, string Icon, string Group);
