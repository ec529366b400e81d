using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class ClearTests
{
    [Theory, BothDatabases]
    public async Task Steps_go_on_until_nothing_is_left_and_each_knows_what_went_before_it(TestDatabase on)
    {
        await using var till = await FilledAsync(on, 5);
        var told = new List<long>();
        var all = await till.Data.ClearAsync("till.cleared", async (db, gone) =>
        {
            told.Add(gone);
            return await TakeAsync(db);
        }, Stop);
        Assert.Equal(5, all);
        Assert.Equal([0, 2, 4], told);
        Assert.Equal(0, await till.Rows.CountAsync("till_entries"));
    }

    [Theory, BothDatabases]
    public async Task A_step_that_fails_leaves_no_trace_and_those_before_it_stay_done(TestDatabase on)
    {
        await using var till = await FilledAsync(on, 5);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => till.Data.ClearAsync("till.cleared", async (db, gone) =>
        {
            var taken = await TakeAsync(db);
            return gone == 0 ? taken : throw new InvalidTimeZoneException();
        }, Stop));
        Assert.Equal(3, await till.Rows.CountAsync("till_entries"));
        Assert.Equal(3, await till.Data.ClearAsync("till.cleared", (db, _) => TakeAsync(db), Stop));
    }

    [Theory, BothDatabases]
    public async Task Given_up_it_ends_between_two_steps(TestDatabase on)
    {
        await using var till = await FilledAsync(on, 5);
        using var patience = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => till.Data.ClearAsync("till.cleared", async (db, _) =>
        {
            await patience.CancelAsync();
            return await TakeAsync(db);
        }, patience.Token));
        Assert.Equal(3, await till.Rows.CountAsync("till_entries"));
    }

    [Fact]
    public async Task Whoever_waits_to_write_has_their_turn_before_the_next_step()
    {
        await using var till = await FilledAsync(TestDatabase.Sqlite, 5);
        Task<int>? waiting = null;
        var seen = new List<int>();
        await till.Data.ClearAsync("till.cleared", async (db, _) =>
        {
            waiting ??= till.PutAsync("came meanwhile", 1);
            seen.Add(await db.Set<TillEntry>().CountAsync(entry => entry.Label == "came meanwhile", Stop));
            return await TakeAsync(db);
        }, Stop);
        await waiting!;
        Assert.Equal([0, 1], seen.Take(2));
    }

    private static async Task<Till> FilledAsync(TestDatabase on, int entries)
    {
        var till = await Till.OpenAsync(on);
        for (var i = 0; i < entries; i++) await till.PutAsync($"entry {i}", i);
        return till;
    }

    private static async Task<(int Gone, bool IsEmpty)> TakeAsync(ShopDb db)
    {
        var gone = await db.Set<TillEntry>().OrderBy(entry => entry.Id).Take(2).ExecuteDeleteAsync(Stop);
        return (gone, gone < 2);
    }
}
