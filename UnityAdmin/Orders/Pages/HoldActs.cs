using UnityAdmin.Shell;
using UnityAdmin.Staff;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Orders.Pages;

/// <summary>What one person does to the reservations of a page: one act at a time for each, and what was answered to it.</summary>
/// <param name="changed">Reads the page again and draws it.</param>
public sealed class HoldActs(
    Reservations reservations, CurrentStaff current, Confirm confirm, Notices notices, Func<Task> changed, CancellationToken stop)
{
    private readonly HashSet<int> busy = [];
    private readonly Dictionary<int, string> answers = [];

    /// <summary>The last order made here, and how many reservations it took.</summary>
    public (Order Order, int Holds)? Made { get; private set; }

    /// <summary>The reservation that is being asked for how much longer.</summary>
    public int? Extending { get; private set; }

    public bool IsBusy(HoldRow row) => busy.Contains(row.Id);

    /// <summary>Why the last act on it was refused; null when it was not.</summary>
    public string? AnswerTo(HoldRow row) => answers.GetValueOrDefault(row.Id);

    public bool HasAnswer(HoldRow row) => answers.ContainsKey(row.Id);

    /// <summary>The buyer takes them: they become one order.</summary>
    public Task ConfirmAsync(IReadOnlyList<HoldRow> rows) => DoAsync(rows, async by =>
    {
        var outcome = await reservations.ConfirmAsync([.. rows.Select(row => row.Id)], by, stop);
        if (!outcome.Is(out var order, out var refused)) return refused;
        Made = (order, rows.Count);
        return Result.Done;
    });

    public async Task CancelAsync(HoldRow row)
    {
        var units = row.Hold.Quantity == 1 ? "goes" : $"go, all {Units.Plain(row.Hold.Quantity)},";
        var sure = await confirm.AskAsync(
            "Cancel this reservation?",
            $"{HoldWords.What(row)} {units} back on sale at once. {row.Hold.CustomerName} is not told by the shop. It cannot be undone: "
                + "if it was a mistake, they reserve again.",
            "Cancel reservation",
            destructive: true,
            no: "Keep it");
        if (sure && await DoAsync([row], by => reservations.CancelAsync(row.Id, by, stop)))
            notices.Done($"{HoldWords.What(row)} is no longer held for {row.Hold.CustomerName}.");
    }

    /// <summary>Opens the question of how much longer, or closes it.</summary>
    public Task AskLongerAsync(HoldRow row)
    {
        Extending = Extending == row.Id ? null : row.Id;
        return changed();
    }

    public async Task ExtendAsync(HoldRow row, TimeSpan longer)
    {
        if (await DoAsync([row], by => reservations.ExtendAsync(row.Id, row.Hold.ExpiresAt, longer, by, stop)))
            notices.Done($"{row.Hold.CustomerName} has {HoldWords.What(row)} {Units.Count((long)longer.TotalHours, "hour")} longer.");
    }

    // The first row carries the answer: with several it stands above what they share.
    private async Task<bool> DoAsync(IReadOnlyList<HoldRow> rows, Func<Actor, Task<Result>> act)
    {
        if (rows.Any(IsBusy)) return false;
        foreach (var row in rows) _ = (busy.Add(row.Id), answers.Remove(row.Id));
        try
        {
            var refused = await current.TryAsync(act);
            if (refused is not null) answers[rows[0].Id] = refused.Sentence;
            Extending = null;
            return refused is null;
        }
        finally
        {
            busy.ExceptWith(rows.Select(row => row.Id));
            await changed();
        }
    }
}
