using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Orders;

/// <summary>Answers a repeated request with the answer it got the first time.</summary>
internal static class Repeats
{
    /// <summary>
    /// Runs <paramref name="answer"/> once for a key, inside the caller's change. Requests of one key wait for each other, so that a repeat
    /// never takes the refusal of stock that its own first attempt has just sold.
    /// </summary>
    /// <returns>The answer's body, the kept one where there is one.</returns>
    public static async Task<Result<string>> OnceAsync(
        ShopDb db, string scope, KeyedRequest? request, DateTime now, Func<Task<Result<string>>> answer, CancellationToken stop)
    {
        if (request is null) return await answer();
        await db.TakeTurnAsync($"{scope}:{request.Key}", stop);
        var kept = await db.IdempotencyKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Scope == scope && row.Key == request.Key, stop);
        if (kept is not null) return kept.RequestHash == request.BodyHash ? kept.Response : OrdersRefusals.KeyUsedOtherwise;
        if (!(await answer()).Is(out var body, out var refused)) return refused;
        _ = db.IdempotencyKeys.Add(new IdempotencyKey
        {
            Scope = scope,
            Key = request.Key,
            RequestHash = request.BodyHash,
            Response = body,
            CreatedAt = now,
        });
        return body;
    }
}
