namespace UnityAdmin.Selling;

/// <summary>How a seller is being paid.</summary>
/// <param name="Amount">What the person says they pay; it must be what is due.</param>
public sealed record Payout(PaymentMethod Method, string? Reference, Money Amount)
{
    /// <summary>Whether the bank knows the payment by a reference, which then must be kept.</summary>
    public static bool NeedsReference(PaymentMethod method) => method is PaymentMethod.BankTransfer or PaymentMethod.Revolut;

    internal Refusal? Check(long dueCents)
    {
        if (Amount.Cents != dueCents) return SellingRefusals.WrongPayout(new Money(dueCents));
        if (NeedsReference(Method) && string.IsNullOrWhiteSpace(Reference)) return SellingRefusals.ReferenceMissing;
        return Reference?.Trim().Length > SellPayment.ReferenceLength
            ? SellingRefusals.TooLong("reference", "The reference", SellPayment.ReferenceLength)
            : null;
    }
}

public static class PaymentMethods
{
    public static string Word(this PaymentMethod method) => method switch
    {
        PaymentMethod.BankTransfer => "Bank transfer",
        PaymentMethod.StoreCredit => "Store credit",
        _ => method.ToString(),
    };
}
