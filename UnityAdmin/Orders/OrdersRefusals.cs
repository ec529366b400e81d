using UnityAdmin.Stock;
using static UnityAdmin.RefusalKind;

namespace UnityAdmin.Orders;

/// <summary>Every way Orders says no, with the sentence people read.</summary>
public static class OrdersRefusals
{
    public static readonly Refusal NotFound = new("order_not_found", "There is no such order.", Missing);

    public static readonly Refusal NotPaidYet = new("not_paid_yet", "This order is not paid yet. Mark it paid before you complete it.");

    public static readonly Refusal RefundDepends = new("refund_depends",
        "A refund was recorded after it, so it stays as it is.");

    public static readonly Refusal CompletionDepends = new("completion_depends",
        "A completed order is a paid one. Take the completion back first.");

    public static readonly Refusal NoPaymentToTakeBack = new("nothing_to_take_back",
        "This order is not marked as paid, so there is no payment to take back.");

    /// <param name="owed">What the buyer has not paid.</param>
    public static Refusal LeavesUnpaid(Money owed)
    {
        var sentence = $"{owed} is not paid yet. Say why the goods leave unpaid, or mark the order paid first.";
        return StockRefusals.Field("reason", "unpaid_needs_reason", sentence);
    }

    public static Refusal NoStepToTakeBack(OrderStatus status) => new("nothing_to_take_back", status == OrderStatus.Cancelled
        ? "This order is cancelled and its stock is back, where others may have bought it. Place a new order instead."
        : "This order has only been placed. Cancel it instead.");

    public static readonly Refusal CancelledNotPayable = new("order_cancelled", "This order is cancelled, so nothing is to be paid.");

    public static readonly Refusal CancelInstead = new("cancel_instead",
        "The goods have not left yet. Cancel the order, then record the refund.");

    public static readonly Refusal GoodsAreBack = new("goods_are_back",
        "The goods are on the shelf since the order was cancelled. Refund the money alone.");

    public static readonly Refusal RefundEmpty = StockRefusals.Field("amount", "refund_empty",
        "Say what is refunded: an amount, or which goods came back.");

    public static readonly Refusal RefundAmountUnreadable = StockRefusals.Field("amount", "refund_amount_unreadable",
        "Write each amount in euro, such as 25 or 25.50.");

    public static readonly Refusal RefundNegative = StockRefusals.Field("amount", "refund_negative", "No amount may be below zero.");

    public static readonly Refusal RefundUnknownLine = StockRefusals.Field("goods", "refund_unknown_line",
        "Each line of the order can be in a refund once.");

    public static readonly Refusal ConditionMissing = StockRefusals.Field("goods", "condition_missing",
        "Say of each line whether the goods came back.");

    public static readonly Refusal ReasonMissing = StockRefusals.Field("reason", "reason_missing", "Give a reason.");

    public static readonly Refusal ReasonTooLong = StockRefusals.TooLong("reason", "The reason", Order.ReasonLength);

    public static readonly Refusal ReferenceTooLong = StockRefusals.TooLong("reference", "Each reference", Order.ReferenceLength);

    public static readonly Refusal MethodMissing = StockRefusals.Field("method", "method_missing", "Choose how it was paid.");

    public static readonly Refusal NothingToConfirm = new("nothing_to_confirm", "Choose at least one reservation to confirm.", Invalid);

    public static readonly Refusal NotOneCustomer = new("not_one_customer",
        "These reservations are of several customers. Confirm those of one customer at a time.", Invalid);

    public static readonly Refusal ExtendedMeanwhile = new("reservation_extended",
        "Someone else has extended this reservation meanwhile. Look until when it is held now, then decide.");

    /// <param name="id">One of the two.</param>
    public static Refusal BothHold(int id) => new("both_hold",
        $"Both hold the same product, and one customer holds it once. Cancel reservation {id} first.");

    /// <returns>Null when nothing is missing.</returns>
    public static Refusal? DeliveryToNobody(bool nameMissing, bool contactMissing)
    {
        var fields = new Dictionary<string, string>();
        if (nameMissing) fields["customer_name"] = "customer_name is missing: say who receives the delivery.";
        if (contactMissing)
            fields["customer_phone"] = "customer_phone or customer_email is missing: a delivery needs a way to reach its buyer.";
        return fields.Count == 0 ? null : new("delivery_to_nobody", string.Join(' ', fields.Values), Invalid) { Fields = fields };
    }

    public static readonly Refusal MovedMeanwhile = new("order_changed",
        "Someone else has changed this order meanwhile. It is shown as it is now; look again, then decide.");

    /// <param name="productId">As the client sent it.</param>
    public static Refusal NotOnSale(int productId) => new("product_not_on_sale",
        $"Product {productId} is not on sale. Take it out of the cart.", Invalid)
    {
        Fields = new Dictionary<string, string> { ["items"] = $"Product {productId} is not on sale." },
    };

    /// <param name="shortages">Each product there is not enough of, with what is left and what was wanted.</param>
    public static Refusal NotEnough(IReadOnlyList<(StockedProduct Product, int Left, int Wanted)> shortages)
    {
        var sentences = shortages.ToDictionary(
            gone => gone.Product.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            gone => gone.Left <= 0 ? $"{gone.Product.Name} is sold out." : $"{gone.Product.Name}: {gone.Left} left, {gone.Wanted} wanted.");
        return new Refusal("insufficient_stock", $"Not enough stock. {string.Join(' ', sentences.Values)}") { Fields = sentences };
    }

    public static Refusal HeldAlready(string product, DateTime until) => new("already_reserved",
        $"You have reserved {product} already, until {until:yyyy-MM-dd HH:mm} UTC.");

    /// <param name="most">How many may be open at once.</param>
    /// <param name="where">Where they are counted, as the end of a sentence.</param>
    /// <param name="firstEnd">When the first of those that are open ends; null when none is.</param>
    /// <param name="now">When it is said.</param>
    public static Refusal TooManyHolds(int most, string where, DateTime? firstEnd, DateTime now)
    {
        var products = most == 1 ? "1 product can be kept at a time" : $"{most} products can be kept at a time";
        return firstEnd is { } end
            ? new("too_many_reservations",
                $"At most {products} {where}. Buy one of those that are kept, or try again after {end:yyyy-MM-dd HH:mm} UTC.", TooMany)
            { RetryAfter = end - now }
            : new("too_many_reservations", $"At most {products} {where}. Ask for fewer.", TooMany);
    }

    public static Refusal NoSuchMove(OrderStatus from, OrderStatus to) => new("no_such_move",
        $"An order that is {Word(from)} cannot become {Word(to)}.");

    public static Refusal AlreadyPaid(PaymentStatus status) => new("already_paid", status == PaymentStatus.Paid
        ? "This order is already marked as paid."
        : "This order was paid and refunded.");

    public static Refusal NotRefundable(PaymentStatus status) => new("not_refundable", status == PaymentStatus.Refunded
        ? "All of this order's money is refunded already."
        : "This order was never paid, so there is nothing to refund. Cancel it instead.");

    /// <param name="left">What may still go back.</param>
    public static Refusal RefundTooMuch(Money left) => StockRefusals.Field("amount", "refund_too_much",
        $"At most {left} of this order can still be refunded.");

    public static Refusal RefundTooMuchOf(OrderItem item, Money left) => StockRefusals.Field("goods", "refund_too_much",
        $"At most {left} can still be refunded for {item.ProductName}.");

    public static Refusal RefundNoUnits(OrderItem item) => StockRefusals.Field("goods", "refund_no_units",
        $"Say how many units of {item.ProductName} it is about.");

    /// <param name="item">The line.</param>
    /// <param name="still">Units that did not come back yet.</param>
    public static Refusal ReturnedTooMany(OrderItem item, int still) => StockRefusals.Field("goods", "returned_too_many", still == 0
        ? $"All units of {item.ProductName} came back already."
        : $"Only {still} of {item.ProductName} did not come back yet.");

    public static Refusal NotCancellable(OrderStatus status) => new("not_cancellable", status == OrderStatus.Cancelled
        ? "This order is already cancelled."
        : "The goods have left already. Record a refund when they come back.");

    public static string Word(OrderStatus status) => status.ToString().ToLowerInvariant();
}
