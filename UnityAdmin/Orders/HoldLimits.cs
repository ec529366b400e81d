using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>
/// How many open holds there may be: of one session, from one address, and of one customer within either. Contacts are never counted
/// across sessions and addresses, or strangers could lock somebody out by typing their phone number.
/// </summary>
public sealed class HoldLimits(IOptions<ShopSettings> shop, TimeProvider clock)
{
    /// <summary>Lets requests of one address or session count one after the other, until their changes end.</summary>
    internal static async Task TakeTurnAsync(ShopDb db, NewReservation wanted, CancellationToken cancellationToken)
    {
        // The address before the session, everywhere, so that nobody deadlocks.
        if (wanted.CountedAddress is { } address) await db.TakeTurnAsync($"holds from {address}", cancellationToken);
        if (wanted.SessionId is { } session) await db.TakeTurnAsync($"holds in {session}", cancellationToken);
    }

    /// <returns>Null when what is wanted may be held besides what is.</returns>
    internal async Task<Refusal?> CheckAsync(ShopDb db, NewReservation wanted, int customerId, CancellationToken cancellationToken)
    {
        var (now, limits) = (clock.NowUtc(), shop.Value);
        var open = Holds.RunningAt(db, now);
        if (wanted.SessionId is { } session)
        {
            var inSession = open.Where(hold => hold.SessionId == session);
            var refused = await CheckAsync(inSession, limits.HoldsPerSession, "in one session");
            if (refused is not null) return refused;
        }

        return wanted.CountedAddress is { } address
            ? await CheckAsync(open.Where(hold => hold.CountedAddress == address), limits.HoldsPerAddress, "from one address")
            : null;

        async Task<Refusal?> CheckAsync(IQueryable<Reservation> counted, int most, string where)
        {
            var holds = await counted.OrderBy(hold => hold.ExpiresAt).Take(most)
                .Select(hold => new { hold.UserId, hold.ExpiresAt }).ToListAsync(cancellationToken);
            return Check(holds.ConvertAll(hold => hold.ExpiresAt), most, where)
                ?? Check(holds.FindAll(hold => hold.UserId == customerId).ConvertAll(hold => hold.ExpiresAt),
                    limits.HoldsPerContact, $"for one person {where}");
        }

        // Whoever asks for more than may ever be held is not helped by waiting.
        Refusal? Check(List<DateTime> ends, int most, string where) => ends.Count + wanted.Lines.Count <= most ? null
            : OrdersRefusals.TooManyHolds(most, where, wanted.Lines.Count > most ? null : ends[0], now);
    }
}
