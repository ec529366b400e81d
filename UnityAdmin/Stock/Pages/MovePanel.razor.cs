using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Stock.Pages;

/// <summary>One move with every column of its row.</summary>
public sealed partial class MovePanel(IOptions<ShopSettings> shop)
{
    private StockMove move = null!;

    [Parameter, EditorRequired]
    public required LedgerRow Row { get; set; }

    /// <summary>The rows it stands beside.</summary>
    [Parameter, EditorRequired]
    public required LedgerFilter Filter { get; set; }

    [Parameter]
    public bool MayReverse { get; set; }

    [Parameter]
    public EventCallback<long> OnReverse { get; set; }

    private string Utc => move.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + " UTC";

    protected override void OnParametersSet() => move = Row.Move;
}
