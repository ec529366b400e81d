using UnityAdmin.Shell;

namespace UnityAdmin.Orders.Pages;

/// <summary>How a state of an order is shown: always a word and an icon, the colour only beside them.</summary>
public readonly record struct OrderLook(string Word, string Icon, Meaning Meaning)
{
    public static OrderLook Of(OrderStatus status) => status switch
    {
        OrderStatus.Pending => new("Pending", "inbox", Meaning.Attention),
        OrderStatus.Confirmed => new("Confirmed", "thumb_up", Meaning.Info),
        OrderStatus.Processing => new("Processing", "package_2", Meaning.Info),
        OrderStatus.Shipped => new("Shipped", "local_shipping", Meaning.Good),
        OrderStatus.Completed => new("Completed", "check_circle", Meaning.Neutral),
        _ => new("Cancelled", "cancel", Meaning.Neutral),
    };

    /// <param name="status">Where the money stands.</param>
    /// <param name="refundedCents">What went back of it.</param>
    public static OrderLook Of(PaymentStatus status, long refundedCents = 0) => status switch
    {
        PaymentStatus.Pending => new("Not paid", "hourglass_top", Meaning.Attention),
        PaymentStatus.Paid when refundedCents > 0 => new("Part refunded", "undo", Meaning.Good),
        PaymentStatus.Paid => new("Paid", "payments", Meaning.Good),
        _ => new("Refunded", "undo", Meaning.Neutral),
    };
}

internal static class OrderWords
{
    public static string Word(this PaymentMethod method) => method switch
    {
        PaymentMethod.BankTransfer => "Bank transfer",
        PaymentMethod.StoreCredit => "Store credit",
        _ => method.ToString(),
    };

    public static string Word(this ReturnCondition condition) => condition switch
    {
        ReturnCondition.Sellable => "Came back, can be sold",
        ReturnCondition.Damaged => "Came back damaged",
        _ => "Did not come back",
    };

    public static string Word(this OrderTab tab) => tab switch
    {
        { Status: { } status } => OrderLook.Of(status).Word,
        { Due: OrderDue.ToPack } => "To pack",
        { Due: OrderDue.Refund } => "Refund owed",
        _ => "All",
    };

    public static string Units(int count) => count == 1 ? "1 unit" : $"{count:N0} units";
}
