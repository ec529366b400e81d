using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class SellSubmissionTests
{
    private static readonly OfferTerms Terms = new(new Money(15_000), null);

    [Fact]
    public void Exactly_the_listed_transitions_exist()
    {
        var listed = new[]
        {
            "Pending>Reviewing", "Pending>Rejected", "Pending>Cancelled",
            "Reviewing>Approved", "Reviewing>Rejected", "Reviewing>Cancelled",
            "Approved>Received", "Approved>Rejected", "Approved>Cancelled",
            "Received>Inspected", "Received>Rejected", "Received>Cancelled",
            "Inspected>Paid", "Inspected>Rejected", "Inspected>Cancelled",
            "Paid>Completed",
        };
        var all = from before in Enum.GetValues<SellStatus>()
                  from after in Enum.GetValues<SellStatus>()
                  where before.May(after)
                  select $"{before}>{after}";
        Assert.Equal(listed.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Exactly_the_listed_transitions_of_an_offer_exist()
    {
        var listed = new[]
        {
            "NoOffer>Sent", "Sent>Accepted", "Sent>Refused", "Sent>Expired", "Sent>Withdrawn", "Sent>Countered",
            "Countered>Sent", "Countered>Accepted", "Countered>Refused",
        };
        var all = from before in Enum.GetValues<OfferStatus>()
                  from after in Enum.GetValues<OfferStatus>()
                  where before.May(after)
                  select $"{before}>{after}";
        Assert.Equal(listed.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_offer_starts_the_review_and_keeps_the_asking_price()
    {
        SellSubmission submission = A.Submission().Offered(15_000);
        Assert.Equal((SellStatus.Reviewing, OfferStatus.Sent), (submission.Status, submission.OfferStatus));
        Assert.Equal(15_000, submission.OfferedPriceCents);
        Assert.Equal([12_000, 8_000], submission.Items.Select(item => item.SellerPriceCents!.Value));
        Assert.Equal(A.Morning.AddDays(7), submission.OpenRound!.ExpiresAt);
    }

    [Fact]
    public void A_second_offer_while_one_is_open_is_refused_by_name()
    {
        SellSubmission submission = A.Submission().Offered();
        var refused = submission.SendOffer(Terms, A.Marek, A.Morning).Refused!;
        Assert.Equal("offer_already_open", refused.Code);
        Assert.Contains("Aoife Byrne has already sent €150.00 (round 1)", refused.Sentence, StringComparison.Ordinal);
        Assert.Single(submission.Offers);
    }

    [Fact]
    public void A_counter_opens_the_sellers_round_and_the_shop_may_offer_again()
    {
        SellSubmission submission = A.Submission().Offered().Countered(18_000);
        Assert.Equal(OfferStatus.Countered, submission.OfferStatus);
        var counter = submission.OpenRound!;
        Assert.Equal((OfferParty.Seller, 18_000L, 2), (counter.MadeBy, counter.TotalCents, counter.Revision));
        Assert.Null(submission.SendOffer(Terms with { Total = new Money(16_000) }, A.Aoife, A.Morning.AddHours(2)).Refused);
        Assert.Equal([OfferAnswer.Countered, OfferAnswer.Countered, OfferAnswer.Open], submission.Offers.Select(round => round.Answer));
        Assert.Equal(3, submission.LastRevision);
    }

    [Fact]
    public void Accepting_a_counter_agrees_on_its_price()
    {
        SellSubmission submission = A.Submission().Offered(15_000).Countered(18_000);
        Assert.Null(submission.AcceptCounter(A.Aoife, A.Morning.AddHours(2)).Refused);
        Assert.Equal((SellStatus.Approved, OfferStatus.Accepted), (submission.Status, submission.OfferStatus));
        Assert.Equal(18_000, submission.FinalPriceCents);
    }

    [Theory]
    [InlineData(-1, OfferStatus.Accepted)]
    [InlineData(0, OfferStatus.Sent)]
    [InlineData(1, OfferStatus.Sent)]
    public void An_offer_can_be_accepted_until_the_very_moment_it_expires(int milliseconds, OfferStatus after)
    {
        SellSubmission submission = A.Submission().Offered();
        var answered = submission.AnswerOffer(
            A.Accept(), A.Morning.AddDays(7).AddMilliseconds(milliseconds));
        Assert.Equal(after, submission.OfferStatus);
        Assert.Equal(milliseconds < 0 ? null : "stale_offer", answered.Refused?.Code);
    }

    [Fact]
    public void An_answer_to_another_revision_changes_nothing()
    {
        SellSubmission submission = A.Submission().Offered().Countered();
        Assert.Null(submission.SendOffer(Terms with { Total = new Money(16_000) }, A.Aoife, A.Morning.AddHours(2)).Refused);
        var stale = submission.AnswerOffer(A.Accept(), A.Morning.AddHours(3));
        Assert.Equal("stale_offer", stale.Refused!.Code);
        Assert.Contains("€160.00", stale.Refused.Sentence, StringComparison.Ordinal);
        Assert.Null(submission.FinalPriceCents);
    }

    [Fact]
    public void Nothing_follows_an_ended_talk()
    {
        SellSubmission accepted = A.Submission().Offered().Accepted();
        Assert.Equal("submission_closed", accepted.SendOffer(Terms, A.Aoife, A.Morning).Refused!.Code);
        SellSubmission withdrawn = A.Submission().Offered();
        Assert.Null(withdrawn.Withdraw(A.Aoife, A.Morning.AddHours(1)).Refused);
        Assert.Equal("no_further_round", withdrawn.SendOffer(Terms, A.Aoife, A.Morning.AddHours(2)).Refused!.Code);
        Assert.Equal("no_open_offer", withdrawn.Withdraw(A.Aoife, A.Morning.AddHours(2)).Refused!.Code);
        Assert.Equal("no_open_offer", withdrawn.Extend(2, A.Morning.AddHours(2)).Refused!.Code);
        Assert.Equal("no_counter_open", withdrawn.AcceptCounter(A.Aoife, A.Morning.AddHours(2)).Refused!.Code);
    }

    [Fact]
    public void Rejecting_withdraws_the_open_offer_and_needs_a_reason()
    {
        SellSubmission submission = A.Submission().Offered();
        Assert.Equal("reason_missing", submission.Reject("  ", A.Aoife, A.Morning).Refused!.Code);
        Assert.Null(submission.Reject("Fakes", A.Aoife, A.Morning).Refused);
        Assert.Equal((SellStatus.Rejected, OfferStatus.Withdrawn), (submission.Status, submission.OfferStatus));
        var cancelled = submission.Cancel("x", A.Aoife, A.Morning);
        Assert.Equal("A submission that is rejected cannot become cancelled.", cancelled.Refused!.Sentence);
    }

    [Fact]
    public void Extending_moves_the_end_and_keeps_the_revision()
    {
        SellSubmission submission = A.Submission().Offered();
        Assert.Null(submission.Extend(3, A.Morning.AddDays(1)).Refused);
        Assert.Equal((A.Morning.AddDays(10), 1), (submission.OpenRound!.ExpiresAt!.Value, submission.OpenRound.Revision));
        Assert.Equal("days_out_of_range", submission.Extend(30, A.Morning.AddDays(1)).Refused!.Code);
    }

    [Fact]
    public void Only_time_makes_an_offer_expire()
    {
        SellSubmission submission = A.Submission().Offered();
        Assert.Equal("not_expired", submission.Expire(A.Morning.AddDays(7).AddMilliseconds(-1)).Refused!.Code);
        Assert.Equal(OfferStatus.Expired, submission.OfferStatusAt(A.Morning.AddDays(7)));
        Assert.Null(submission.Expire(A.Morning.AddDays(7)).Refused);
        Assert.Equal(OfferStatus.Expired, submission.OfferStatus);
    }

    [Fact]
    public void The_price_is_open_until_the_talk_about_it_has_ended()
    {
        SellSubmission fresh = A.Submission();
        SellSubmission offered = A.Submission().Offered();
        SellSubmission countered = A.Submission().Offered().Countered();
        SellSubmission accepted = A.Submission().Offered().Accepted();
        Assert.All([fresh, offered, countered], submission => Assert.True(submission.PriceIsOpenAt(A.Morning.AddHours(2))));
        Assert.False(offered.PriceIsOpenAt(A.Morning.AddDays(7)));
        Assert.False(accepted.PriceIsOpenAt(A.Morning.AddHours(2)));
    }

    [Fact]
    public void A_counter_needs_a_price_worth_the_name()
    {
        SellSubmission submission = A.Submission().Offered();
        var none = submission.AnswerOffer(new SellerAnswer(SellerAction.Counter, 1, null, null), A.Morning);
        var zero = submission.AnswerOffer(new SellerAnswer(SellerAction.Counter, 1, Money.Zero, null), A.Morning);
        Assert.Equal(("counter_price_missing", "counter_price_out_of_range"), (none.Refused!.Code, zero.Refused!.Code));
        Assert.Equal(OfferAnswer.Open, submission.OpenRound!.Answer);
    }

    [Fact]
    public void Items_are_taken_at_the_asked_price_at_ours_or_not_at_all()
    {
        SellSubmission submission = A.Submission(12_000, null, 5_000);
        var (asked, unasked, third) = (submission.Items[0], submission.Items[1], submission.Items[2]);
        Assert.Null(asked.Approve(A.Aoife, A.Morning).Refused);
        Assert.Equal("no_asking_price", unasked.Approve(A.Aoife, A.Morning).Refused!.Code);
        Assert.Null(unasked.Reprice(new Money(4_000), "Sole worn", A.Aoife, A.Morning).Refused);
        Assert.Equal("price_out_of_range", third.Reprice(Money.Zero, null, A.Aoife, A.Morning).Refused!.Code);
        Assert.Equal("reason_missing", third.Reject("", A.Aoife, A.Morning).Refused!.Code);
        Assert.Null(third.Reject("Not authentic", A.Aoife, A.Morning).Refused);
        Assert.Equal([12_000L, 4_000L, null], submission.Items.Select(item => item.PriceCents));
    }
}
