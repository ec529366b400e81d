using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

internal static class MeanwhileQueries
{
    /// <summary>The refusal for whoever decided on an older picture, naming who changed it last and what they did.</summary>
    public static async Task<Refusal> ChangedMeanwhileAsync(this ShopDb db, int submissionId, CancellationToken stop)
    {
        var last = await db.SystemLogs.AsNoTracking()
            .Where(log => log.Subject == SellSubmission.Table && log.SubjectId == submissionId && log.ActorKind != ActorKind.Job)
            .OrderByDescending(log => log.Id).FirstOrDefaultAsync(stop);
        return last is null
            ? SellingRefusals.ChangedMeanwhile("Someone", "changed this")
            : SellingRefusals.ChangedMeanwhile(last.ActorName, SellingActions.Phrase(last.Action));
    }
}
