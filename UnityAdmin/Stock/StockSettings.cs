using System.ComponentModel.DataAnnotations;

namespace UnityAdmin.Stock;

/// <summary>The section <c>Stock</c> of the configuration.</summary>
public sealed class StockSettings
{
    /// <summary>A correction worth more than this (units × price, in cents) needs a second admin.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "must be 0 or more.")]
    public long SecondApproverCents { get; set; } = 50_000;
}
