namespace UnityAdmin.Selling;

/// <summary>Where a submission stands in the shop (product.md section 3).</summary>
public enum SellStatus
{
    Pending,
    Reviewing,
    Approved,
    Received,
    Inspected,
    Paid,
    Completed,
    Rejected,
    Cancelled,
}

/// <summary>Where the talk about the price stands; its own field, apart from <see cref="SellStatus"/>.</summary>
public enum OfferStatus
{
    NoOffer,
    Sent,
    Countered,
    Accepted,
    Refused,
    Expired,
    Withdrawn,
}

/// <summary>How one round ended; <see cref="Open"/> until it did. At most one round of a submission is open.</summary>
public enum OfferAnswer
{
    Open,
    Accepted,
    Refused,
    Countered,
    Expired,
    Withdrawn,
}

/// <summary>Who named the price of a round.</summary>
public enum OfferParty
{
    Shop,
    Seller,
}

/// <summary>What a seller may say to an open offer.</summary>
public enum SellerAction
{
    Accept,
    Refuse,
    Counter,
}

/// <summary>What staff decided on one item.</summary>
public enum ItemDecision
{
    Undecided,
    Approved,
    Repriced,
    Rejected,
}

/// <summary>The transitions that exist. Whatever is not listed here does not happen.</summary>
public static class SellTransitions
{
    private static readonly Dictionary<SellStatus, SellStatus[]> Listed = new()
    {
        [SellStatus.Pending] = [SellStatus.Reviewing, SellStatus.Rejected, SellStatus.Cancelled],
        [SellStatus.Reviewing] = [SellStatus.Approved, SellStatus.Rejected, SellStatus.Cancelled],
        [SellStatus.Approved] = [SellStatus.Received, SellStatus.Rejected, SellStatus.Cancelled],
        [SellStatus.Received] = [SellStatus.Inspected, SellStatus.Rejected, SellStatus.Cancelled],
        [SellStatus.Inspected] = [SellStatus.Paid, SellStatus.Rejected, SellStatus.Cancelled],
        [SellStatus.Paid] = [SellStatus.Completed],
    };

    private static readonly Dictionary<OfferStatus, OfferStatus[]> ListedOffers = new()
    {
        [OfferStatus.NoOffer] = [OfferStatus.Sent],
        [OfferStatus.Sent] =
            [OfferStatus.Accepted, OfferStatus.Refused, OfferStatus.Expired, OfferStatus.Withdrawn, OfferStatus.Countered],
        [OfferStatus.Countered] = [OfferStatus.Sent, OfferStatus.Accepted, OfferStatus.Refused],
    };

    public static bool May(this SellStatus from, SellStatus to) => Listed.TryGetValue(from, out var next) && next.Contains(to);

    public static bool May(this OfferStatus from, OfferStatus to) => ListedOffers.TryGetValue(from, out var next) && next.Contains(to);
}
