using Microsoft.EntityFrameworkCore;
using UnityAdmin.Analytics;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

/// <summary>Tells the analytics page who made its figures.</summary>
internal sealed class FigureRuns(ShopData data) : IFigureRuns
{
    public Task<FigureRun?> LastAsync(string job, CancellationToken stop) => data.ReadAsync(
        db => db.JobRuns.Where(run => run.Job == job && run.State != JobRunState.Cancelled).OrderByDescending(run => run.Id)
            .Select(run => new FigureRun(run.Id, run.StartedBy, run.FinishedAt, run.State == JobRunState.Failed))
            .FirstOrDefaultAsync(stop),
        stop);
}
