using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>A token as the System page lists it; the token itself is not known any more.</summary>
public sealed record ApiTokenLine(
    int Id, string Name, Role Role, DateTime CreatedAt, string CreatedBy, DateTime ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt);

/// <summary>The tokens that programs call the HTTP API with.</summary>
public sealed class ApiTokens(ShopData data, TimeProvider clock, ILogger<ApiTokens> log)
{
    private const string Prefix = "ua_";

    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);

    /// <returns>The token, which cannot be read again.</returns>
    public Task<Result<string>> CreateAsync(string name, Role role, int days, Actor by, CancellationToken stop) =>
        data.ChangeAsync<string>(by, "token.created", db =>
        {
            if (!by.Is(Role.Admin)) return Task.FromResult<Result<string>>(StaffRefusals.NotAllowed(Role.Admin));
            if (Fault(name, days) is { } fault) return Task.FromResult<Result<string>>(fault);
            var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var now = clock.NowUtc();
            _ = db.ApiTokens.Add(new ApiToken
            {
                Name = name.Trim(),
                TokenHash = HashOf(token),
                Role = role,
                CreatedAt = now,
                CreatedBy = by.Name,
                ExpiresAt = now.AddDays(days),
            });
            return Task.FromResult<Result<string>>(token);
        }, stop);

    public Task<Result> RevokeAsync(int id, Actor by, CancellationToken stop) => data.ChangeAsync(by, "token.revoked", async db =>
    {
        if (!by.Is(Role.Admin)) return StaffRefusals.NotAllowed(Role.Admin);
        if (await db.ApiTokens.SingleOrDefaultAsync(token => token.Id == id, stop) is not { } token) return StaffRefusals.NoSuchToken;
        token.RevokedAt ??= clock.NowUtc();
        return Result.Done;
    }, stop);

    public Task<List<ApiTokenLine>> ListAsync(CancellationToken stop) => data.ReadAsync(db => db.ApiTokens
        .OrderByDescending(token => token.Id)
        .Select(token => new ApiTokenLine(
            token.Id, token.Name, token.Role, token.CreatedAt, token.CreatedBy, token.ExpiresAt, token.RevokedAt, token.LastUsedAt))
        .ToListAsync(stop), stop);

    /// <summary>The token's row where it is known and open at this moment, else null.</summary>
    internal async Task<ApiToken?> RecognizeAsync(string token, CancellationToken stop)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 100) return null;

        // Found by its hash, so how long the search takes says nothing about the token; the comparison is for the reader's peace.
        var hash = HashOf(token);
        var known = await data.ReadAsync(db => db.ApiTokens.SingleOrDefaultAsync(row => row.TokenHash == hash, stop), stop);
        if (known is null || !known.Opens(clock.NowUtc())) return null;
        var (kept, given) = (Encoding.ASCII.GetBytes(known.TokenHash), Encoding.ASCII.GetBytes(hash));
        return CryptographicOperations.FixedTimeEquals(kept, given) ? known : null;
    }

    /// <summary>Notes the use, at most once a minute. A database that cannot write now must not stop a client from reading.</summary>
    internal async Task NoteUseAsync(ApiToken token, string? from, CancellationToken stop)
    {
        var now = clock.NowUtc();
        if (token.LastUsedAt > now - UseNoted) return;
        try
        {
            var client = new Actor(ActorKind.Client, token.Id.ToString(CultureInfo.InvariantCulture), token.Name, token.Role, from);
            _ = await data.ChangeAsync(client, "token.used", async db =>
            {
                _ = await db.ApiTokens.Where(row => row.Id == token.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), stop);
                return Result.Done;
            }, stop);
        }
        catch (Exception busy) when (busy is DatabaseBusyException or System.Data.Common.DbException)
        {
            log.LogWarning(busy, "Could not note the use of token {Token}", token.Id);
        }
    }

    private static Refusal? Fault(string name, int days)
    {
        var fields = new Dictionary<string, string>();
        if (name.Trim().Length is 0 or > ApiToken.MaxName)
            fields["name"] = $"Name who the token is for, in at most {ApiToken.MaxName} characters.";
        if (days is < 1 or > ApiToken.MaxDays) fields["days"] = $"A token is valid for 1 to {ApiToken.MaxDays} days.";
        return fields.Count > 0 ? StaffRefusals.BadToken(fields) : null;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
