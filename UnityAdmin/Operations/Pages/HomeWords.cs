using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Shell;

namespace UnityAdmin.Operations.Pages;

internal static class HomeWords
{
    public static string Title(Waiting what) => what switch
    {
        Waiting.Counters => "Counters to answer",
        Waiting.Expiring => "Offers about to expire",
        Waiting.HoldsRunningOut => "Holds running out",
        Waiting.ToReview => "To review",
        Waiting.MyReviews => "Mine in review",
        Waiting.RefundsOwed => "Refunds owed",
        Waiting.OrdersToConfirm => "Orders to confirm",
        Waiting.OrdersToPack => "Orders to pack",
        Waiting.ToReceive => "Items to receive",
        Waiting.ToInspect => "Items to inspect",
        Waiting.ToPay => "Sellers to pay",
        Waiting.ToShelve => "To put on the shelf",
        Waiting.FailedJobs => "Jobs that failed",
        _ => "Messages that failed",
    };

    public static (string Icon, Meaning Meaning) Look(Waiting what) => what switch
    {
        Waiting.Counters => ("reply", Meaning.Attention),
        Waiting.Expiring => ("timer", Meaning.Attention),
        Waiting.HoldsRunningOut => ("lock_clock", Meaning.Attention),
        Waiting.ToReview => ("inbox", Meaning.Info),
        Waiting.MyReviews => ("rate_review", Meaning.Neutral),
        Waiting.ToReceive => ("package_2", Meaning.Neutral),
        Waiting.ToInspect => ("fact_check", Meaning.Info),
        Waiting.ToPay => ("payments", Meaning.Attention),
        Waiting.ToShelve => ("shelves", Meaning.Info),
        Waiting.RefundsOwed => ("undo", Meaning.Attention),
        Waiting.OrdersToConfirm => ("shopping_bag", Meaning.Attention),
        Waiting.OrdersToPack => ("package_2", Meaning.Info),
        Waiting.FailedJobs => ("error", Meaning.Bad),
        _ => ("mail_off", Meaning.Bad),
    };

    /// <summary>Where all of them are; null where no page lists them.</summary>
    public static string? Link(Waiting what, int? me) => what switch
    {
        Waiting.Counters => Queue(new QueueFilter { Offer = OfferStatus.Countered }),
        Waiting.Expiring => "/offers?column=with_seller",
        Waiting.HoldsRunningOut => "/reservations",
        Waiting.ToReview => Queue(new QueueFilter { Status = SellStatus.Pending, Sort = QueueSort.Oldest }),
        Waiting.MyReviews when me is { } id => Queue(new QueueFilter
        {
            Status = SellStatus.Reviewing, Offer = OfferStatus.NoOffer, Assigned = AssignedTo.Person(id), Sort = QueueSort.Oldest,
        }),
        Waiting.ToReceive => Standing(SellStatus.Approved),
        Waiting.ToInspect => Standing(SellStatus.Received),
        Waiting.ToPay => Standing(SellStatus.Inspected),
        Waiting.ToShelve => Standing(SellStatus.Paid),
        Waiting.RefundsOwed => Orders(OrderTab.Refund),
        Waiting.OrdersToConfirm => Orders(new OrderTab(OrderStatus.Pending)),
        Waiting.OrdersToPack => Orders(OrderTab.ToPack),
        Waiting.FailedJobs => "/jobs",
        _ => null,
    };

    /// <summary>Where one of them is dealt with.</summary>
    public static string Link(Waiting what, WaitingRow row) => what switch
    {
        Waiting.RefundsOwed or Waiting.OrdersToConfirm or Waiting.OrdersToPack => $"/orders/{row.Id}",
        Waiting.HoldsRunningOut => $"/reservations?id={row.Id}",
        Waiting.FailedJobs => "/jobs",
        _ => $"/sell-requests/{row.Id}",
    };

    private static string Orders(OrderTab tab) => $"/orders?{new OrderFilter { Tab = tab }.ToQuery()}";

    private static string Standing(SellStatus status) => Queue(new QueueFilter { Status = status, Sort = QueueSort.Oldest });

    private static string Queue(QueueFilter filter) => $"/sell-requests?{filter.ToQuery()}";
}
