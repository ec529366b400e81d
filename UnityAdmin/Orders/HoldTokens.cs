using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>
/// The tokens by which whoever reserved something is known again. The database holds their hashes, and in the answers that are kept for
/// repeats a copy sealed with the server's keys, so that a leaked database opens no hold.
/// </summary>
public sealed class HoldTokens(IDataProtectionProvider protection)
{
    public const int MaxLength = 200;

    private const string Member = "reservation_token";

    private readonly IDataProtector seal = protection.CreateProtector("UnityAdmin.Orders.HoldTokens");

    public string Seal(string token) => seal.Protect(token);

    /// <returns>Null for what can be nobody's token.</returns>
    public static string? HashOf(string? token) => SecretToken.IsWellFormed(token) ? SecretToken.HashOf(token!) : null;

    /// <summary>The token that something is pending under already, or a new one: nobody chooses their own.</summary>
    internal static async Task<string> ContinueAsync(ShopDb db, string? sent, CancellationToken cancellationToken)
    {
        var isKnown = HashOf(sent) is { } hash && await db.Reservations.AnyAsync(
            hold => hold.Status == ReservationStatus.Pending && hold.TokenHash == hash, cancellationToken);
        return isKnown ? sent! : SecretToken.Create();
    }

    /// <summary>An answer as it is told: with the token in place of its sealed copy, or null where the keys are gone.</summary>
    /// <param name="kept">As it is kept. Those from before there were tokens have none and stay as they are.</param>
    public string Open(string kept)
    {
        using var answer = JsonDocument.Parse(kept);
        if (!answer.RootElement.TryGetProperty(Member, out var member) || member.GetString() is not { } closed) return kept;
        var token = Unseal(closed) is { } open ? $"\"{open}\"" : "null";
        return kept.Replace($"\"{closed}\"", token, StringComparison.Ordinal);
    }

    private string? Unseal(string closed)
    {
        try
        {
            return seal.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
