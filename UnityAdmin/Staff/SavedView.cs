using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>A page's filters under a name: its owner's, or everyone's to use where it is shared.</summary>
public sealed class SavedView : IVersioned
{
    public const int NameLength = 60;
    public const int QueryLength = 500;

    public int Id { get; init; }

    /// <summary>The page it belongs to, by its path: <c>/sell-requests</c>.</summary>
    [MaxLength(60)]
    public required string Page { get; init; }

    [MaxLength(NameLength)]
    public required string Name { get; init; }

    /// <summary>The page's query string, without the question mark.</summary>
    [MaxLength(QueryLength)]
    public required string Query { get; set; }

    public int OwnerId { get; init; }

    public bool IsShared { get; set; }

    public DateTime CreatedAt { get; init; }

    public int Version { get; set; }
}
