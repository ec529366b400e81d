using Microsoft.AspNetCore.Components;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The corrections by where they stand; those that wait for a second admin first.</summary>
public sealed partial class CorrectionsPage(CorrectionBook book, CurrentStaff current, ILogger<CorrectionsPage> log) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Dictionary<CorrectionStatus, int>? counts;
    private List<CorrectionRow>? rows;
    private CorrectionStatus status;
    private Actor? me;
    private Refusal? refused;
    private string? failure;
    private bool hasMore;
    private bool busy;

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusWord { get; set; }

    private (string Title, string Sentence) Empty => status switch
    {
        CorrectionStatus.Waiting => ("Nothing waits for approval",
            "A correction worth more than one admin may decide stands here until another has looked at it."),
        CorrectionStatus.Posted => ("Nothing was corrected yet",
            "Adjust a product's stock or reverse a move, and it is listed here for good."),
        CorrectionStatus.Refused => ("Nothing was refused", "Corrections that a second admin said no to are kept here with the reason."),
        _ => ("Nothing was withdrawn", "Corrections that their asker took back are kept here."),
    };

    protected override Task OnParametersSetAsync()
    {
        status = Conventions.FromWord<CorrectionStatus>(StatusWord) ?? CorrectionStatus.Waiting;
        return LoadAsync();
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private Task LoadAsync() => TryAsync(async () =>
    {
        var wanted = status;
        if (!(await current.ActAsync(Role.Staff, gone.Token)).Is(out me, out refused)) return;
        var counted = await book.CountByStatusAsync(gone.Token);
        var read = await book.ReadAsync(wanted, null, me, gone.Token);
        if (wanted == status) (counts, rows, hasMore) = (counted, read, read.Count == CorrectionBook.PageSize);
    });

    private async Task ShowMoreAsync()
    {
        if (busy) return;
        busy = true;
        await TryAsync(async () =>
        {
            var read = await book.ReadAsync(status, rows![^1].Correction.Id, me!, gone.Token);
            rows.AddRange(read);
            hasMore = read.Count == CorrectionBook.PageSize;
        });
        busy = false;
    }

    private async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read();
            failure = null;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            failure = Failures.NewReference();
            log.LogError(broken, "The corrections could not be read, reference {Reference}", failure);
        }
    }

    private static string Href(CorrectionStatus status) => status == CorrectionStatus.Waiting
        ? LedgerLinks.Corrections
        : $"{LedgerLinks.Corrections}?status={Conventions.SnakeCase(status.ToString())}";
}
