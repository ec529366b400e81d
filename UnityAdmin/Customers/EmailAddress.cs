using System.ComponentModel.DataAnnotations;

namespace UnityAdmin.Customers;

/// <summary>An e-mail address that a stranger typed.</summary>
public static class EmailAddress
{
    private static readonly EmailAddressAttribute Shape = new();

    /// <summary>
    /// The address as typed; null when it is none. A line break would let a stranger write headers of the mail sent to it.
    /// </summary>
    public static string? Check(string typed) =>
        Shape.IsValid(typed) && !typed.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) ? typed : null;
}
