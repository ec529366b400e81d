using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>What managers write on days of the charts, so that next year somebody still knows what that dent was.</summary>
public sealed class AnalyticsNotes(ShopData data, TimeProvider clock, IOptions<ShopSettings> settings)
{
    /// <param name="date">A day of the shop, today at the latest.</param>
    /// <param name="text">One sentence.</param>
    /// <param name="by">A manager.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result<AnalyticsNote>> AddAsync(DateOnly date, string text, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        if (Check(text) is { } wrong) return wrong;
        if (date > settings.Value.DayOf(clock.NowUtc())) return AnalyticsRefusals.NoteNotYet;
        return await data.ChangeAsync<AnalyticsNote>(by, AnalyticsActions.NoteAdded, db =>
        {
            var note = new AnalyticsNote { Date = date, Text = text.Trim(), Author = by.Name, CreatedAt = clock.NowUtc() };
            _ = db.AnalyticsNotes.Add(note);
            return Task.FromResult<Result<AnalyticsNote>>(note);
        }, stop);
    }

    /// <param name="id">Which.</param>
    /// <param name="version">The one that was being edited.</param>
    /// <param name="text">What it shall say.</param>
    /// <param name="by">A manager.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result> EditAsync(int id, int version, string text, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        if (Check(text) is { } wrong) return wrong;
        return await data.ChangeAsync(by, AnalyticsActions.NoteEdited, async db =>
        {
            if (!(await FindAsync(db, id, version, stop)).Is(out var note, out var gone)) return gone;
            note.Text = text.Trim();
            return Result.Done;
        }, stop);
    }

    /// <inheritdoc cref="EditAsync"/>
    public async Task<Result> DeleteAsync(int id, int version, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        return await data.ChangeAsync(by, AnalyticsActions.NoteDeleted, async db =>
        {
            if (!(await FindAsync(db, id, version, stop)).Is(out var note, out var gone)) return gone;
            _ = db.AnalyticsNotes.Remove(note);
            return Result.Done;
        }, stop);
    }

    private static Refusal? Check(string text) => text.Trim().Length switch
    {
        0 => AnalyticsRefusals.NoteEmpty,
        > AnalyticsNote.TextLength => AnalyticsRefusals.NoteTooLong,
        _ => null,
    };

    private static async Task<Result<AnalyticsNote>> FindAsync(ShopDb db, int id, int version, CancellationToken stop)
    {
        var note = await db.AnalyticsNotes.SingleOrDefaultAsync(row => row.Id == id, stop);
        if (note is null) return AnalyticsRefusals.NoteGone;
        return note.Version == version ? note : AnalyticsRefusals.NoteChanged(note);
    }
}
