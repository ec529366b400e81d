namespace UnityAdmin.Staff;

/// <summary>
/// Lets one guess at an account be checked at a time, whether of password, code or recovery code. Without it parallel guesses are all
/// checked before the first is counted. Accounts share a fixed number of turns; two that meet only wait for each other.
/// </summary>
public sealed class AccountGate : IDisposable
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <returns>Dispose it to let the next guess in.</returns>
    public async Task<IDisposable> EnterAsync(string normalizedEmail, CancellationToken stop)
    {
        var turn = turns[(uint)normalizedEmail.GetHashCode(StringComparison.Ordinal) % (uint)turns.Length];
        await turn.WaitAsync(stop);
        return new Turn(turn);
    }

    public void Dispose()
    {
        foreach (var turn in turns) turn.Dispose();
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) _ = turn.Release();
        }
    }
}
