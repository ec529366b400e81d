using System.ComponentModel.DataAnnotations;

namespace UnityAdmin;

/// <summary>The section <c>Storage</c>: where photos, keys and backups lie.</summary>
public sealed class StorageSettings
{
    [Required]
    public string Directory { get; set; } = "data";
}
