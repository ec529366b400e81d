using System.ComponentModel.DataAnnotations;

namespace UnityAdmin.Stock;

/// <summary>The section <c>Ledger</c> of the configuration.</summary>
public sealed class LedgerSettings
{
    private const int Shortest = 32;

    /// <summary>What anchors are signed with; several nodes need the same. Left out, a key is made in the storage directory.</summary>
    [MinLength(Shortest, ErrorMessage = "must have at least 32 characters.")]
    public string? AnchorKey { get; set; }
}
