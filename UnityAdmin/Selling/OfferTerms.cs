namespace UnityAdmin.Selling;

/// <summary>What the shop offers in a round.</summary>
/// <param name="Total">For the whole submission.</param>
/// <param name="Message">What the seller reads beside it.</param>
/// <param name="ExpiresInDays">Days of 24 hours from sending.</param>
/// <param name="PricedByItem">True when the total is the sum of the items' decided prices, which are then kept with the round.</param>
public sealed record OfferTerms(Money Total, string? Message, int ExpiresInDays = SellOffer.DefaultDays, bool PricedByItem = false)
{
    public Result Check()
    {
        if (Total.Cents is <= 0 or > Money.MaxCents) return SellingRefusals.PriceOutOfRange;
        if (ExpiresInDays is < SellOffer.MinDays or > SellOffer.MaxDays) return SellingRefusals.DaysOutOfRange;
        if (Message?.Length > SellOffer.MessageLength)
            return SellingRefusals.TooLong("offer_message", "The message", SellOffer.MessageLength);
        return Result.Done;
    }
}

/// <summary>What a seller says to the round they were shown.</summary>
public sealed record SellerAnswer(SellerAction Action, int Revision, Money? CounterPrice, string? Message)
{
    public Result Check()
    {
        if (Message?.Length > SellOffer.MessageLength) return SellingRefusals.TooLong("message", "The message", SellOffer.MessageLength);
        if (Message?.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) == true)
            return SellingRefusals.MessageNotText;
        if (Action != SellerAction.Counter) return Result.Done;
        if (CounterPrice is null) return SellingRefusals.CounterPriceMissing;
        return CounterPrice.Value.Cents is <= 0 or > Money.MaxCents ? SellingRefusals.CounterPriceOutOfRange : Result.Done;
    }
}

/// <summary>The seller's last answer, as the column <c>seller_response</c> keeps it.</summary>
public enum SellerResponse
{
    Accepted,
    Refused,
    Countered,
}
