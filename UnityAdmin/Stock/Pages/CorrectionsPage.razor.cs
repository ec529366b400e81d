using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The corrections by where they stand; those that wait for a second admin first.</summary>
public sealed partial class CorrectionsPage(
    CorrectionBook book, CurrentStaff current, NavigationManager navigation, ILogger<CorrectionsPage> log)
    : AddressedPage(navigation, log, LedgerLinks.Corrections, "corrections")
{
    private Dictionary<CorrectionStatus, int>? counts;
    private List<CorrectionRow>? rows;
    private CorrectionStatus status;
    private Actor? me;
    private Refusal? refused;
    private bool hasMore;

    private (string Title, string Sentence) Empty => status switch
    {
        CorrectionStatus.Waiting => ("Nothing waits for approval",
            "A correction worth more than one admin may decide stands here until another has looked at it."),
        CorrectionStatus.Posted => ("Nothing was corrected yet",
            "Adjust a product's stock or reverse a move, and it is listed here for good."),
        CorrectionStatus.Refused => ("Nothing was refused", "Corrections that a second admin said no to are kept here with the reason."),
        _ => ("Nothing was withdrawn", "Corrections that their asker took back are kept here."),
    };

    protected override void ReadAddress(string query) =>
        status = Conventions.FromWord<CorrectionStatus>(QueryHelpers.ParseQuery(query).GetValueOrDefault("status"))
            ?? CorrectionStatus.Waiting;

    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await current.ActAsync(Role.Staff, stop)).Is(out me, out refused)) return;
        var counted = await book.CountByStatusAsync(stop);
        var read = await book.ReadAsync(status, null, me, stop);
        if (!stop.IsCancellationRequested) (counts, rows, hasMore) = (counted, read, read.Count == CorrectionBook.PageSize);
    }

    private Task ShowMoreAsync() => ReadOnAsync(async stop =>
    {
        var read = await book.ReadAsync(status, rows![^1].Correction.Id, me!, stop);
        if (stop.IsCancellationRequested) return;
        rows.AddRange(read);
        hasMore = read.Count == CorrectionBook.PageSize;
    });

    private static string Href(CorrectionStatus status) => status == CorrectionStatus.Waiting
        ? LedgerLinks.Corrections
        : $"{LedgerLinks.Corrections}?status={Conventions.SnakeCase(status.ToString())}";
}
