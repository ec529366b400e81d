using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class AuditTrailTests
{
    [Theory, BothDatabases]
    public async Task A_change_leaves_who_what_before_after_when_and_from_where(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        var id = await till.PutAsync("float", 500);
        till.Clock.Advance(TimeSpan.FromMinutes(5));
        await ChangeAsync(till, "till.counted", (_, entry) =>
        {
            entry.Cents = 450;
            entry.State = TillState.Counted;
        });
        var row = await till.Data.ReadAsync(db => db.SystemLogs.SingleAsync(log => log.Action == "till.counted", Stop), Stop);
        Assert.Equal((ActorKind.Staff, "7", "Aoife Byrne", "192.0.2.7"), (row.ActorKind, row.ActorId, row.ActorName, row.IpAddress));
        Assert.Equal(("till_entries", id, "till_entries", id), (row.Entity, row.EntityId, row.Subject, row.SubjectId));
        Assert.Equal(new DateTime(2026, 3, 2, 9, 5, 0, DateTimeKind.Utc), row.CreatedAt);
        Assert.Equal("""{"cents":500,"state":"not_counted"}""", row.Before);
        Assert.Equal("""{"cents":450,"state":"counted"}""", row.After);
    }

    [Theory, BothDatabases]
    public async Task A_new_row_has_no_before_and_a_deleted_one_no_after(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        var id = await till.PutAsync("float", 500);
        await ChangeAsync(till, "till.removed", (db, entry) => db.Remove(entry));
        var logs = await till.Data.ReadAsync(db => db.SystemLogs.OrderBy(log => log.Id).ToListAsync(Stop), Stop);
        Assert.Equal(["till.put", "till.removed"], logs.Select(log => log.Action));
        Assert.All(logs, log => Assert.Equal(id, log.EntityId));
        Assert.Null(logs[0].Before);
        Assert.Equal("float", Column(logs[0].After, "label"));
        Assert.Equal("float", Column(logs[1].Before, "label"));
        Assert.Null(logs[1].After);
    }

    [Theory, BothDatabases]
    public async Task A_secret_is_not_repeated_and_bookkeeping_is_left_out(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await till.PutAsync("float", 500);
        await ChangeAsync(till, "till.locked", (_, entry) => (entry.Pin, entry.Looks) = ("0815", 1));
        await ChangeAsync(till, "till.looked", (_, entry) => entry.Looks++);
        Assert.Equal(2, await till.Rows.CountAsync("system_logs"));
        Assert.Equal("(secret)", Column(await till.Rows.ScalarAsync<string>(After("till.put")), "pin"));
        Assert.Equal("""{"pin":"(secret)"}""", await till.Rows.ScalarAsync<string>(After("till.locked")));
        Assert.Equal(2, await till.Rows.ScalarAsync<int>("SELECT looks FROM till_entries"));
    }

    [Theory, BothDatabases]
    public async Task A_change_whose_audit_row_cannot_be_written_does_not_happen(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        var tooLong = Till.Aoife with { Name = new string('a', 121) };
        await Assert.ThrowsAnyAsync<DbException>(() => till.Data.ChangeAsync(tooLong, "till.put", db =>
        {
            db.Add(till.NewEntry("float", 1));
            return Task.FromResult(Result.Done);
        }, Stop));
        Assert.Equal(0, await till.Rows.CountAsync("till_entries"));
        Assert.Equal(0, await till.Rows.CountAsync("system_logs"));
    }

    private static Task ChangeAsync(Till till, string action, Action<ShopDb, TillEntry> edit) =>
        till.Data.ChangeAsync(Till.Aoife, action, async db =>
        {
            edit(db, await db.Set<TillEntry>().SingleAsync(Stop));
            return Result.Done;
        }, Stop);

    private static string After(string action) => $"SELECT after FROM system_logs WHERE action = '{action}'";

    private static string? Column(string? json, string name) => JsonDocument.Parse(json!).RootElement.GetProperty(name).GetString();
}
