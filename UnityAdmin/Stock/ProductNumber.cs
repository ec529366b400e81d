using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>The last number given in a series of SKUs.</summary>
[NotAudited]
internal sealed class ProductNumber
{
    public const string Own = "UN";

    [MaxLength(8)]
    public required string Series { get; init; }

    public int Last { get; init; }

    /// <summary>The next SKU, <c>UN-000123</c>: short enough for a label, and never given twice.</summary>
    public static async Task<string> NextSkuAsync(ShopDb db, CancellationToken stop, string series = Own)
    {
        var numbers = await db.Database.SqlQuery<int>(
            $"""
            INSERT INTO product_numbers (series, last) VALUES ({series}, 1)
            ON CONFLICT (series) DO UPDATE SET last = product_numbers.last + 1 RETURNING last AS "Value"
            """).ToListAsync(stop);
        return string.Create(CultureInfo.InvariantCulture, $"{series}-{numbers.Single():000000}");
    }
}
