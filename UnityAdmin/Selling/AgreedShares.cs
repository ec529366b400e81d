namespace UnityAdmin.Selling;

/// <summary>What of the agreed price falls to each item, which is where an inspection starts from.</summary>
public static class AgreedShares
{
    /// <summary>
    /// The final price over the items that were not rejected, in whole cents that sum exactly to it: by what the shop set for each, else by
    /// what was asked; equally when one of them has no price at all.
    /// </summary>
    /// <returns>By item id; empty before a price is agreed, or when every item is rejected.</returns>
    public static IReadOnlyDictionary<int, long> Of(SellSubmission submission)
    {
        var items = Taken(submission).ToList();
        if (submission.FinalPriceCents is not { } total || items.Count == 0) return new Dictionary<int, long>();
        var prices = items.ConvertAll(item => item.PriceCents ?? item.SellerPriceCents ?? 0);
        var weights = prices.TrueForAll(price => price > 0) ? prices : prices.ConvertAll(_ => 1L);
        return items.Zip(Split(total, weights)).ToDictionary(pair => pair.First.Id, pair => pair.Second);
    }

    /// <summary>The items that are bought, by position.</summary>
    public static IEnumerable<SellItem> Taken(SellSubmission submission) =>
        submission.Items.Where(item => item.Decision != ItemDecision.Rejected).OrderBy(item => item.Position);

    /// <summary>By largest remainder: each share is within a cent of its part; of equal remainders the first gets the cent.</summary>
    /// <param name="total">Whole cents, at most <see cref="Money.MaxCents"/>, as is each weight.</param>
    internal static long[] Split(long total, IReadOnlyList<long> weights)
    {
        var sum = weights.Sum();
        var shares = weights.Select(weight => total * weight / sum).ToArray();
        var owed = weights.Index().OrderByDescending(weight => total * weight.Item % sum).ThenBy(weight => weight.Index);
        foreach (var (index, _) in owed.Take((int)(total - shares.Sum()))) shares[index]++;
        return shares;
    }
}
