using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace UnityAdmin.Data;

/// <summary>
/// The only way to the database. <b>Reads</b> get a context of their own for as long as one question takes. <b>Changes</b> run inside one
/// write transaction: load, decide, save once; what is refused leaves no trace, what is saved leaves its audit rows in the same
/// transaction. A change that lost a race is decided again from the start on the rows that won, so its refusal tells the truth.
/// </summary>
public sealed class ShopData(
    IDbContextFactory<ShopDb> contexts, TimeProvider clock, ChangeFeed feed, JobSignal signal, DatabaseOutage outage)
{
    private const int MaxAttempts = 12;

    /// <exception cref="DatabaseAwayException">The database does not answer.</exception>
    public async Task<T> ReadAsync<T>(Func<ShopDb, Task<T>> read, CancellationToken stop)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await read(db);
        }
        catch (Exception lost) when (IsAway(lost))
        {
            throw Away(lost);
        }
    }

    /// <summary>The same where several questions must be answered from one state of the database, whatever is written meanwhile.</summary>
    public Task<T> ReadAtOnceAsync<T>(Func<ShopDb, Task<T>> read, CancellationToken stop) => ReadAsync(
        async db =>
        {
            // On SQLite a deferred transaction, which does not wait for writers nor keep them waiting.
            await using var snapshot = await db.Database.BeginTransactionAsync(
                db.OnSqlite ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, stop);
            return await read(db);
        },
        stop);

    /// <param name="by">Who is answerable for the change; named in the audit rows.</param>
    /// <param name="action">The verb's stable name in the audit log, such as <c>offer.sent</c>.</param>
    /// <param name="change">Loads, decides and edits entities; saves only where it needs a new row's key.
    /// Runs again from the start after a lost race.</param>
    /// <param name="stop">Gives the change up; nothing is written then.</param>
    /// <exception cref="DatabaseBusyException">The write could not get its turn; nothing was written.</exception>
    /// <exception cref="DatabaseAwayException">The database does not answer; only it knows the outcome where it went during the commit.
    /// </exception>
    public Task<Result<T>> ChangeAsync<T>(Actor by, string action, Func<ShopDb, Task<Result<T>>> change, CancellationToken stop) =>
        RetryAsync(action, () => TryChangeAsync(by, action, change, stop), stop);

    /// <summary>The same for a change that answers only with done or refused.</summary>
    public async Task<Result> ChangeAsync(Actor by, string action, Func<ShopDb, Task<Result>> change, CancellationToken stop)
    {
        var outcome = await ChangeAsync<bool>(by, action, async db => await change(db) is { Refused: { } refused } ? refused : true, stop);
        return outcome.Refused is { } no ? no : Result.Done;
    }

    /// <summary>
    /// Clears away in many small write transactions: repeats a step until it says that nothing is left. Whoever waits to write has their
    /// turn before the next step. Nothing is audited; steps that are done stay done, but for the last few after a power cut.
    /// </summary>
    /// <param name="what">Names the work where it fails.</param>
    /// <param name="step">Is told how much the steps before it took away and takes away a little more. Runs again from its start after a
    /// lost race.</param>
    /// <param name="stop">Gives up between two steps.</param>
    /// <returns>How much all steps took away.</returns>
    /// <exception cref="DatabaseBusyException">A step could not get its turn.</exception>
    public async Task<long> ClearAsync(string what, Func<ShopDb, long, Task<(int Gone, bool IsEmpty)>> step, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await OpenAsync(db, stop);
        if (db.OnSqlite) _ = await db.Database.ExecuteSqlRawAsync(SqlitePragmas.Clearing, stop);
        for (var all = 0L; ;)
        {
            var before = all;
            var (gone, isEmpty) = await RetryAsync(what, () => TryStepAsync(db, () => step(db, before), stop), stop);
            all += gone;
            if (isEmpty) return all;
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Gives room that deleted rows left back to the disk. PostgreSQL does so itself.</summary>
    public Task ShrinkAsync(CancellationToken stop)
    {
        const int PagesAtOnce = 100;
        return ClearAsync(
            "giving room back",
            async (db, _) =>
            {
                if (!db.OnSqlite) return (0, true);
                var before = await FreePagesAsync(db, stop);
                _ = await db.Database.ExecuteSqlRawAsync($"PRAGMA incremental_vacuum({PagesAtOnce})", stop);
                var left = await FreePagesAsync(db, stop);
                return (before - left, left == 0 || left >= before);
            },
            stop);
    }

    private async Task OpenAsync(ShopDb db, CancellationToken stop)
    {
        try
        {
            await db.Database.OpenConnectionAsync(stop);
        }
        catch (Exception lost) when (IsAway(lost))
        {
            throw Away(lost);
        }
    }

    private async Task<T> RetryAsync<T>(string what, Func<Task<T>> attempt, CancellationToken stop)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception lost) when (IsLostRace(lost) && !stop.IsCancellationRequested)
            {
                if (number == MaxAttempts) throw new DatabaseBusyException($"{what} lost {MaxAttempts} races in a row.", lost);
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 10 * number)), clock, stop);
            }
            catch (Exception full) when (DatabaseFullException.IsMeantBy(full))
            {
                throw new DatabaseFullException(full);
            }
            catch (Exception gone) when (IsAway(gone))
            {
                throw Away(gone);
            }
        }
    }

    private static bool IsAway(Exception failed) => failed is not DatabaseBusyException && DatabaseAwayException.IsMeantBy(failed);

    private DatabaseAwayException Away(Exception failed, bool isOutcomeUnknown = false)
    {
        outage.Begin();
        return new DatabaseAwayException(failed, isOutcomeUnknown);
    }

    // Past this point the change may be durable: giving up now would tell the caller something that is not so. Neither may it be tried
    // again when the answer was lost: it would be done twice.
    private async Task CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception lost) when (IsAway(lost))
        {
            throw Away(lost, isOutcomeUnknown: true);
        }
    }

    private async Task<T> TryStepAsync<T>(ShopDb db, Func<Task<T>> step, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var done = await step();
        await CommitAsync(transaction);
        return done;
    }

    private async Task<Result<T>> TryChangeAsync<T>(Actor by, string action, Func<ShopDb, Task<Result<T>>> change, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var trail = new AuditTrail();
        db.Trail = trail;
        try
        {
            var outcome = await change(db);
            if (outcome.Refused is not null)
            {
                await transaction.RollbackAsync(stop);
                return outcome;
            }

            _ = await db.SaveChangesAsync(stop);
            _ = await db.InsertManyAsync(trail.Rows(by, action, clock.NowUtc()).ToList(), "", stop);
            await CommitAsync(transaction);
            foreach (var document in trail.Documents.ToList()) feed.Publish(new Change(document, by, action));
            foreach (var job in trail.Jobs) signal.Raise(job);
            return outcome;
        }
        finally
        {
            // The context goes back to the pool.
            db.Trail = null;
        }
    }

    private static bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        DbUpdateException { InnerException: PostgresException inner } => IsLostRace(inner),
        InvalidOperationException { InnerException: PostgresException or DbUpdateException } wrapped => IsLostRace(wrapped.InnerException!),
        _ => false,
    };

    private static Task<int> FreePagesAsync(ShopDb db, CancellationToken stop) =>
        db.Database.SqlQuery<int>($"SELECT freelist_count AS \"Value\" FROM pragma_freelist_count").SingleAsync(stop);
}
