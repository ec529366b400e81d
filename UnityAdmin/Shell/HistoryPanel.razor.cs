using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>The audit of one document in words; what changed in each column is one click away.</summary>
public sealed partial class HistoryPanel(IOptions<ShopSettings> shop)
{
    private IReadOnlyList<SystemLog> shown = [];
    private IReadOnlyList<HistoryEntry> entries = [];

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SystemLog> Rows { get; set; }

    [Parameter, EditorRequired]
    public required HistoryWords Words { get; set; }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(shown, Rows)) return;
        shown = Rows;
        entries = HistoryEntry.Of(Rows, Words, shop.Value);
    }
}
