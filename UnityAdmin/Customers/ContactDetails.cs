namespace UnityAdmin.Customers;

/// <summary>How someone says they can be reached.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Phone">As <see cref="Customers.Phone.Normalize"/> spells it.</param>
/// <param name="Email">In any case.</param>
/// <param name="Handle">In any spelling <see cref="Customers.Handle"/> knows.</param>
/// <param name="Channel">Where the handle is known.</param>
public sealed record ContactDetails(string? Name, string? Phone, string? Email, string? Handle = null, string? Channel = null)
{
    /// <summary>Each way in the spelling it is compared by; the surest first.</summary>
    public IReadOnlyList<(ContactKind Kind, string Value)> Points
    {
        get
        {
            var points = new List<(ContactKind, string)>();
            if (!string.IsNullOrEmpty(Phone)) points.Add((ContactKind.Phone, Phone));
            if (!string.IsNullOrWhiteSpace(Email)) points.Add((ContactKind.Email, Email.Trim().ToLowerInvariant()));
            if (Handle is { } typed && Customers.Handle.Bare(typed) is { Length: > 0 } bare && !string.IsNullOrWhiteSpace(Channel))
                points.Add((ContactKind.Handle, $"{Channel.Trim()}:{bare}".ToLowerInvariant()));
            return points;
        }
    }
}
