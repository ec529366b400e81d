using Microsoft.AspNetCore.Components.Server.Circuits;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Staff;

/// <summary>
/// Stands before everything a person does in an open page: a key, a click, a link, "show more", the palette. Whoever was locked, signed
/// out or given another role meanwhile reads nothing more by it. It costs one question by primary key for each action, whatever the page
/// does with it, and none for the answers a browser sends to our own calls.
/// </summary>
internal sealed class CircuitAccess(StaffRevalidation person, ChangeFeed feed, Notices notices, ILogger<CircuitAccess> log)
    : CircuitHandler, IDisposable
{
    // Actions arrive in order and must stay so while the database is asked: a click after typing must not overtake it.
    private readonly SemaphoreSlim turn = new(1, 1);
    private IDisposable? watch;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        watch = feed.Watch(change =>
        {
            // Live parts of a page read without any action of the person, so the page is taken away as soon as they are out.
            if (change.Document.Table.StartsWith("staff_", StringComparison.Ordinal) && change.Action != "staff.signed_in")
                _ = Task.Run(AskQuietlyAsync, CancellationToken.None);
        });
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        watch?.Dispose();
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) =>
        async activity =>
        {
            Task work;
            await turn.WaitAsync();
            try
            {
                if (CircuitCalls.IsAction && !await MayGoOnAsync()) return;

                // Started before the next action may follow; it takes its place in the page's own queue.
                work = next(activity);
            }
            finally
            {
                _ = turn.Release();
            }

            await work;
        };

    public void Dispose()
    {
        watch?.Dispose();
        turn.Dispose();
    }

    private async Task<bool> MayGoOnAsync()
    {
        try
        {
            var standing = await person.AskAsync(CancellationToken.None);
            if (standing.Refused is not null) return false;
            if (standing.Renewed is null) return true;

            // The page may be another one now, or none; what was meant for the old one must not reach it.
            notices.Told("Your role has changed. The page shows what is yours to do now.");
            return false;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Without a database the action reads nothing either; its page says so.
            log.LogWarning(failed, "Could not ask whether the person at this page may go on");
            return true;
        }
    }

    private async Task AskQuietlyAsync()
    {
        try
        {
            _ = await person.AskAsync(CancellationToken.None);
        }
        catch (Exception failed)
        {
            log.LogWarning(failed, "Could not ask whether the person at this page is still signed in");
        }
    }
}
