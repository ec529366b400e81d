using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Orders.Pages;

/// <summary>
/// Around the fields of each dialog that changes an order. What is typed survives a refusal and the tab; when the order moved while the
/// dialog was open it says what happened and asks again. It closes with the sentence that says it is done.
/// </summary>
public sealed partial class OrderDeed(OrderBook book, CurrentStaff current, DialogService dialogs, IOptions<ShopSettings> shop)
{
    private IReadOnlyList<HistoryEntry> missed = [];
    private OrderView seen = null!;
    private Draft? draft;
    private Refusal? refused;
    private bool busy;

    /// <summary>As it was when the dialog opened.</summary>
    [Parameter, EditorRequired]
    public required OrderView View { get; set; }

    /// <summary>Tells its draft from those of other dialogs.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>What will happen, and the way back.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Says { get; set; }

    /// <summary>The fields, each marked when the refusal names it.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<Refusal?> Fields { get; set; }

    /// <summary>What the one button does, as it says it.</summary>
    [Parameter, EditorRequired]
    public required string Do { get; set; }

    [Parameter]
    public bool Danger { get; set; }

    /// <summary>The verb, given the version of the order that was seen and who acts.</summary>
    [Parameter, EditorRequired]
    public required Func<int, Actor, Task<Result>> Act { get; set; }

    /// <summary>Said once it is done.</summary>
    [Parameter, EditorRequired]
    public required string Done { get; set; }

    protected override void OnInitialized() => seen = View;

    private async Task DoAsync()
    {
        if (busy) return;
        busy = true;
        var version = seen.Order.Version;
        (refused, missed) = (await current.TryAsync(by => Act(version, by)), []);
        if (refused?.Code == OrdersRefusals.MovedMeanwhile.Code) await LookAgainAsync();
        busy = false;
        if (refused is not null) return;
        if (draft is not null) await draft.ClearAsync();
        dialogs.Close(Done);
    }

    private async Task LookAgainAsync()
    {
        if (await book.FindAsync(seen.Order.Id, CancellationToken.None) is not { } now) return;
        missed = HistoryEntry.Of(seen.Missed(now), OrdersActions.History, shop.Value);
        seen = now;
    }
}
