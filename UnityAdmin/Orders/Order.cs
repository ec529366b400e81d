using System.ComponentModel.DataAnnotations;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>
/// What one buyer took at one time, and the moves it may make:
/// 1. Only transitions listed in <see cref="OrderTransitions"/> happen.
/// 2. Its items' prices are the catalogue's at the moment of the order and never change; totals are computed from them.
/// 3. Its stock was taken when it was placed and comes back exactly once: when it is cancelled before the goods leave, or refunded after.
/// <see cref="RestockedAt"/> says so, and the ledger refuses a second time.
/// 4. A cancelled order that was paid still owes the buyer the money until its refund is recorded.
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

    /// <summary>Units in all.</summary>
    public int ItemCount { get; init; }

    [MaxLength(ReferenceLength)]
    public string? Carrier { get; private set; }

    [MaxLength(ReferenceLength)]
    public string? TrackingNumber { get; private set; }

    /// <summary>Why it was cancelled or refunded.</summary>
    [MaxLength(ReasonLength)]
    public string? ClosingReason { get; private set; }

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

    public DateTime? RestockedAt { get; private set; }

    public DateTime? RefundedAt { get; private set; }

    /// <summary>Everything the search box finds it by, folded.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public int Version { get; set; }

    public List<OrderItem> Items { get; init; } = [];

    DocumentId IBelongsTo.Document => new(Table, Id);

    public string DisplayName => NameOf(CustomerName, CustomerEmail, CustomerPhone);

    /// <summary>Cancelled after it was paid: the buyer waits for the money.</summary>
    public bool OwesRefund => Status == OrderStatus.Cancelled && PaymentStatus == PaymentStatus.Paid;

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
        : PaymentStatus == PaymentStatus.Refunded ? OrdersRefusals.RefundDepends
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
    public Refusal? WhyPaymentStays() => PaymentStatus switch
    {
        PaymentStatus.Pending => OrdersRefusals.NoPaymentToTakeBack,
        PaymentStatus.Refunded => OrdersRefusals.RefundDepends,
        _ => Status == OrderStatus.Completed ? OrdersRefusals.CompletionDepends : null,
    };

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
    /// The money went back. Goods that had left are taken back with it: the caller brings the stock back when the answer is true. After a
    /// cancellation they are on the shelf already, and the answer is false.
    /// </summary>
    public Result<bool> Refund(string reason, string? reference, DateTime now)
    {
        if (PaymentStatus != PaymentStatus.Paid) return OrdersRefusals.NotRefundable(PaymentStatus);
        if (Status != OrderStatus.Cancelled && !Status.HasLeft()) return OrdersRefusals.CancelInstead;
        if (CheckReason(reason) is { } wrong) return wrong;
        if (TooLong(reference, ReferenceLength)) return OrdersRefusals.ReferenceTooLong;
        var comesBack = RestockedAt is null;
        (PaymentStatus, RefundedAt, RefundReference) = (PaymentStatus.Refunded, now, Clean(reference));
        (ClosingReason, RestockedAt) = (ClosingReason ?? reason.Trim(), RestockedAt ?? now);
        _ = Touch(now);
        return comesBack;
    }

    private Refusal? CheckUnpaid(string? reason) => PaymentStatus != PaymentStatus.Pending ? null
        : string.IsNullOrWhiteSpace(reason) ? OrdersRefusals.LeavesUnpaid(new Money(TotalCents))
        : CheckReason(reason);

    private static Refusal? CheckReason(string reason) => string.IsNullOrWhiteSpace(reason) ? OrdersRefusals.ReasonMissing
        : reason.Trim().Length > ReasonLength ? OrdersRefusals.ReasonTooLong
        : null;

    private static bool TooLong(string? text, int length) => text?.Trim().Length > length;

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
