using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Selling;

/// <summary>How much of a submission a question loads.</summary>
internal static class WholeSubmissions
{
    extension(IQueryable<SellSubmission> submissions)
    {
        /// <summary>With all its moves decide on: its items by position and its rounds by revision.</summary>
        public IQueryable<SellSubmission> Whole() => submissions
            .Include(row => row.Items.OrderBy(item => item.Position))
            .Include(row => row.Offers.OrderBy(round => round.Revision))
            .AsSplitQuery();

        /// <summary>Whole, and what each round offered for each item, which only its readers need.</summary>
        public IQueryable<SellSubmission> WholeWithPrices() =>
            submissions.Whole().Include(row => row.Offers).ThenInclude(round => round.Items);
    }
}
