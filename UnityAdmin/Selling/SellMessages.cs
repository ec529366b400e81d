using System.Globalization;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Messages;

namespace UnityAdmin.Selling;

/// <summary>The messages sellers get, each added to the caller's transaction; the outbox delivers them.</summary>
public sealed class SellMessages(IOptions<ShopSettings> shop, TimeProvider clock)
{
    private const string HowToHandOver = "Bring them in or post them to us; we pay after a look.";

    private static readonly CultureInfo Irish = CultureInfo.GetCultureInfo("en-IE");

    public void Received(ShopDb db, SellSubmission submission) => Add(db, submission, SellingActions.Submitted, "1",
        $"We have your submission {submission.BatchId}",
        $"""
        thank you for sending us {Count(submission.ItemCount)}. We look at every photo ourselves and answer within two working days.

        You can follow it here: {OutboxMessage.LinkPlaceholder}
        """);

    public void OfferSent(ShopDb db, SellSubmission submission, SellOffer round) => Add(
        db, submission, SellingActions.OfferSent, Topic(round),
        $"Our offer for {submission.BatchId}: {new Money(round.TotalCents)}",
        $"""
        we offer you {new Money(round.TotalCents)} for {Count(submission.ItemCount)}.{Quoted(round.Message)}

        Accept, refuse or name your own price here: {OutboxMessage.LinkPlaceholder}
        The offer stands until {ShopTime(round.ExpiresAt!.Value)}.
        """);

    public void Reminder(ShopDb db, SellSubmission submission, SellOffer round) => Add(
        db, submission, SellingActions.OfferReminded, $"{Topic(round)}.{clock.NowUtc():yyyyMMddHHmmss}",
        $"Our offer of {new Money(round.TotalCents)} is still open",
        $"""
        our offer of {new Money(round.TotalCents)} for {submission.BatchId} stands until {ShopTime(round.ExpiresAt!.Value)}.

        Answer it here: {OutboxMessage.LinkPlaceholder}
        """);

    public void OfferWithdrawn(ShopDb db, SellSubmission submission, SellOffer round) => Add(
        db, submission, SellingActions.OfferWithdrawn, Topic(round),
        $"We have withdrawn our offer for {submission.BatchId}",
        $"we have withdrawn our offer of {new Money(round.TotalCents)}. Nothing else changes; write to us if you have questions.");

    public void CounterAccepted(ShopDb db, SellSubmission submission, SellOffer counter) => Add(
        db, submission, SellingActions.CounterAccepted, Topic(counter),
        $"We accept your price of {new Money(counter.TotalCents)}",
        $"""
        we take {Count(submission.ItemCount)} at your price of {new Money(counter.TotalCents)}. {HowToHandOver}

        Your submission: {OutboxMessage.LinkPlaceholder}
        """);

    public void CounterRefused(ShopDb db, SellSubmission submission, SellOffer counter) => Add(
        db, submission, SellingActions.CounterRefused, Topic(counter),
        $"We cannot meet your price for {submission.BatchId}",
        $"we cannot go to {new Money(counter.TotalCents)} this time.{Quoted(counter.AnswerMessage)}");

    public void Rejected(ShopDb db, SellSubmission submission) => Add(db, submission, SellingActions.Rejected, "1",
        $"We cannot take {submission.BatchId}",
        $"thank you for offering us {Count(submission.ItemCount)}. We cannot take them this time: {submission.ClosingReason}");

    /// <summary>What was found, where it differs from what was described.</summary>
    public void Inspected(ShopDb db, SellSubmission submission, IReadOnlyCollection<SellInspection> inspections)
    {
        var lines = submission.Items.Join(inspections, item => item.Id, found => found.ItemId, (item, found) => (item, found))
            .Where(pair => pair.found.Outcome != InspectionOutcome.AsDescribed).Select(pair => Line(pair.item, pair.found));
        var payout = new Money(inspections.Sum(found => found.PriceCents));
        Add(db, submission, SellingActions.ItemsInspected, "1", $"What we found in {submission.BatchId}: we pay {payout}",
            $"""
            we have looked at what you brought us, and not all of it is as described:

            {string.Join('\n', lines)}

            For the rest we pay as agreed, {payout} in all. Write to us if you see it differently: {OutboxMessage.LinkPlaceholder}
            """);
    }

    public void Paid(ShopDb db, SellSubmission submission, SellPayment payment) => Add(db, submission, SellingActions.SellerPaid, "1",
        $"We have paid you {new Money(payment.AmountCents)}",
        $"""
        we have paid you {new Money(payment.AmountCents)} for {submission.BatchId}: {HowPaid(payment)}.

        Thank you for selling to us.
        """);

    private static string Line(SellItem item, SellInspection found) => found.Outcome == InspectionOutcome.Returned
        ? $"- {item.Brand} {item.Size}: goes back to you. {found.Reason}"
        : $"- {item.Brand} {item.Size}: {new Money(found.PriceCents)} instead of {new Money(found.AgreedCents)}. {found.Reason}";

    private static string HowPaid(SellPayment payment) => payment.Method switch
    {
        PaymentMethod.BankTransfer => $"by bank transfer, reference {payment.Reference}",
        PaymentMethod.Revolut => $"by Revolut, reference {payment.Reference}",
        PaymentMethod.Cash => "in cash",
        _ => "as store credit",
    };

    private void Add(ShopDb db, SellSubmission submission, string kind, string topic, string title, string body)
    {
        var now = clock.NowUtc();
        _ = db.OutboxMessages.Add(new OutboxMessage
        {
            Subject = SellSubmission.Table,
            SubjectId = submission.Id,
            Kind = kind,
            Topic = topic,
            ToEmail = submission.Contact.Email,
            ToName = submission.Contact.DisplayName,
            Title = title,
            Body = $"Hello {submission.Contact.DisplayName},\n\n{body}\n\nUnity, Dublin\n",
            CreatedAt = now,
            DueAt = now,
        });
    }

    private static string Topic(SellOffer round) => $"round {round.Revision}";

    private static string Count(int items) => items == 1 ? "your item" : $"your {items} items";

    private static string Quoted(string? message) => string.IsNullOrWhiteSpace(message) ? "" : $"\n\n“{message}”";

    private string ShopTime(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, shop.Value.Zone).ToString("dddd d MMMM, HH:mm", Irish);
}
