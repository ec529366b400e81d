using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>
/// Answers a repeated request with the answer it got the first time. The client's key, what was done and the answer are one transaction.
/// A verb's own no is an answer too: nothing of the attempt stays but its key.
/// </summary>
public sealed class IdempotencyStore(ShopData data, TimeProvider clock)
{
    public const string ActionForgotten = "idempotency_keys.forgotten";

    /// <summary>A request repeated after this is a new one.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    public static readonly Refusal KeyReused = new("idempotency_key_reused",
        "This Idempotency-Key was used for another request. Send a new key with a new request.", RefusalKind.Contradiction);

    /// <summary>How many one transaction forgets, so that no buyer waits for it.</summary>
    private const int Batch = 500;

    private static readonly Actor Cleanup = Actor.Job("idempotency-cleanup");

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction, once for a key. Requests of one key wait for each other, so that a repeat never
    /// takes the refusal of stock that its own first attempt has just sold.
    /// </summary>
    /// <param name="by">Who is answerable for the change.</param>
    /// <param name="action">The verb's name in the audit log.</param>
    /// <param name="scope">The kind of request, at most 20 letters.</param>
    /// <param name="request">The client's key; null runs the change as it is.</param>
    /// <param name="change">As for <see cref="ShopData.ChangeAsync{T}"/>; returns the answer's text.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    /// <returns>The answer: the first one's very text, or its very refusal, where there was one.</returns>
    public async Task<Result<string>> RunOnceAsync(
        Actor by, string action, string scope, IdempotentRequest? request, Func<ShopDb, Task<Result<string>>> change,
        CancellationToken stop)
    {
        if (request is null) return await data.ChangeAsync(by, action, change, stop);

        // The outer result says whether the transaction stays; the inner one is the answer, which may be a no that is kept.
        var committed = await data.ChangeAsync<Result<string>>(by, action, async db =>
        {
            await db.TakeTurnAsync($"{scope}:{request.Key}", stop);
            var kept = await db.IdempotencyKeys.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Scope == scope && row.Key == request.Key, stop);
            if (kept is not null) return request.IsKeptAs(kept.RequestHash) ? Replay(kept) : KeyReused;
            var answer = await db.TryAsync(() => change(db), stop);
            if (answer.Refused is { } refused && !IsKept(refused)) return refused;
            _ = db.IdempotencyKeys.Add(Keep(scope, request, answer));
            return answer;
        }, stop);
        return committed.Is(out var told, out var no) ? told : no;
    }

    /// <summary>The same for a verb that answers with a record; it is kept as JSON, so it holds no secret.</summary>
    public async Task<Result<T>> RunOnceAsync<T>(
        Actor by, string action, string scope, IdempotentRequest? request, Func<ShopDb, Task<Result<T>>> change, CancellationToken stop)
        where T : notnull
    {
        var answer = await RunOnceAsync(
            by, action, scope, request,
            async db => (await change(db)).Is(out var done, out var no) ? JsonSerializer.Serialize(done) : (Result<string>)no,
            stop);
        return answer.Is(out var text, out var refused) ? JsonSerializer.Deserialize<T>(text)! : refused;
    }

    /// <summary>Forgets the answers older than <see cref="KeptFor"/>.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(CancellationToken stop)
    {
        var (done, before) = (0, clock.NowUtc() - KeptFor);
        while (true)
        {
            var forgotten = await data.ChangeAsync<int>(Cleanup, ActionForgotten, async db =>
            {
                var old = db.IdempotencyKeys.Where(key => key.CreatedAt < before);
                var last = await old.OrderBy(key => key.CreatedAt).Take(Batch).MaxAsync(key => (DateTime?)key.CreatedAt, stop);
                return await old.Where(key => key.CreatedAt <= last).ExecuteDeleteAsync(stop);
            }, stop);
            if (forgotten.Value == 0) return done;
            done += forgotten.Value;
        }
    }

    // What was wrong with the request itself (400), or with who asked (403), is judged anew each time.
    private static bool IsKept(Refusal refusal) =>
        refusal.Kind is RefusalKind.Missing or RefusalKind.Conflict or RefusalKind.Contradiction;

    private IdempotencyKey Keep(string scope, IdempotentRequest request, Result<string> answer) => new()
    {
        Scope = scope,
        Key = request.Key,
        RequestHash = request.Hash,
        Response = answer.Refused is { } refused ? JsonSerializer.Serialize(refused) : answer.Value,
        IsRefusal = answer.Refused is not null,
        CreatedAt = clock.NowUtc(),
    };

    private static Result<string> Replay(IdempotencyKey kept) =>
        kept.IsRefusal ? JsonSerializer.Deserialize<Refusal>(kept.Response)! : kept.Response;
}
