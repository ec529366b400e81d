using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>
/// Who is signed in where. A sign-in that has ended is refused at its next action on every node, because each action reads its row
/// (<see cref="Doorkeeper"/>).
/// </summary>
public sealed class StaffSessions(ShopData data, ChangeFeed feed, TimeProvider clock, ILogger<StaffSessions> log)
{
    public const string Table = "staff_sessions";

    /// <summary>A use is written down at most this often: reading a page must not cost a write.</summary>
    public static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(5);

    /// <summary>The person's own open sign-ins, the last used first.</summary>
    public Task<List<StaffSession>> ListAsync(Actor me, CancellationToken stop) => data.ReadAsync(
        db => db.StaffSessions.Where(one => one.StaffUserId == me.StaffId && one.EndedAt == null)
            .OrderByDescending(one => one.LastSeenAt).ThenByDescending(one => one.Id).ToListAsync(stop),
        stop);

    /// <summary>Ends one of the person's own sign-ins; one that is over stays as it is.</summary>
    public Task<Result> EndAsync(long id, SessionEnd reason, Actor me, CancellationToken stop) =>
        EndWhereAsync(open => open.Where(one => one.Id == id), reason, me, stop);

    /// <summary>Ends all of the person's own sign-ins but one.</summary>
    public Task<Result> EndOthersAsync(long kept, Actor me, CancellationToken stop) =>
        EndWhereAsync(open => open.Where(one => one.Id != kept), SessionEnd.SignedOutElsewhere, me, stop);

    /// <summary>Starts a sign-in inside the caller's change, and forgets the rows of long ago.</summary>
    internal async Task<StaffSession> StartAsync(ShopDb db, int staffUserId, HttpContext? http, CancellationToken stop)
    {
        var now = clock.NowUtc();
        _ = await db.StaffSessions.Where(one => one.LastSeenAt < now - StaffSession.Kept).ExecuteDeleteAsync(stop);
        var agent = http?.Request.Headers.UserAgent.ToString();
        return db.StaffSessions.Add(new StaffSession
        {
            StaffUserId = staffUserId,
            CreatedAt = now,
            LastSeenAt = now,
            IpAddress = http?.RemoteAddress,
            UserAgent = agent is { Length: > StaffSession.MaxUserAgent } ? agent[..StaffSession.MaxUserAgent] : agent,
        }).Entity;
    }

    /// <summary>Ends every sign-in of a person inside the caller's change; the new stamp ends cookies that name none.</summary>
    internal static async Task EndAllAsync(ShopDb db, StaffUser user, SessionEnd reason, DateTime now, CancellationToken stop)
    {
        user.SignOutEverywhere();
        _ = await Close(db.StaffSessions.Where(one => one.StaffUserId == user.Id && one.EndedAt == null), reason, now, stop);
    }

    /// <summary>Writes down that a sign-in is in use; a database that is busy is no reason to refuse the person.</summary>
    internal async Task NoteUseAsync(long id, DateTime lastSeenAt, CancellationToken stop)
    {
        var now = clock.NowUtc();
        if (lastSeenAt > now - UseNoted) return;
        try
        {
            _ = await data.ChangeAsync(Actor.Job("sign-in"), "staff.session_used", async db =>
            {
                _ = await db.StaffSessions.Where(one => one.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSeenAt, now), stop);
                return Result.Done;
            }, stop);
        }
        catch (Exception busy) when (busy is DatabaseBusyException or DbException)
        {
            log.LogWarning(busy, "Could not note the use of sign-in {Session}", id);
        }
    }

    internal static long? IdOf(ClaimsPrincipal who) =>
        long.TryParse(who.FindFirstValue(StaffClaims.Session), CultureInfo.InvariantCulture, out var id) ? id : null;

    private async Task<Result> EndWhereAsync(
        Func<IQueryable<StaffSession>, IQueryable<StaffSession>> which, SessionEnd reason, Actor me, CancellationToken stop)
    {
        const string Action = "staff.signed_out";
        var ended = await data.ChangeAsync(me, Action, async db =>
        {
            var open = which(db.StaffSessions.Where(one => one.StaffUserId == me.StaffId && one.EndedAt == null));
            var count = await Close(open, reason, clock.NowUtc(), stop);
            if (count > 0) _ = db.SystemLogs.Add(LogOf(me, Action, reason, count));
            return Result.Done;
        }, stop);
        feed.Publish(new Change(new DocumentId(Table, me.StaffId ?? 0), me, Action));
        return ended;
    }

    private SystemLog LogOf(Actor me, string action, SessionEnd reason, int count)
    {
        var document = new DocumentId("staff_users", me.StaffId ?? 0);
        return new SystemLog
        {
            CreatedAt = clock.NowUtc(),
            Action = action,
            ActorKind = me.Kind,
            ActorId = me.Id,
            ActorName = me.Name,
            IpAddress = me.From,
            Entity = Table,
            Subject = document.Table,
            SubjectId = document.Id,
            After = $$"""{"end_reason":"{{Conventions.SnakeCase(reason.ToString())}}","ended":{{count}}}""",
        };
    }

    private static Task<int> Close(IQueryable<StaffSession> open, SessionEnd reason, DateTime now, CancellationToken stop) =>
        open.ExecuteUpdateAsync(
            set => set.SetProperty(one => one.EndedAt, now).SetProperty(one => one.EndReason, reason), stop);
}
