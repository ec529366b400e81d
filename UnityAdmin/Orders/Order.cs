using System.ComponentModel.DataAnnotations;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>
/// What one buyer took at one time, and the moves it may make:
/// 1. Only transitions listed in <see cref="OrderTransitions"/> happen.
/// 2. Its items' prices are the catalogue's at the moment of the order and never change; totals are computed from them.
/// 3. Its stock was taken when it was placed. It comes back once: when it is cancelled before the goods leave, or as far as a refund says
/// that they came back and can be sold. The ledger refuses more than was taken.
/// 4. It is paid until all of its money went back. A cancelled order that was paid owes the buyer what is left of it.
/// </summary>
public sealed class Order : IVersioned, IBelongsTo, ISearchable
{
    public const string Table = "orders";
    public const int MaxLines = 50;
    public const int NotesLength = 1_000;
    public const int ReasonLength = 300;
    public const int ReferenceLength = 80;

    public int Id { get; init; }

    /// <summary><c>ORD-YYYYMMDD-NNNNN</c>: the shop's day and a number counted up within it.</summary>
    [MaxLength(32)]
    public required string OrderNumber { get; init; }

    /// <summary>The customer; null for a guest who left nothing to know them by.</summary>
    public int? UserId { get; set; }

    public OrderStatus Status { get; private set; }

    public PaymentStatus PaymentStatus { get; private set; }

    public PaymentMethod? PaymentMethod { get; private set; }

    [MaxLength(ReferenceLength)]
    public string? PaymentReference { get; private set; }

    [MaxLength(Customer.NameLength)]
    public string? CustomerName { get; set; }

    /// <summary>E.164 where the country is known, else as typed.</summary>
    [MaxLength(20)]
    public string? CustomerPhone { get; set; }

    [MaxLength(Customer.EmailLength)]
    public string? CustomerEmail { get; set; }

    public DeliveryMethod DeliveryMethod { get; init; }

    [MaxLength(Address.LinesLength)]
    public string? DeliveryAddress { get; set; }

    [MaxLength(Address.CityLength)]
    public string? DeliveryCity { get; set; }

    [MaxLength(10)]
    public string? DeliveryEircode { get; set; }

    /// <summary>What the buyer wrote.</summary>
    [MaxLength(NotesLength)]
    public string? Notes { get; set; }

    public long SubtotalCents { get; init; }

    public long DeliveryCents { get; init; }

    public long TotalCents { get; init; }

    /// <summary>What its refunds add up to.</summary>
    public long RefundedCents { get; private set; }

    /// <summary>Units in all.</summary>
    public int ItemCount { get; init; }

    [MaxLength(ReferenceLength)]
    public string? Carrier { get; private set; }

    [MaxLength(ReferenceLength)]
    public string? TrackingNumber { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    [MaxLength(ReasonLength)]
    public string? ClosingReason { get; private set; }

    /// <summary>Of the refund by which all of the money was back.</summary>
    [MaxLength(ReferenceLength)]
    public string? RefundReference { get; private set; }

    /// <summary>Why the goods left before they were paid; null when they were paid by then.</summary>
    [MaxLength(ReasonLength)]
    public string? UnpaidReason { get; private set; }

    /// <summary>Why its last step was taken back; null once it has gone on.</summary>
    [MaxLength(ReasonLength)]
    public string? TakenBackReason { get; private set; }

    public DateTime CreatedAt { get; init; }

    [NotAudited]
    public DateTime UpdatedAt { get; private set; }

    public DateTime? PaidAt { get; private set; }

    public DateTime? ShippedAt { get; private set; }

    /// <summary>When all that it took was on the shelf again; null while something is not.</summary>
    public DateTime? RestockedAt { get; private set; }

    /// <summary>When all of its money was back; null while something is not.</summary>
    public DateTime? RefundedAt { get; private set; }

    /// <summary>Everything the search box finds it by, folded.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public int Version { get; set; }

    public List<OrderItem> Items { get; init; } = [];

    public List<OrderRefund> Refunds { get; init; } = [];

    DocumentId IBelongsTo.Document => new(Table, Id);

    public string DisplayName => NameOf(CustomerName, CustomerEmail, CustomerPhone);

    /// <summary>Cancelled after it was paid: the buyer waits for the money.</summary>
    public bool OwesRefund => Status == OrderStatus.Cancelled && PaymentStatus == PaymentStatus.Paid;

    /// <summary>What may still go back of the money.</summary>
    public long RefundableCents => PaymentStatus == PaymentStatus.Paid ? TotalCents - RefundedCents : 0;

    /// <summary>What went back for a line so far.</summary>
    public long RefundedOf(OrderItem item) => RefundLinesOf(item).Sum(line => line.Cents);

    /// <summary>Units of a line that did not come back yet.</summary>
    public int UnitsOutstanding(OrderItem item) =>
        item.Quantity - RefundLinesOf(item).Where(line => line.Condition != ReturnCondition.NotReturned).Sum(line => line.Quantity);

    private IEnumerable<OrderRefundLine> RefundLinesOf(OrderItem item) =>
        Refunds.SelectMany(refund => refund.Lines).Where(line => line.OrderItemId == item.Id);

    /// <summary>What a buyer is called who may have left any of these, or nothing.</summary>
    internal static string NameOf(string? name, string? email, string? phone) =>
        name ?? email ?? (phone is null ? "Guest" : Phone.Shown(phone));

    /// <summary>To be called after every change.</summary>
    public Order Touch(DateTime now)
    {
        UpdatedAt = now;
        RefreshSearchText();
        return this;
    }

    internal void RespellContact() => (CustomerPhone, CustomerEmail) = (Phone.Respell(CustomerPhone), EmailAddress.Respell(CustomerEmail));

    public void RefreshSearchText() => SearchText = Data.SearchText.Of([OrderNumber, CustomerName, CustomerPhone, CustomerEmail, .. Goods]);

    /// <summary>The line once nothing of the buyer is left.</summary>
    internal string SearchTextOfErased() => Data.SearchText.Of([OrderNumber, Customer.ErasedName, .. Goods]);

    private IEnumerable<string> Goods =>
        Items.SelectMany(item => new[] { item.Sku, item.Brand, item.ProductName, Catalogue.WordOfSize(item.Size) });

    /// <summary>The next step of the straight way: confirmed, processing, completed. Shipping has more to say.</summary>
    /// <param name="to">The step.</param>
    /// <param name="now">When it is taken.</param>
    /// <param name="unpaidReason">Why the goods may leave although they are not paid; counts for nothing once they are.</param>
    public Result Advance(OrderStatus to, DateTime now, string? unpaidReason = null)
    {
        if (Status.Next() != to) return OrdersRefusals.NoSuchMove(Status, to);
        if (to is OrderStatus.Completed && PaymentStatus == PaymentStatus.Pending) return OrdersRefusals.NotPaidYet;
        if (to is OrderStatus.Shipped)
        {
            if (CheckUnpaid(unpaidReason) is { } undecided) return undecided;
            (ShippedAt, UnpaidReason) = (now, PaymentStatus == PaymentStatus.Pending ? Clean(unpaidReason) : null);
        }

        (Status, TakenBackReason) = (to, null);
        _ = Touch(now);
        return Result.Done;
    }

    /// <summary>Handed to the carrier or, for a collection, to the buyer.</summary>
    /// <inheritdoc cref="Advance" path="/param"/>
    public Result Ship(string? carrier, string? trackingNumber, DateTime now, string? unpaidReason = null)
    {
        if (TooLong(carrier, ReferenceLength) || TooLong(trackingNumber, ReferenceLength)) return OrdersRefusals.ReferenceTooLong;
        if (Advance(OrderStatus.Shipped, now, unpaidReason).Refused is { } refused) return refused;
        (Carrier, TrackingNumber) = (Clean(carrier), Clean(trackingNumber));
        return Result.Done;
    }

    public Result MarkPaid(PaymentMethod method, string? reference, DateTime now)
    {
        if (PaymentStatus != PaymentStatus.Pending) return OrdersRefusals.AlreadyPaid(PaymentStatus);
        if (Status == OrderStatus.Cancelled) return OrdersRefusals.CancelledNotPayable;
        if (TooLong(reference, ReferenceLength)) return OrdersRefusals.ReferenceTooLong;
        (PaymentStatus, PaymentMethod, PaymentReference, PaidAt) = (PaymentStatus.Paid, method, Clean(reference), now);
        TakenBackReason = null;
        _ = Touch(now);
        return Result.Done;
    }

    /// <summary>Why the last step must stay as it is; null when it may be taken back.</summary>
    public Refusal? WhyStepStays() => Status.Previous() is null ? OrdersRefusals.NoStepToTakeBack(Status)
        : Refunds.Count > 0 ? OrdersRefusals.RefundDepends
        : null;

    /// <summary>Undoes a step that was taken by mistake. Nothing of it is left on the order; its history keeps both.</summary>
    public Result TakeBackStep(string reason, DateTime now)
    {
        if (WhyStepStays() is { } stays) return stays;
        if (CheckReason(reason) is { } wrong) return wrong;
        if (Status == OrderStatus.Shipped) (ShippedAt, Carrier, TrackingNumber, UnpaidReason) = (null, null, null, null);
        (Status, TakenBackReason) = (Status.Previous()!.Value, reason.Trim());
        _ = Touch(now);
        return Result.Done;
    }

    /// <summary>Why the payment must stay as it is; null when it may be taken back.</summary>
    public Refusal? WhyPaymentStays() => PaymentStatus == PaymentStatus.Pending ? OrdersRefusals.NoPaymentToTakeBack
        : Refunds.Count > 0 ? OrdersRefusals.RefundDepends
        : Status == OrderStatus.Completed ? OrdersRefusals.CompletionDepends
        : null;

    /// <summary>It was marked paid by mistake. Goods that have left are then unpaid, for this reason.</summary>
    public Result TakeBackPayment(string reason, DateTime now)
    {
        if (WhyPaymentStays() is { } stays) return stays;
        if (CheckReason(reason) is { } wrong) return wrong;
        (PaymentStatus, PaymentMethod, PaymentReference, PaidAt) = (PaymentStatus.Pending, null, null, null);
        (UnpaidReason, TakenBackReason) = (Status.HasLeft() ? reason.Trim() : UnpaidReason, reason.Trim());
        _ = Touch(now);
        return Result.Done;
    }

    /// <summary>Ends it before the goods leave. The caller brings the stock back when, and only when, this is done.</summary>
    public Result Cancel(string reason, DateTime now)
    {
        if (!Status.May(OrderStatus.Cancelled)) return OrdersRefusals.NotCancellable(Status);
        if (CheckReason(reason) is { } wrong) return wrong;
        (Status, ClosingReason, RestockedAt) = (OrderStatus.Cancelled, reason.Trim(), now);
        _ = Touch(now);
        return Result.Done;
    }

    /// <summary>
    /// Money went back, goods came back, or both. The caller brings what can be sold again on the shelf and notes the moves on the lines.
    /// </summary>
    public Result<OrderRefund> Refund(NewRefund sent, Actor by, DateTime now)
    {
        if (sent.WhyNot(this) is { } no) return no;
        var refund = new OrderRefund
        {
            OrderId = Id,
            AmountCents = sent.AmountCents,
            Reason = sent.Reason.Trim(),
            Reference = Clean(sent.Reference),
            RefundedBy = by.Name,
            CreatedAt = now,
            Lines =
            [
                .. sent.Goods.Select(goods => new OrderRefundLine
                {
                    OrderItemId = goods.ItemId, Quantity = goods.Quantity, Cents = goods.Cents, Condition = goods.Condition,
                }),
            ],
        };
        Refunds.Add(refund);
        RefundedCents += refund.AmountCents;
        if (PaymentStatus == PaymentStatus.Paid && RefundedCents == TotalCents)
            (PaymentStatus, RefundedAt, RefundReference) = (PaymentStatus.Refunded, now, refund.Reference);
        if (RestockedAt is null && Items.TrueForAll(IsBack)) RestockedAt = now;
        _ = Touch(now);
        return refund;
    }

    private bool IsBack(OrderItem item) =>
        RefundLinesOf(item).Where(line => line.Condition == ReturnCondition.Sellable).Sum(line => line.Quantity) == item.Quantity;

    private Refusal? CheckUnpaid(string? reason) => PaymentStatus != PaymentStatus.Pending ? null
        : string.IsNullOrWhiteSpace(reason) ? OrdersRefusals.LeavesUnpaid(new Money(TotalCents))
        : CheckReason(reason);

    internal static Refusal? CheckReason(string reason) => string.IsNullOrWhiteSpace(reason) ? OrdersRefusals.ReasonMissing
        : reason.Trim().Length > ReasonLength ? OrdersRefusals.ReasonTooLong
        : null;

    private static bool TooLong(string? text, int length) => text?.Trim().Length > length;

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
