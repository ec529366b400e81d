using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class ChangeTests
{
    private static readonly Refusal TillIsShut = new("till_shut", "The till is shut.");

    [Theory, BothDatabases]
    public async Task Sixty_four_writers_at_once_all_get_their_turn(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => till.PutAsync($"entry {i}", i), Stop)));
        Assert.Equal(64, await till.Rows.CountAsync("till_entries"));
        Assert.Equal(64, await till.Rows.CountAsync("system_logs", "action = 'till.put'"));
        Assert.Equal(64 * 63 / 2, await till.Rows.ScalarAsync<long>("SELECT SUM(cents) FROM till_entries"));
    }

    [Theory, BothDatabases]
    public async Task Sixteen_changes_of_one_row_at_once_lose_none(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        var id = await till.PutAsync("float", 0);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => AddAsync(till, id, 100), Stop)));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Refused));
        Assert.Equal(1_600, await till.Rows.ScalarAsync<long>("SELECT cents FROM till_entries"));
        Assert.Equal(16, await till.Rows.ScalarAsync<long>("SELECT version FROM till_entries"));
        Assert.Equal(16, await till.Rows.CountAsync("system_logs", "action = 'till.added'"));
    }

    [Theory, BothDatabases]
    public async Task A_refused_change_leaves_no_row_whatever_it_had_written(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await till.PutAsync("float", 500);
        var seen = new List<Change>();
        using var watch = till.Feed.Watch(seen.Add);
        var outcome = await till.Data.ChangeAsync(Till.Aoife, "till.emptied", async db =>
        {
            db.Add(till.NewEntry("never", 1));
            await db.Set<TillEntry>().ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Cents, 0), Stop);
            return TillIsShut;
        }, Stop);
        Assert.Same(TillIsShut, outcome.Refused);
        Assert.Equal(1, await till.Rows.CountAsync("till_entries"));
        Assert.Equal(500, await till.Rows.ScalarAsync<long>("SELECT cents FROM till_entries"));
        Assert.Equal(0, await till.Rows.CountAsync("system_logs", "action = 'till.emptied'"));
        Assert.Empty(seen);
    }

    [Theory, BothDatabases]
    public async Task A_change_that_fails_leaves_no_row_and_the_next_one_gets_its_turn(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => till.Data.ChangeAsync(Till.Aoife, "till.broken", async db =>
        {
            db.Add(till.NewEntry("never", 1));
            await db.SaveChangesAsync(Stop);
            throw new InvalidTimeZoneException();
        }, Stop));
        await till.PutAsync("after", 1);
        Assert.Equal("after", await till.Rows.ScalarAsync<string>("SELECT label FROM till_entries"));
    }

    [Theory, BothDatabases]
    public async Task A_writer_who_gives_up_waiting_leaves_the_way_free(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        using var patience = new CancellationTokenSource();
        await till.Data.ChangeAsync(Till.Aoife, "till.held", async _ =>
        {
            var second = till.Data.ChangeAsync(Till.Aoife, "till.given.up", async _ =>
            {
                await Task.Delay(Timeout.Infinite, patience.Token);
                return Result.Done;
            }, patience.Token);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
            return Result.Done;
        }, Stop);
        await till.PutAsync("after", 1);
        Assert.Equal(1, await till.Rows.CountAsync("till_entries"));
    }

    [Theory, BothDatabases]
    public async Task A_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await till.Data.ChangeAsync(Till.Aoife, "till.put", async db =>
        {
            db.Add(till.NewEntry("float", 1));
            await db.SaveChangesAsync(Stop);
            Assert.Equal(0, await till.Data.ReadAsync(read => read.Set<TillEntry>().CountAsync(Stop), Stop));
            return Result.Done;
        }, Stop);
        Assert.Equal(1, await till.Data.ReadAsync(read => read.Set<TillEntry>().CountAsync(Stop), Stop));
    }

    [Theory, BothDatabases]
    public async Task A_committed_change_is_told_to_open_pages_until_they_stop_watching(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        var seen = new List<Change>();
        int id;
        using (till.Feed.Watch(seen.Add)) id = await till.PutAsync("float", 1);
        await till.PutAsync("unseen", 1);
        Assert.Equal([new Change(new DocumentId("till_entries", id), Till.Aoife, "till.put")], seen);
    }

    private static Task<Result> AddAsync(Till till, int id, long cents) => till.Data.ChangeAsync(Till.Aoife, "till.added", async db =>
    {
        var entry = await db.Set<TillEntry>().SingleAsync(entry => entry.Id == id, Stop);
        entry.Cents += cents;
        return Result.Done;
    }, Stop);
}
