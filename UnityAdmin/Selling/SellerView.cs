using System.Text.Json;

namespace UnityAdmin.Selling;

/// <summary>A submission as its seller sees it over HTTP: no phone, no e-mail, nothing of staff's.</summary>
internal static class SellerView
{
    public static object Of(SellSubmission submission, DateTime now)
    {
        var round = submission.Offers.OrderByDescending(offer => offer.Revision).FirstOrDefault(offer => offer.MadeBy == OfferParty.Shop);
        return new
        {
            batch_id = submission.BatchId,
            status = Word(submission.Status),
            offer_status = Word(submission.OfferStatusAt(now)),
            revision = round?.Revision,
            seller_price = Euros(submission.SellerPriceCents),
            offered_price = Euros(submission.OfferedPriceCents),
            final_price = Euros(submission.FinalPriceCents),
            offer_message = round?.Message,
            offer_sent_at = round?.SentAt,
            offer_expires_at = round?.ExpiresAt,
            can_answer = submission.OpenRound is { MadeBy: OfferParty.Shop } open && open.IsInForce(now),
            seller_response = submission.SellerResponse is { } response ? Data.Conventions.SnakeCase(response.ToString()) : null,
            created_at = submission.CreatedAt,
            items = submission.Items.Select(item => new
            {
                category = item.Category,
                brand = item.Brand,
                condition = item.Condition,
                size = item.Size,
                description = item.Description,
                price = Euros(item.SellerPriceCents),
                offered_price = Euros(round?.Items.SingleOrDefault(priced => priced.ItemId == item.Id)?.PriceCents),
            }),
            rounds = submission.Offers.OrderBy(offer => offer.Revision).Select(offer => new
            {
                revision = offer.Revision,
                made_by = Word(offer.MadeBy),
                price = Euros(offer.TotalCents),
                message = offer.Message,
                sent_at = offer.SentAt,
                expires_at = offer.ExpiresAt,
                answer = offer.HasLapsed(now) ? Word(OfferAnswer.Expired) : Word(offer.Answer),
            }),
        };
    }

    public static Result<SellerAnswer> ReadAnswer(ApiFields fields)
    {
        var typed = fields.RequiredText("action", 20);
        if (!Enum.TryParse<SellerAction>(typed, true, out var action) || !Enum.IsDefined(action) || char.IsAsciiDigit(typed[0]))
            fields.Wrong("action", "action must be accept, refuse or counter.");
        var revision = fields.WholeNumber("revision");
        if (revision is null) fields.Wrong("revision", "revision is missing; it is in the offer you were shown.");
        var price = fields.Euros("counter_price");
        if (action == SellerAction.Counter && price is null) fields.Wrong("counter_price", "counter_price is missing.");
        var message = fields.Text("message", SellOffer.MessageLength);
        return fields.Refused is { } refused ? refused : new SellerAnswer(action, revision!.Value, price, message);
    }

    /// <summary>What a seller's answer is answered with, as JSON.</summary>
    public static string Answered(SellerAnswer answer, SellSubmission submission) => JsonSerializer.Serialize(
        new
        {
            success = true,
            message = Thanks(answer, submission),
            batch_id = submission.BatchId,
            action = answer.Action.ToString().ToLowerInvariant(),
            new_status = ResponseWord(answer.Action),
        },
        ApiProblem.Json);

    public static string ResponseWord(SellerAction action) => action switch
    {
        SellerAction.Accept => "accepted",
        SellerAction.Refuse => "refused",
        _ => "counter_offer",
    };

    public static string Thanks(SellerAnswer answer, SellSubmission submission) => answer.Action switch
    {
        SellerAction.Accept => $"Thank you. We buy at {Money.Of(submission.FinalPriceCents)}; we will tell you how to bring your items in.",
        SellerAction.Refuse => "Thank you for telling us. Nothing else happens.",
        _ => $"Thank you. We look at your price of {answer.CounterPrice} and come back to you.",
    };

    private static decimal? Euros(long? cents) => Money.Of(cents)?.Euros;

    private static string Word<T>(T value)
        where T : struct, Enum => Data.Conventions.SnakeCase(value.ToString());
}
