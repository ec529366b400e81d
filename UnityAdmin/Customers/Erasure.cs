using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>
/// Forgetting a person on their request:
/// 1. It waits until nothing is open between them and the shop.
/// 2. Who they are is found in no text of the database afterwards, the audit log included; figures, states and goods stay.
/// 3. One audit row says who erased it, when and from where, and nothing of what was erased.
/// </summary>
public sealed class Erasure(ShopData data, IEnumerable<ICustomerRecords> records, TimeProvider clock)
{
    private static readonly HashSet<string> Personal =
        ["name", "other_names", "email", "value", "lines", "city", "eircode", "ip_address", "user_agent"];

    /// <summary>What is to be typed before it happens.</summary>
    public static string WordsFor(int id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"erase {id}");

    /// <param name="id">Who.</param>
    /// <param name="version">The record as it was looked at.</param>
    /// <param name="typed">Must be <see cref="WordsFor"/>.</param>
    /// <param name="by">An admin.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result> EraseAsync(int id, int version, string typed, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        if (!string.Equals(typed.Trim(), WordsFor(id), StringComparison.OrdinalIgnoreCase))
            return CustomersRefusals.NotConfirmed(WordsFor(id));
        return await data.ChangeAsync(by, CustomersActions.Erased, async db =>
        {
            if (!(await CustomerBook.TakeAsync(db, id, stop)).Is(out var customer, out var gone)) return gone;
            if (customer.Version != version) return CustomersRefusals.ChangedMeanwhile;
            var open = new List<string>();
            foreach (var area in records.OrderBy(area => area.Place)) open.AddRange((await area.ReadAsync(db, id, 0, stop)).Open);
            if (open.Count > 0) return CustomersRefusals.OpenBusiness(open);
            foreach (var area in records) await area.EraseAsync(db, id, stop);
            await ForgetAsync(db, id, stop);

            // Read again as it is now, so that what is noted of it from here on names nothing that was forgotten.
            db.ChangeTracker.Clear();
            (await db.Customers.SingleAsync(row => row.Id == id, stop)).Erase(clock.NowUtc());
            return Result.Done;
        }, stop);
    }

    private static async Task ForgetAsync(ShopDb db, int id, CancellationToken stop)
    {
        var theirs = db.Customers.Where(row => row.Id == id || row.MergedIntoId == id);
        var ids = await theirs.Select(row => row.Id).ToListAsync(stop);
        _ = await db.CustomerContacts.Where(row => ids.Contains(row.UserId)).ExecuteDeleteAsync(stop);
        _ = await db.Addresses.Where(row => ids.Contains(row.UserId)).ExecuteDeleteAsync(stop);
        _ = await db.CustomerSessions.Where(row => ids.Contains(row.UserId)).ExecuteDeleteAsync(stop);
        _ = await db.PasswordResets.Where(row => ids.Contains(row.UserId)).ExecuteDeleteAsync(stop);
        _ = await theirs.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Name, (string?)null).SetProperty(row => row.OtherNames, (string?)null)
                .SetProperty(row => row.Email, (string?)null)
                .SetProperty(row => row.PasswordHash, (string?)null).SetProperty(row => row.SearchText, ""),
            stop);
        await db.ForgetInLogsAsync(Customer.Table, ids, Personal, stop);
    }
}
