using UnityAdmin.Data;
using UnityAdmin.Messages;
using UnityAdmin.Orders;
using UnityAdmin.Selling;

namespace UnityAdmin.Jobs;

/// <summary>
/// Every background job: its name, when it runs, what people read about it, the verb it calls, and who may run it. A nightly job has a
/// cron of five fields in the shop's time zone, clear of every clock change; the others run when <see cref="RecurringJob.DueAt"/> says.
/// </summary>
internal static class Schedule
{
    public const string Rollup = Analytics.FigureBook.RollupJob;
    public const string Retention = "analytics-retention";
    public const string History = "job-history";
    public const string LedgerAudit = "ledger-audit";

    /// <summary>The sweep looks for work that no timer and no signal has announced. In UTC, so that no clock change touches it.</summary>
    public const string SweepCron = "*/5 * * * *";

    public static readonly IReadOnlyList<RecurringJob> Jobs =
    [
        new(Rollup, "Every night at 04:10, and soon after a past day changed", "Analytics rollup",
            "Counts every day whose events or orders changed since it was last counted.", RecurringWork.RollUpAsync)
        { Cron = "10 4 * * *", DueAt = RecurringWork.RollupDueAsync },
        new("idempotency-cleanup", "Every night at 04:30", "Idempotency keys",
            "Deletes answers kept for clients that might ask again, once they are too old to be asked for.",
            RecurringWork.Count<IdempotencyStore>((store, stop) => store.ForgetAsync(stop), "deleted"))
        { Cron = "30 4 * * *" },
        new(Retention, "Every night at 04:40", "Analytics retention",
            $"Seals days older than {Analytics.Retention.Days} days and deletes their raw events; the figures stay.",
            RecurringWork.PurgeAsync)
        { Cron = "40 4 * * *", AtLeast = Role.Admin },
        new(LedgerAudit, "Every night at 04:50", "Ledger audit",
            "Proves every move of stock: hashes, links, sums, reversals, guards, anchors; then signs them. Reads some photo files.",
            RecurringWork.AuditLedgerAsync)
        { Cron = "50 4 * * *" },
        new(History, "Every night at 05:00", "Job history",
            $"Deletes old runs of these jobs: failures and nightly ones after {OldRuns.LongDays} days, others after {OldRuns.Days}. "
                + "The newest stay, and those that figures are from.",
            RecurringWork.Count<OldRuns>((runs, stop) => runs.ForgetAsync(stop), "deleted"))
        { Cron = "0 5 * * *" },
        new(Media.PhotoConversion.Job, "Every night at 05:10", "Photo conversion",
            "Makes over photos that were stored as they were received: upright, without metadata, in every size.", PhotoWork.ConvertAsync)
        { Cron = "10 5 * * *" },
        new(Media.PhotoCleanup.Job, "Every night at 05:40", "Photo cleanup",
            "Deletes photo files that nothing refers to, a day after they were last needed, and what broken uploads have left.",
            PhotoWork.CleanUpAsync)
        { Cron = "40 5 * * *" },
        new(Outbox.JobName, "As soon as a message is due", "Messages",
            "Sends the messages to people outside that are due.",
            RecurringWork.Count<Outbox>((outbox, stop) => outbox.DeliverDueAsync(stop), "delivered"))
        { DueAt = RecurringWork.DueBy<Outbox>((outbox, stop) => outbox.NextDueAsync(stop)) },
        new("offer-expiry", "As soon as an offer expires", "Offer expiry",
            "Closes offers that got no answer in time.",
            RecurringWork.Count<Offers>((offers, stop) => offers.ExpireDueAsync(stop), "expired"))
        { DueAt = RecurringWork.DueBy<Offers>((offers, stop) => offers.NextExpiryAsync(stop)) },
        new("reservation-expiry", "As soon as a reservation expires", "Reservation expiry",
            "Writes down that reservations are over; they stopped counting at their expiry.",
            RecurringWork.Count<Reservations>((holds, stop) => holds.ExpireAsync(stop), "released"))
        { DueAt = RecurringWork.DueBy<Reservations>((holds, stop) => holds.NextExpiryAsync(stop)) },
    ];

    public static RecurringJob? Find(string name) => Jobs.FirstOrDefault(job => job.Name == name);
}
