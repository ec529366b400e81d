using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Orders;

/// <summary>The last order number given on a day of the shop.</summary>
[NotAudited]
internal sealed class OrderNumber
{
    public DateOnly Day { get; init; }

    public int Last { get; init; }

    /// <summary>
    /// The day's next: <c>ORD-20261121-00042</c>. Whoever takes one keeps others waiting until the change ends: take it late.
    /// </summary>
    public static async Task<string> NextAsync(ShopDb db, DateOnly day, CancellationToken stop)
    {
        var numbers = await db.Database.SqlQuery<int>(
            $"""
            INSERT INTO order_numbers (day, last) VALUES ({day}, 1)
            ON CONFLICT (day) DO UPDATE SET last = order_numbers.last + 1 RETURNING last AS "Value"
            """).ToListAsync(stop);
        return string.Create(CultureInfo.InvariantCulture, $"ORD-{day:yyyyMMdd}-{numbers.Single():00000}");
    }
}
