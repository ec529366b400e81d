namespace UnityAdmin.Selling.Pages;

/// <summary>A bulk verb over many rows, in portions, so that a selection of thousands does not hold the database for all others.</summary>
internal static class BulkWork
{
    private const int Portion = 200;

    /// <param name="rows">What was selected.</param>
    /// <param name="verb">The verb for some ids.</param>
    /// <returns>What became of all of them; refused only where not one of them moved and all for the same reason.</returns>
    public static async Task<Result<BulkOutcome>> RunAsync(
        IReadOnlyCollection<QueueRow> rows, Func<IReadOnlyCollection<int>, Task<Result<BulkOutcome>>> verb)
    {
        var done = 0;
        var left = new Dictionary<string, Refusal>();
        foreach (var portion in rows.Chunk(Portion))
        {
            if ((await verb([.. portion.Select(row => row.Id)])).Is(out var outcome, out var refused))
            {
                done += outcome.Done;
                foreach (var (batch, why) in outcome.Left) left[batch] = why;
            }
            else
            {
                foreach (var row in portion) left[row.BatchId] = refused;
            }
        }

        return done == 0 && left.Values.Distinct().Take(2).ToList() is [var only] ? only : new BulkOutcome(done, left);
    }
}
