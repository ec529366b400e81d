using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The field a scanner types into, and what was scanned last. Keys are caught in the browser (wwwroot/js/stocktake.js).</summary>
public sealed partial class ScanPanel(
    Counting counting, CurrentStaff current, Notices notices, DialogService dialogs, IJSRuntime js,
    ILogger<ScanPanel> log) : IAsyncDisposable
{
    private const int Shown = 8;

    private readonly List<ScanLine> lines = [];
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
        _ = lines.Remove(line);
        return EnterAsync(line.Typed, alsoOutside: true);
    }

    private async Task EnterAsync(string typed, bool alsoOutside)
    {
        var entered = await TryAsync(typed, alsoOutside);
        lines.Insert(0, new ScanLine(typed) { Entry = entered.Refused is null ? entered.Value : null, Refused = entered.Refused });
        if (lines.Count > Shown) lines.RemoveAt(Shown);
        StateHasChanged();

        // A count that has ended meanwhile shows itself.
        if (entered.Refused is { Kind: RefusalKind.Conflict }) await OnChanged.InvokeAsync();
    }

    // Whoever scans looks at the shelf, not at the page: what breaks is one line of the log, and the next scan goes on.
    private async Task<Result<CountEntry>> TryAsync(string typed, bool alsoOutside)
    {
        var parts = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return await current.TryAsync(by => parts is [var sku, var units]
                && int.TryParse(units, NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
                ? counting.SetAsync(Id, sku, counted, alsoOutside, by, CancellationToken.None)
                : counting.ScanAsync(Id, typed, alsoOutside, by, CancellationToken.None));
        }
        catch (Exception broken)
        {
            var reference = Failures.NewReference();
            log.LogError(broken, "A scan of stocktake {Id} failed, reference {Reference}", Id, reference);
            return new Refusal("scan_failed", $"“{typed}” may not have been entered. Check its count. Reference {reference}.");
        }
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

    private string Looks(ScanLine line)
    {
        var state = line.IsUndone ? "scan-undone" : line.Refused is null ? "scan-entered" : "scan-refused";
        return line == lines[0] ? $"{state} scan-last" : state;
    }

    private sealed class ScanLine(string typed)
    {
        public string Typed => typed;

        public CountEntry? Entry { get; init; }

        public Refusal? Refused { get; init; }

        public bool IsUndone { get; set; }

        public bool CanJoin => Refused?.Code == CountRefusals.OutsideScopeCode;
    }
}
