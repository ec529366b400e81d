using UnityAdmin.Data;
using UnityAdmin.Media;

namespace UnityAdmin.Selling;

/// <summary>A submission as the admin API shows it: everything staff see, prices in euros.</summary>
internal static class SellRequestView
{
    public static Dictionary<string, object?> Of(SellSubmission submission) => new()
    {
        ["id"] = submission.Id,
        ["batch_id"] = submission.BatchId,
        ["status"] = Word(submission.Status),
        ["offer_status"] = Word(submission.OfferStatus),
        ["contact_name"] = submission.Contact.Name,
        ["contact_phone"] = submission.Contact.Phone,
        ["contact_email"] = submission.Contact.Email,
        ["contact_channel"] = submission.Contact.Channel,
        ["contact_handle"] = submission.Contact.Handle,
        ["address"] = submission.Contact.Address,
        ["city"] = submission.Contact.City,
        ["eircode"] = submission.Contact.Eircode,
        ["notes"] = submission.Notes,
        ["seller_message"] = submission.SellerMessage,
        ["seller_price"] = Euros(submission.SellerPriceCents),
        ["offered_price"] = Euros(submission.OfferedPriceCents),
        ["final_price"] = Euros(submission.FinalPriceCents),
        ["seller_response"] = submission.SellerResponse is { } response ? Word(response) : null,
        ["seller_response_message"] = submission.SellerResponseMessage,
        ["seller_response_at"] = submission.SellerResponseAt,
        ["total_items"] = submission.ItemCount,
        ["created_at"] = submission.CreatedAt,
        ["updated_at"] = submission.UpdatedAt,
        ["items"] = submission.Items.Select(Item),
        ["offers"] = submission.Offers.Select(Round),
    };

    public static Dictionary<string, object?> Whole(SubmissionReview review)
    {
        var submission = Of(review.Submission);
        submission["assigned_to"] = review.AssignedToName;
        submission["photos"] = review.Photos.Select(Photo);
        submission["inspection"] = review.Inspections.Select(Found);
        submission["payout"] = review.Payout?.Euros;
        submission["payment"] = review.Payment is { } payment ? Paid(payment) : null;
        submission["staff_notes"] = review.Notes.Select(Note);
        return submission;
    }

    private static object Item(SellItem item) => new
    {
        id = item.Id,
        category = item.Category,
        brand = item.Brand,
        condition = item.Condition,
        size = item.Size,
        description = item.Description,
        price = Euros(item.SellerPriceCents),
        decision = Word(item.Decision),
        offered_price = Euros(item.PriceCents),
        reason = item.DecisionReason,
        product_id = item.ProductId,
    };

    private static object Found(SellInspection found) => new
    {
        item_id = found.ItemId,
        outcome = Word(found.Outcome),
        found_condition = found.FoundCondition,
        agreed_price = Euros(found.AgreedCents),
        price = Euros(found.PriceCents),
        reason = found.Reason,
        by = found.InspectedByName,
        at = found.InspectedAt,
    };

    private static object Paid(SellPayment payment) => new
    {
        method = Word(payment.Method),
        reference = payment.Reference,
        amount = Euros(payment.AmountCents),
        by = payment.PaidByName,
        at = payment.PaidAt,
    };

    private static object Round(SellOffer round) => new
    {
        revision = round.Revision,
        made_by = Word(round.MadeBy),
        sent_by = round.SentByName,
        price = Euros(round.TotalCents),
        message = round.Message,
        sent_at = round.SentAt,
        expires_at = round.ExpiresAt,
        answer = Word(round.Answer),
        answer_message = round.AnswerMessage,
        answered_at = round.AnsweredAt,
    };

    private static object Photo(Image photo) => new { id = photo.Id, content_type = photo.ContentType, size = photo.SizeBytes };

    private static object Note(SellNote note) => new { by = note.WrittenByName, text = note.Text, at = note.WrittenAt };

    private static decimal? Euros(long? cents) => Money.Of(cents)?.Euros;

    private static string Word<T>(T value)
        where T : struct, Enum => Conventions.SnakeCase(value.ToString());
}
