using UnityAdmin.Analytics;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Analytics;

public sealed class AnalyticsNotesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory, BothDatabases]
    public async Task A_note_is_written_changed_and_taken_away_with_its_audit(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var notes = shop.Get<AnalyticsNotes>();
        var note = (await notes.AddAsync(Today, "  Dunk drop at noon ", Niamh, Stop)).Value;
        Assert.Null((await notes.EditAsync(note.Id, note.Version, "Dunk drop at ten", Niamh, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync(
            "analytics_notes", "date = '2026-03-02' AND text = 'Dunk drop at ten' AND author = 'Niamh Doyle'"));
        Assert.Null((await notes.DeleteAsync(note.Id, note.Version + 1, Niamh, Stop)).Refused);
        Assert.Equal(0, await shop.CountAsync("analytics_notes"));
        Assert.Equal(3, await shop.CountAsync("system_logs", "action LIKE 'analytics_note.%'"));
    }

    [Theory, BothDatabases]
    public async Task What_somebody_else_changed_meanwhile_is_told_and_kept(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var notes = shop.Get<AnalyticsNotes>();
        var note = (await notes.AddAsync(Today, "Sale", Niamh, Stop)).Value;
        Assert.Null((await notes.EditAsync(note.Id, note.Version, "Sale began", Aoife, Stop)).Refused);
        var refused = (await notes.EditAsync(note.Id, note.Version, "Sale ended", Niamh, Stop)).Refused;
        Assert.Equal("note_changed", refused?.Code);
        Assert.Contains("“Sale began”", refused!.Sentence, StringComparison.Ordinal);
        Assert.Equal("note_changed", (await notes.DeleteAsync(note.Id, note.Version, Niamh, Stop)).Refused?.Code);
        Assert.Equal(1, await shop.CountAsync("analytics_notes", "text = 'Sale began'"));
        Assert.Equal("note_gone", (await notes.EditAsync(note.Id + 1, 0, "x", Niamh, Stop)).Refused?.Code);
    }

    [Theory, BothDatabases]
    public async Task Staff_and_notes_that_say_nothing_or_too_much_are_refused(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var notes = shop.Get<AnalyticsNotes>();
        var staff = Niamh with { Role = Role.Staff };
        Assert.Equal("role_missing", (await notes.AddAsync(Today, "x", staff, Stop)).Refused?.Code);
        Assert.Equal("role_missing", (await notes.EditAsync(1, 0, "x", staff, Stop)).Refused?.Code);
        Assert.Equal("role_missing", (await notes.DeleteAsync(1, 0, staff, Stop)).Refused?.Code);
        Assert.Equal("note_empty", (await notes.AddAsync(Today, "  ", Niamh, Stop)).Refused?.Code);
        var tooLong = new string('x', AnalyticsNote.TextLength + 1);
        Assert.Equal("note_too_long", (await notes.AddAsync(Today, tooLong, Niamh, Stop)).Refused?.Code);
        Assert.Equal("note_not_yet", (await notes.AddAsync(Today.AddDays(1), "x", Niamh, Stop)).Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("analytics_notes"));
    }
}
