using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class ConventionsTests
{
    private static readonly DateTime Morning = new(2026, 3, 2, 9, 0, 0, 123, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task A_moment_comes_back_as_it_was_put_in(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await till.PutAsync("float", 1, Morning);
        var read = await till.Data.ReadAsync(db => db.Set<TillEntry>().SingleAsync(Stop), Stop);
        Assert.Equal(Morning, read.CountedAt);
        Assert.Equal(DateTimeKind.Utc, read.CountedAt.Kind);
    }

    [Theory, BothDatabases]
    public async Task Rows_sort_and_filter_by_time_in_the_database(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        TimeSpan[] after =
            [TimeSpan.FromDays(400), TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), TimeSpan.FromDays(-70)];
        foreach (var step in after) await till.PutAsync(step.ToString(), 1, Morning + step);
        var read = await till.Data.ReadAsync(
            db => db.Set<TillEntry>().OrderBy(entry => entry.CountedAt).Select(entry => entry.CountedAt).ToListAsync(Stop), Stop);
        Assert.Equal(after.Order().Select(step => Morning + step), read);
        var later = await till.Data.ReadAsync(
            db => db.Set<TillEntry>().CountAsync(entry => entry.CountedAt > Morning, Stop), Stop);
        Assert.Equal(3, later);
    }

    [Fact]
    public async Task SQLites_own_datetime_compares_with_what_we_store()
    {
        await using var till = await Till.OpenAsync(TestDatabase.Sqlite);
        await till.PutAsync("float", 1, Morning);
        Assert.Equal("2026-03-02 09:00:00.123", await till.Rows.ScalarAsync<string>("SELECT counted_at FROM till_entries"));
        Assert.Equal(1, await till.Rows.CountAsync("till_entries", "counted_at > datetime('2026-03-09 09:00:00', '-7 days')"));
        Assert.Equal(0, await till.Rows.CountAsync("till_entries", "counted_at > datetime('2026-03-09 09:00:01', '-7 days')"));
    }

    [Theory, BothDatabases]
    public async Task A_state_is_stored_as_its_word_and_no_other_word_gets_in(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await till.PutAsync("float", 1);
        Assert.Equal("not_counted", await till.Rows.ScalarAsync<string>("SELECT state FROM till_entries"));
        await till.Rows.ExecuteAsync("UPDATE till_entries SET state = 'counted'");
        var read = await till.Data.ReadAsync(db => db.Set<TillEntry>().SingleAsync(Stop), Stop);
        Assert.Equal(TillState.Counted, read.State);
        await Assert.ThrowsAnyAsync<DbException>(() => till.Rows.ExecuteAsync("UPDATE till_entries SET state = 'lost'"));
    }

    [Theory, BothDatabases]
    public async Task A_text_longer_than_its_column_is_refused_by_the_database_itself(TestDatabase on)
    {
        await using var till = await Till.OpenAsync(on);
        await till.PutAsync(new string('é', 20), 1);
        await Assert.ThrowsAnyAsync<DbException>(() => till.Rows.ExecuteAsync("UPDATE till_entries SET label = label || 'x'"));
    }

    [Theory]
    [InlineData("NoOffer", "no_offer")]
    [InlineData("Accepted", "accepted")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("HTTPStatus", "http_status")]
    [InlineData("IX_till_entries_Label", "ix_till_entries_label")]
    [InlineData("BatchId", "batch_id")]
    [InlineData("", "")]
    public void Names_become_snake_case(string name, string snake) => Assert.Equal(snake, Conventions.SnakeCase(name));
}
