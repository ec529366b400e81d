using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using UnityAdmin.Customers;
using UnityAdmin.Shell;

namespace UnityAdmin.Selling.Pages;

/// <summary>A click on a row's box; with Shift it means all rows from the last one clicked.</summary>
public sealed record RowToggle(int Id, bool WithShift);

/// <summary>A key pressed over the list, and the row it was pressed on.</summary>
public sealed record RowKey(string Key, int? Id);

/// <summary>
/// The rows of the queue. Moving through them by key, opening and remembering the place happen in the browser (wwwroot/js/queue.js), so
/// they never wait for the server.
/// </summary>
public sealed partial class QueueList(IJSRuntime js) : IAsyncDisposable
{
    // One list for good: the grid copies it right after each load, which may be before this component has rendered again.
    private readonly List<QueueLine> shown = [];
    private readonly CancellationTokenSource gone = new();
    private readonly Attachment keys = new(js);
    private ElementReference root;
    private DotNetObjectReference<QueueList>? self;
    private int loadedCount;

    /// <summary>Stays the same for as long as the component lives: another list is another component.</summary>
    [Parameter, EditorRequired]
    public required LoadedRows Rows { get; set; }

    /// <summary>Begins at the first row, not where this list was left.</summary>
    [Parameter]
    public bool FromTop { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlySet<int> Selected { get; set; }

    [Parameter]
    public EventCallback<RowToggle> OnToggle { get; set; }

    [Parameter]
    public EventCallback OnToggleAll { get; set; }

    /// <summary>Raised for <c>a</c>, <c>r</c> and <c>Escape</c>.</summary>
    [Parameter]
    public EventCallback<RowKey> OnKey { get; set; }

    /// <summary>Raised when rows could not be read while scrolling.</summary>
    [Parameter]
    public EventCallback<Exception> OnFailure { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        await keys.AttachAsync(Assets["js/queue.js"], "attach", root, self);
    }

    [JSInvokable]
    public Task PressAsync(string key, int? id) => InvokeAsync(() => OnKey.InvokeAsync(new RowKey(key, id)));

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        gone.Dispose();
        await keys.DisposeAsync();
        self?.Dispose();
    }

    private async Task LoadAsync(LoadDataArgs asked)
    {
        if (gone.IsCancellationRequested) return;
        try
        {
            var lines = await Rows.ReadAsync(asked.Skip ?? 0, asked.Top ?? 0, gone.Token);
            shown.Clear();
            shown.AddRange(lines);
            loadedCount = Rows.All.Count();
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The list was left meanwhile.
        }
        catch (Exception failure)
        {
            await OnFailure.InvokeAsync(failure);
        }
    }

    private void Mark(RowRenderEventArgs<QueueLine> row)
    {
        row.Attributes["data-id"] = row.Data!.Row.Id;
        if (Selected.Contains(row.Data.Row.Id)) row.Attributes["data-selected"] = true;

        // Alternating, so that the animation of the mark starts again with each change.
        if (row.Data.Changes > 0) row.Attributes["data-changed"] = row.Data.Changes % 2 == 0 ? "again" : "once";
    }

    // The prefix is the same on every row; the whole stands in the title.
    private static string Short(string batchId) =>
        batchId.StartsWith("BATCH-", StringComparison.Ordinal) ? batchId["BATCH-".Length..] : batchId;

    /// <summary>Only where it says more than the name and the phone beside it do.</summary>
    private static string Handle(QueueRow row) =>
        row.Contact.DisplayName == row.Contact.Handle || Phone.Normalize(row.Contact.Handle) == row.Contact.Phone ? "" : row.Contact.Handle;

    internal static string Items(QueueRow row) => $"{(row.ItemCount == 1 ? "1 item" : $"{row.ItemCount} items")} · {row.FirstCategory}";

    /// <summary>A seller who named no price asks for nothing yet, not for €0.00.</summary>
    internal static Money? Asking(QueueRow row) => row.AskingCents == 0 ? null : new Money(row.AskingCents);
}
