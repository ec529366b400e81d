using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Orders;

/// <summary>The answers kept for clients that repeat a request (<see cref="IdempotencyKey"/>), until nobody will repeat it.</summary>
public sealed class KeptAnswers(ShopData data, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>How many one transaction forgets, so that no buyer waits for it.</summary>
    private const int Batch = 500;

    private static readonly Actor Cleanup = Actor.Job("idempotency-cleanup");

    /// <summary>Forgets those older than <see cref="KeptFor"/>. A request repeated after that is a new one.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(CancellationToken stop)
    {
        var (done, before) = (0, clock.NowUtc() - KeptFor);
        while (true)
        {
            var forgotten = await data.ChangeAsync<int>(Cleanup, OrdersActions.AnswersForgotten, async db =>
            {
                var old = db.IdempotencyKeys.Where(key => key.CreatedAt < before);
                var last = await old.OrderBy(key => key.CreatedAt).Take(Batch).MaxAsync(key => (DateTime?)key.CreatedAt, stop);
                return await old.Where(key => key.CreatedAt <= last).ExecuteDeleteAsync(stop);
            }, stop);
            if (forgotten.Value == 0) return done;
            done += forgotten.Value;
        }
    }
}
