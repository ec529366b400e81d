using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Customers;

/// <summary>One document of a customer as a line of their file.</summary>
/// <param name="Word">How people know it, such as its number.</param>
/// <param name="Detail">What tells it from others; may be empty.</param>
/// <param name="Cents">What it is worth; null where that is open.</param>
/// <param name="Status">Its state as a word, an icon and a meaning.</param>
public sealed record CustomerRecord(
    string Word, string Href, DateTime At, string Detail, long? Cents, (string Word, string Icon, Meaning Meaning) Status);

/// <summary>What one area keeps of a customer.</summary>
/// <param name="Count">All there are.</param>
/// <param name="Rows">The newest of them.</param>
/// <param name="Sum">What they add up to, under its word; null where a sum says nothing.</param>
/// <param name="Open">Those not finished yet, by name: what stands in the way of forgetting the person.</param>
/// <param name="OpensTo">Who may follow the rows to their pages; everybody who reads the file reads the rows.</param>
public sealed record CustomerSection(
    string Title, int Count, IReadOnlyList<CustomerRecord> Rows, (string Word, Money Amount)? Sum, IReadOnlyList<string> Open,
    Role OpensTo = Role.Staff);

/// <summary>What one document says of the person it is for.</summary>
/// <param name="Word">How people know the document, such as its number.</param>
/// <param name="Href">Its page.</param>
/// <param name="Contact">Who they are and how to reach them.</param>
/// <param name="Place">Where they have things sent, if it says so.</param>
public sealed record TypedDetails(string Word, string Href, ContactDetails Contact, Place? Place = null);

/// <summary>An address before it is anybody's.</summary>
public sealed record Place(string Lines, string? City, string? Eircode)
{
    public string Normalized => Address.Normalize(Lines, City, Eircode);

    public string Shown => string.Join(", ", new[] { Lines, City, Eircode }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>
/// Puts one area's documents into the files of customers, who know none of them. An area registers its own in its Setup. What takes a
/// <see cref="ShopDb"/> runs in the caller's reading or change.
/// </summary>
public interface ICustomerRecords
{
    /// <summary>The section's heading, a plural.</summary>
    string Title { get; }

    /// <summary>The section's place in the file, from the top.</summary>
    int Place { get; }

    /// <summary>How many each of these customers has; who has none may be left out.</summary>
    Task<Dictionary<int, int>> CountAsync(ShopDb db, IReadOnlyCollection<int> customers, CancellationToken stop);

    Task<CustomerSection> ReadAsync(ShopDb db, int customer, int take, CancellationToken stop);

    /// <summary>What the documents say of the person, each for itself, newest first; the newest are enough.</summary>
    Task<List<TypedDetails>> TypedAsync(ShopDb db, int customer, CancellationToken stop);

    /// <summary>
    /// Hands all of one customer's documents to another, with their audit rows. Refused where the two are in each other's way.
    /// </summary>
    Task<Result> MoveAsync(ShopDb db, int from, int to, CancellationToken stop);

    /// <summary>
    /// Forgets who they are in every document, in the messages to them and in the audit rows of both, at once and unaudited: what is
    /// noted is kept. Figures, states and goods stay.
    /// </summary>
    Task EraseAsync(ShopDb db, int customer, CancellationToken stop);
}
