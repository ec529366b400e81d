using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The field a scanner types into, and what was scanned last. Keys are caught in the browser (wwwroot/js/stocktake.js).</summary>
public sealed partial class ScanPanel(
    Counting counting, CurrentStaff current, Notices notices, DialogService dialogs, IJSRuntime js) : IAsyncDisposable
{
    private const int Shown = 8;

    private readonly List<ScanLine> log = [];
    private readonly Attachment scanner = new(js);
    private DotNetObjectReference<ScanPanel>? self;
    private ElementReference form;
    private int lastNumber;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    /// <summary>Something was entered here.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        await scanner.AttachAsync(Assets["js/stocktake.js"], "attach", form, self);
    }

    public async ValueTask DisposeAsync()
    {
        await scanner.DisposeAsync();
        self?.Dispose();
    }

    /// <param name="number">Ascends with each scan: one that is sent again because its answer was lost is known by it.</param>
    /// <param name="text">A SKU, or a SKU and how many there are.</param>
    [JSInvokable]
    public Task ScannedAsync(int number, string text) => InvokeAsync(async () =>
    {
        if (number <= lastNumber) return;
        lastNumber = number;
        await EnterAsync(text, alsoOutside: false);
    });

    private Task JoinAsync(ScanLine line)
    {
        _ = log.Remove(line);
        return EnterAsync(line.Typed, alsoOutside: true);
    }

    private async Task EnterAsync(string typed, bool alsoOutside)
    {
        var parts = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var entered = await current.TryAsync(by => parts is [var sku, var units]
            && int.TryParse(units, NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
            ? counting.SetAsync(Id, sku, counted, alsoOutside, by, CancellationToken.None)
            : counting.ScanAsync(Id, typed, alsoOutside, by, CancellationToken.None));
        log.Insert(0, new ScanLine(typed) { Entry = entered.Refused is null ? entered.Value : null, Refused = entered.Refused });
        if (log.Count > Shown) log.RemoveAt(Shown);
        StateHasChanged();

        // A count that has ended meanwhile shows itself.
        if (entered.Refused is { Kind: RefusalKind.Conflict }) await OnChanged.InvokeAsync();
    }

    private async Task UndoAsync(ScanLine line)
    {
        var refused = await current.TryAsync(by => counting.TakeBackAsync(Id, line.Entry!, by, CancellationToken.None));
        if (refused is null) line.IsUndone = true;
        else notices.Refused(refused);
    }

    private async Task PasteAsync()
    {
        var entered = await dialogs.OpenAsync<PasteCountsForm>(
            "Paste or import counts", new Dictionary<string, object?> { [nameof(PasteCountsForm.Id)] = Id }, CountDialogs.Large);
        if (entered is not int products) return;
        notices.Done($"{CountWords.Products(products)} counted.");
        await OnChanged.InvokeAsync();
    }

    private string Looks(ScanLine line) => string.Join(
        ' ', line == log[0] ? "scan-last" : "", line.Refused is null ? "" : "scan-refused", line.IsUndone ? "scan-undone" : "");

    private sealed class ScanLine(string typed)
    {
        public string Typed => typed;

        public CountEntry? Entry { get; init; }

        public Refusal? Refused { get; init; }

        public bool IsUndone { get; set; }

        public bool CanJoin => Refused?.Code == CountRefusals.OutsideScopeCode;
    }
}
