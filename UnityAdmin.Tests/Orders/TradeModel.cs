using System.Globalization;
using UnityAdmin.Orders;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// Orders, holds and their moves as product.md describes them, in memory and as naively as can be: what each step must answer and what
/// must then stand in the books. Written against product.md and not against the code.
/// </summary>
internal sealed class TradeModel(long[] prices, int[] openings, DateTime start)
{
    private static readonly string[] Way = ["pending", "confirmed", "processing", "shipped", "completed"];

    private readonly long[] prices = [.. prices];
    private readonly List<(int Product, int Change, string Reason, string Document)> moves =
        [.. openings.Select((units, product) => (product, units, "opening", "-"))];

    private readonly List<Hold> holds = [];
    private readonly List<Sale> orders = [];
    private DateTime now = start;
    private TradeOp.Buy? lastBuy;
    private string? lastAnswer;

    private sealed class Hold
    {
        public required int Buyer, Product, Quantity;
        public required DateTime Until;
        public string Status = "pending";
        public int? Order;
    }

    private sealed class Sale
    {
        public required List<(int Product, int Quantity)> Lines;
        public required long Cents;
        public string Status = "pending", Payment = "pending";
        public long Refunded;
        public bool IsCancelled => Status == "cancelled";

        /// <summary>Units of each product that came back, and of these that can be sold again.</summary>
        public readonly Dictionary<int, (int All, int Sellable)> Back = [];

        public bool IsBack => IsCancelled || Lines.TrueForAll(line => Back.GetValueOrDefault(line.Product).Sellable == line.Quantity);
    }

    /// <returns><c>done</c>, that with the total in cents, a refusal's code, or <c>nothing</c> where there is nothing to act on.</returns>
    public string Answer(TradeOp step) => step switch
    {
        TradeOp.Reserve reserve => Reserve(reserve),
        TradeOp.Buy buy => lastAnswer = Buy(lastBuy = buy),
        TradeOp.BuyAgain when lastBuy is null => "nothing",
        TradeOp.BuyAgain again => again.Otherwise ? "idempotency_key_reused" : lastAnswer!,
        TradeOp.Extend or TradeOp.CancelHold or TradeOp.Confirm when holds.Count == 0 => "nothing",
        TradeOp.Extend extend => Extend(holds[extend.Pick % holds.Count], extend.Hours),
        TradeOp.CancelHold cancel => CancelHold(holds[cancel.Pick % holds.Count]),
        TradeOp.Confirm confirm => Confirm([.. new[] { confirm.Pick, confirm.Other ?? confirm.Pick }
            .Select(pick => pick % holds.Count).Distinct().Order().Select(at => holds[at])]),
        TradeOp.MarkPaid or TradeOp.Advance or TradeOp.CancelOrder or TradeOp.Refund or TradeOp.RefundSome
            when orders.Count == 0 => "nothing",
        TradeOp.MarkPaid paid => MarkPaid(orders[paid.Pick % orders.Count]),
        TradeOp.Advance advance => Advance(orders[advance.Pick % orders.Count]),
        TradeOp.CancelOrder cancel => CancelOrder(orders[cancel.Pick % orders.Count]),
        TradeOp.Refund refund => Refund(orders[refund.Pick % orders.Count]),
        TradeOp.RefundSome some => RefundSome(orders[some.Pick % orders.Count], some),
        TradeOp.Adjust adjust => Adjust(adjust),
        _ => Pass(step),
    };

    /// <summary>Where an order on the straight way goes next; what comes after the end is refused.</summary>
    public string NextOf(int pick) => orders.Count == 0 ? "" : Next(orders[pick % orders.Count]);

    /// <summary>Everything there is, a line each.</summary>
    public IReadOnlyList<string> Written()
    {
        var balances = new int[prices.Length];
        return
        [
            .. moves.Select(move =>
                Line("move", move.Product, move.Change, balances[move.Product] += move.Change, move.Reason, move.Document)),
            .. holds.Select(hold =>
                Line("hold", hold.Product, hold.Quantity, hold.Status, Moment(hold.Until), hold.Order is { } order ? order : "-")),
            .. orders.Select(order =>
                Line("order", order.Status, order.Payment, order.Cents, order.Refunded, order.IsBack ? "back" : "gone")),
            .. prices.Select((_, product) => Line("product", product, Booked(product), Available(product),
                Units(holds.Where(IsRunning), product))),
        ];
    }

    public static string Line(params object?[] parts) => string.Join(' ', parts);

    public static string Moment(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private bool IsRunning(Hold hold) => hold.Status == "pending" && now < hold.Until;

    private bool IsOver(Hold hold) => hold.Status == "pending" && now >= hold.Until;

    private int Booked(int product) => moves.Where(move => move.Product == product).Sum(move => move.Change);

    private int Available(int product) => Booked(product) + Units(holds.Where(IsOver), product);

    private static int Units(IEnumerable<Hold> of, int product) => of.Where(hold => hold.Product == product).Sum(hold => hold.Quantity);

    private static List<(int Product, int Quantity)> Cart(int first, int second) =>
        [.. new[] { (0, first), (1, second) }.Where(line => line.Item2 > 0)];

    private List<Hold> OwnHolds(int buyer, List<(int Product, int Quantity)> cart) =>
        [.. holds.Where(hold => hold.Buyer == buyer && IsRunning(hold) && cart.Exists(line => line.Product == hold.Product))];

    // Whoever changes a product's stock writes the releases of its lapsed holds first.
    private void Release(IEnumerable<int> products)
    {
        foreach (var hold in holds.Where(hold => IsOver(hold) && products.Contains(hold.Product)).ToList()) End(hold, "expired");
    }

    private void End(Hold hold, string status)
    {
        hold.Status = status;
        moves.Add((hold.Product, hold.Quantity, "reservation_released", $"hold {holds.IndexOf(hold)}"));
    }

    private string Reserve(TradeOp.Reserve step)
    {
        var cart = Cart(step.First, step.Second);
        if (OwnHolds(step.Buyer, cart).Count > 0) return "already_reserved";
        if (cart.Exists(line => Available(line.Product) < line.Quantity)) return "insufficient_stock";
        Release(cart.Select(line => line.Product));
        foreach (var (product, quantity) in cart)
        {
            moves.Add((product, -quantity, "reservation", $"hold {holds.Count}"));
            holds.Add(new Hold { Buyer = step.Buyer, Product = product, Quantity = quantity, Until = now.AddHours(24) });
        }

        return "done";
    }

    private string Buy(TradeOp.Buy step)
    {
        var cart = Cart(step.First, step.Second);
        var own = OwnHolds(step.Buyer, cart);
        return cart.Exists(line => Available(line.Product) + Units(own, line.Product) < line.Quantity)
            ? "insufficient_stock"
            : Sell(cart, own);
    }

    private string Sell(List<(int Product, int Quantity)> lines, List<Hold> own)
    {
        Release(lines.Select(line => line.Product));
        foreach (var hold in own)
        {
            End(hold, "confirmed");
            hold.Order = orders.Count;
        }

        moves.AddRange(lines.Select(line => (line.Product, -line.Quantity, "sale", $"order {orders.Count}")));
        orders.Add(new Sale { Lines = lines, Cents = lines.Sum(line => prices[line.Product] * line.Quantity) });
        return $"done {orders[^1].Cents}";
    }

    private string Extend(Hold hold, int hours)
    {
        if (!IsRunning(hold)) return "reservation_ended";
        if (hours <= 0 || hold.Until.AddHours(hours) > now.AddDays(14)) return "extension_out_of_range";
        Release([hold.Product]);
        hold.Until = hold.Until.AddHours(hours);
        return "done";
    }

    private string CancelHold(Hold hold)
    {
        if (!IsRunning(hold)) return "reservation_ended";
        Release([hold.Product]);
        End(hold, "cancelled");
        return "done";
    }

    private string Confirm(List<Hold> chosen)
    {
        if (chosen.Select(hold => hold.Buyer).Distinct().Count() > 1) return "not_one_customer";
        return chosen.TrueForAll(IsRunning) ? Sell([.. chosen.Select(hold => (hold.Product, hold.Quantity))], chosen) : "reservation_ended";
    }

    private static string MarkPaid(Sale order)
    {
        if (order.Payment != "pending") return "already_paid";
        if (order.Status == "cancelled") return "order_cancelled";
        order.Payment = "paid";
        return "done";
    }

    private static string Next(Sale order) => Way.SkipWhile(status => status != order.Status).Skip(1).FirstOrDefault("completed");

    private static string Advance(Sale order)
    {
        if (order.Status is "completed" or "cancelled") return "no_such_move";
        if (order is { Status: "shipped", Payment: "pending" }) return "not_paid_yet";
        if (order is { Status: "processing", Payment: "pending" }) return "unpaid_needs_reason";
        order.Status = Next(order);
        return "done";
    }

    private string CancelOrder(Sale order)
    {
        if (order.Status is "shipped" or "completed" or "cancelled") return "not_cancellable";
        order.Status = "cancelled";
        BringBack(order, order.Lines, "sale_cancelled");
        return "done";
    }

    private string Refund(Sale order)
    {
        if (order.Payment != "paid") return "not_refundable";
        if (order.Status is not ("cancelled" or "shipped" or "completed")) return "cancel_instead";
        GiveBack(order, order.Cents - order.Refunded);
        if (order.IsCancelled) return "done";
        var still = order.Lines.ConvertAll(line =>
            (line.Product, Quantity: line.Quantity - order.Back.GetValueOrDefault(line.Product).All));
        still.RemoveAll(line => line.Quantity == 0);
        foreach (var (product, units) in still) TakeBack(order, product, units, units);
        BringBack(order, still, "return");
        return "done";
    }

    private string RefundSome(Sale order, TradeOp.RefundSome step)
    {
        const long Cents = 500;
        if (order.Payment != "paid") return "not_refundable";
        if (order.IsCancelled) return "goods_are_back";
        if (order.Status is not ("shipped" or "completed")) return "cancel_instead";
        if (order.Cents - order.Refunded < Cents) return "refund_too_much";
        var (product, sold) = order.Lines[step.Line % order.Lines.Count];
        if (step.Units > sold - order.Back.GetValueOrDefault(product).All) return "returned_too_many";
        GiveBack(order, Cents);
        if (step.Condition == ReturnCondition.NotReturned) return "done";
        var isSellable = step.Condition == ReturnCondition.Sellable;
        TakeBack(order, product, step.Units, isSellable ? step.Units : 0);
        if (isSellable) BringBack(order, [(product, step.Units)], "return");
        return "done";
    }

    private static void GiveBack(Sale order, long cents)
    {
        order.Refunded += cents;
        if (order.Refunded == order.Cents) order.Payment = "refunded";
    }

    private static void TakeBack(Sale order, int product, int units, int sellable)
    {
        var (all, before) = order.Back.GetValueOrDefault(product);
        order.Back[product] = (all + units, before + sellable);
    }

    private void BringBack(Sale order, List<(int Product, int Quantity)> lines, string reason)
    {
        Release(lines.Select(line => line.Product));
        moves.AddRange(lines.Select(line => (line.Product, line.Quantity, reason, $"order {orders.IndexOf(order)}")));
    }

    private string Adjust(TradeOp.Adjust step)
    {
        Release([step.Product]);
        if (step.Difference == 0) return "no_change";
        if (Booked(step.Product) + step.Difference < 0) return "not_enough_stock";
        moves.Add((step.Product, step.Difference, "correction", "-"));
        return "done";
    }

    private string Pass(TradeOp step)
    {
        if (step is TradeOp.Reprice reprice) prices[reprice.Product] = reprice.Cents;
        if (step is TradeOp.Forward forward) now = now.AddMilliseconds(forward.Milliseconds);
        if (step is TradeOp.Expire) Release([0, 1]);
        return "done";
    }
}
