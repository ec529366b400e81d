using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>
/// The inside of the dialog that brings counts from a spreadsheet: read first, shown row by row, then entered. It closes with how many
/// products were entered. The text comes as a stream, because it may be larger than one message of the connection.
/// </summary>
public sealed partial class PasteCountsForm(DialogService dialogs, PastedCounts pasted, CurrentStaff current, IJSRuntime js)
{
    private ElementReference text;
    private byte[] sheet = [];
    private SheetHead? head;
    private int? skuColumn;
    private int? countColumn;
    private List<PasteRow>? rows;
    private Refusal? refusal;
    private bool onlyWrong;
    private bool alsoOutside;
    private bool isAsking;
    private bool busy;
    private int enters;
    private int outside;
    private int wrong;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    private int Products => enters + (alsoOutside ? outside : 0);

    private List<PasteRow> Shown => onlyWrong ? [.. rows!.Where(row => row.IsWrong)] : rows!;

    private bool MayRead => !isAsking || (skuColumn is not null && countColumn is not null && skuColumn != countColumn);

    private ColumnMapping? Columns => isAsking && skuColumn is { } sku && countColumn is { } count ? new(sku, count) : null;

    private Task SendAsync() => WorkAsync(rows is not null ? EnterAsync : isAsking ? PreviewAsync : ReadTextAsync);

    private Task ReadFileAsync(InputFileChangeEventArgs chosen) => WorkAsync(async () =>
    {
        if (chosen.File.Size > CountSheet.MaxBytes)
        {
            refusal = CountRefusals.PasteTooLong;
            return;
        }

        await using var file = chosen.File.OpenReadStream(CountSheet.MaxBytes);
        await ReadAsync(file);
    });

    private async Task ReadTextAsync()
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/stocktake.js"]}");
        try
        {
            await using var typed = await module.InvokeAsync<IJSStreamReference>("bytesOf", text);
            if (typed.Length > CountSheet.MaxBytes)
            {
                refusal = CountRefusals.PasteTooLong;
                return;
            }

            await using var stream = await typed.OpenReadStreamAsync(CountSheet.MaxBytes);
            await ReadAsync(stream);
        }
        finally
        {
            await module.LetGoAsync();
        }
    }

    private async Task ReadAsync(Stream from)
    {
        using var bytes = new MemoryStream();
        await from.CopyToAsync(bytes);
        sheet = bytes.ToArray();
        isAsking = false;
        await PreviewAsync();
        isAsking = refusal?.Code == CountRefusals.ColumnsUnknown.Code;
        if (refusal is not null && !isAsking) return;
        (head, refusal) = (CountSheet.HeadOf(sheet), null);
        (skuColumn, countColumn) = (head.Sku, head.Count);
    }

    private async Task PreviewAsync()
    {
        if (!MayRead) return;
        var read = await current.TryAsync(by => pasted.PreviewAsync(Id, sheet, Columns, by, CancellationToken.None));
        if (!read.Is(out rows, out refusal)) return;
        var byVerdict = rows.Where(row => !row.IsWrong).DistinctBy(row => row.ProductId).ToLookup(row => row.Verdict);
        outside = byVerdict[PasteVerdict.OutsideScope].Count();
        enters = byVerdict.Sum(same => same.Count()) - outside;
        wrong = rows.Count(row => row.IsWrong);
        onlyWrong = false;
    }

    private async Task EnterAsync()
    {
        var entered = await current.TryAsync(by => pasted.EnterAsync(Id, sheet, Columns, alsoOutside, by, CancellationToken.None));
        if (entered.Is(out var products, out refusal)) dialogs.Close(products);
    }

    private void GoBack()
    {
        if (rows is null) isAsking = false;
        (rows, refusal) = (null, null);
    }

    private async Task WorkAsync(Func<Task> work)
    {
        if (busy) return;
        (busy, refusal) = (true, null);

        // The button says so before the work begins, which takes a moment for thousands of rows.
        await Task.Yield();
        await work();
        busy = false;
    }

    private static string More(PasteRow row) => row switch
    {
        { Verdict: PasteVerdict.EntersSummed } => $"{row.Total:N0} in all",
        { Advice: { } advice } => advice,
        { IsWrong: false, Replaces: { } counted } => $"replaces {counted:N0}",
        _ => "",
    };
}
