using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>
/// Whether the database is away. Whoever finds it so says it here; from then on this asks every second until it answers, and tells those
/// who wait: pages that could not be read load themselves again.
/// </summary>
public sealed class DatabaseOutage(IDbContextFactory<ShopDb> contexts) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource over = new();
    private int isOn;

    /// <summary>Raised on another thread, without the database being away any more.</summary>
    public event Action? Ended;

    public bool IsOn => Volatile.Read(ref isOn) == 1;

    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
    }

    internal void Begin()
    {
        if (Interlocked.Exchange(ref isOn, 1) == 0) _ = Task.Run(WaitAsync, CancellationToken.None);
    }

    // By the real clock: it waits for a machine, not for the shop's time.
    private async Task WaitAsync()
    {
        try
        {
            do await Task.Delay(Pause, over.Token);
            while (!await AnswersAsync());
            Volatile.Write(ref isOn, 0);
            Ended?.Invoke();
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(over.Token);
            return await db.Database.CanConnectAsync(over.Token);
        }
        catch (Exception failed) when (DatabaseAwayException.IsMeantBy(failed))
        {
            return false;
        }
    }
}
