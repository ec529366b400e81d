using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>Where a customer has things sent. The same place written twice is one row; one of them is the default.</summary>
public sealed class Address : IBelongsTo
{
    public const int LinesLength = 300;
    public const int CityLength = 80;

    public int Id { get; init; }

    public int UserId { get; set; }

    [MaxLength(LinesLength)]
    public required string Lines { get; init; }

    [MaxLength(CityLength)]
    public string? City { get; init; }

    [MaxLength(10)]
    public string? Eircode { get; init; }

    /// <summary>The place in one spelling, by which it is compared.</summary>
    [NotAudited, MaxLength(LinesLength + CityLength + 10)]
    public required string Normalized { get; init; }

    public bool IsDefault { get; set; }

    public DateTime CreatedAt { get; init; }

    internal Place Place => new(Lines, City, Eircode);

    DocumentId IBelongsTo.Document => new(Customer.Table, UserId);

    /// <summary>Letters and digits alone, in lower case. An Eircode says it all by itself, a UK postcode does not.</summary>
    public static string Normalize(string lines, string? city, string? eircode) =>
        eircode is not null && Customers.Eircode.NamesOneDoor(eircode)
            ? eircode.Replace(" ", "").ToLowerInvariant()
            : string.Concat($"{lines}{city}{eircode}".Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
