using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>One correction, and the second admin's decision on it.</summary>
public sealed partial class CorrectionPage(
    CorrectionBook book, Corrections corrections, CurrentStaff current, Notices notices, Confirm confirm, DialogService dialogs,
    ChangeFeed feed, ILogger<CorrectionPage> log) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private List<CorrectionLineRow> lines = [];
    private CorrectionRow? row;
    private IDisposable? watch;
    private Actor? me;
    private Refusal? refused;
    private Refusal? said;
    private string? failure;
    private bool isMissing;
    private bool busy;

    [Parameter]
    public int Id { get; set; }

    private bool MayCorrect => me?.Is(Role.Admin) == true;

    private bool IsOpen => row?.Correction.Status == CorrectionStatus.Waiting;

    private bool IsOwn => me is not null && row!.Correction.IsOwn(me);

    private string WaitingFor => !MayCorrect ? "Nothing has moved yet: a second admin must approve this."
        : IsOwn ? "You asked for this. Nothing has moved yet: another admin must approve it, or you can withdraw it."
        : $"{row!.Correction.RequestedByName} asks for this. Nothing has moved yet: approve it, or refuse it with a reason.";

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = feed.Watch(Notice);
    }

    public void Dispose()
    {
        watch?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    // Runs on the committing thread, whoever decided.
    private void Notice(Change change)
    {
        if (change.Document != new DocumentId(StockCorrection.Table, Id)) return;
        _ = InvokeAsync(async () =>
        {
            if (busy) return;
            await LoadAsync();
            StateHasChanged();
        });
    }

    private async Task LoadAsync()
    {
        try
        {
            if (!(await current.ActAsync(Role.Staff, gone.Token)).Is(out me, out refused)) return;
            var found = await book.FindAsync(Id, me, gone.Token);
            var read = found is null ? [] : await book.LinesAsync(Id, 0, me, gone.Token);
            (row, lines, isMissing, failure) = (found, read, found is null, null);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            failure = Failures.NewReference();
            log.LogError(broken, "Correction {Id} could not be read, reference {Reference}", Id, failure);
        }
    }

    private async Task ShowMoreAsync()
    {
        if (busy) return;
        busy = true;
        lines.AddRange(await book.LinesAsync(Id, lines[^1].Line.Position, me!, gone.Token));
        busy = false;
    }

    private Task ApproveAsync() =>
        DecideAsync(by => corrections.ApproveAsync(Id, by, CancellationToken.None), $"Correction {Id} is approved and posted.");

    private async Task WithdrawAsync()
    {
        var sure = await confirm.AskAsync(
            $"Withdraw correction {Id}?",
            "Nothing has moved and nothing will. It cannot be taken up again; you can enter it anew.",
            "Withdraw");
        if (sure) await DecideAsync(by => corrections.WithdrawAsync(Id, by, CancellationToken.None), $"Correction {Id} is withdrawn.");
    }

    private async Task RefuseAsync()
    {
        var answer = await dialogs.OpenAsync<RefuseCorrectionForm>(
            $"Refuse correction {Id}?",
            new Dictionary<string, object?> { [nameof(RefuseCorrectionForm.Id)] = Id },
            new DialogOptions { Width = "460px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (answer is not true) return;
        notices.Done($"Correction {Id} is refused. Nothing moved.");
        await LoadAsync();
    }

    private async Task DecideAsync(Func<Actor, Task<Result<StockCorrection>>> decide, string done)
    {
        if (busy) return;
        busy = true;
        said = (await current.TryAsync(decide, Role.Admin)).Refused;
        if (said is null) notices.Done(done);
        busy = false;
        await LoadAsync();
    }
}
