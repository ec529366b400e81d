using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Messages;

namespace UnityAdmin.Selling;

/// <summary>What a new submission keeps of its link: the hash that recognises the token, and the token sealed for later messages.</summary>
public sealed record OfferToken(string Token, string Hash, string Sealed);

/// <summary>
/// The seller's link. Its token has 256 bits; the database holds only its hash and a copy sealed with the server's keys, so that a leaked
/// database opens no offer.
/// </summary>
public sealed class OfferLinks(IDataProtectionProvider protection, PublicAddress address) : IMessageLinks
{
    private readonly IDataProtector seal = protection.CreateProtector("UnityAdmin.Selling.OfferLinks");

    public OfferToken Create()
    {
        var token = SecretToken.Create();
        return new OfferToken(token, SecretToken.HashOf(token), seal.Protect(token));
    }

    public string LinkTo(string batchId, string token) => address.Of($"/offers/{batchId}?token={token}").ToString();

    /// <summary>The seller's link, for staff to pass on; null when the keys that sealed its token are gone.</summary>
    public string? LinkOf(SellSubmission submission) => LinkOf(submission.BatchId, submission.OfferTokenSealed);

    public string? LinkOf(string batchId, string sealedToken)
    {
        try
        {
            return LinkTo(batchId, seal.Unprotect(sealedToken));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether this can be a token at all; a link cut short is told from a wrong one without a query.</summary>
    public static bool IsWellFormed(string? token) => SecretToken.IsWellFormed(token);

    public static bool Opens(SellSubmission submission, string token) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(submission.OfferTokenHash), Encoding.ASCII.GetBytes(SecretToken.HashOf(token)));

    public async Task<string?> LinkAsync(ShopDb db, DocumentId document, CancellationToken stop)
    {
        var submission = await db.SellSubmissions.AsNoTracking().SingleAsync(row => row.Id == document.Id, stop);
        return LinkOf(submission);
    }
}
