using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class AgreedSharesTests
{
    [Theory]
    [InlineData(10_000, new long[] { 1, 1, 1 }, new long[] { 3_334, 3_333, 3_333 })]
    [InlineData(20_000, new long[] { 12_000, 8_000 }, new long[] { 12_000, 8_000 })]
    [InlineData(1, new long[] { 5, 5 }, new long[] { 1, 0 })]
    [InlineData(99, new long[] { 1, 2, 3 }, new long[] { 17, 33, 49 })]
    [InlineData(100, new long[] { 1, 6 }, new long[] { 14, 86 })]
    public void The_odd_cents_go_to_the_largest_remainders_first(long total, long[] weights, long[] shares) =>
        Assert.Equal(shares, AgreedShares.Split(total, weights));

    [Fact]
    public void Shares_always_sum_to_the_total_and_lie_within_a_cent_of_their_part()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 5_000; round++)
        {
            var weights = Enumerable.Range(0, random.Next(1, 51)).Select(_ => random.NextInt64(1, Money.MaxCents)).ToArray();
            var total = random.NextInt64(1, round % 2 == 0 ? Money.MaxCents + 1 : 200);
            var shares = AgreedShares.Split(total, weights);
            Assert.Equal(total, shares.Sum());
            Assert.All(shares.Zip(weights), pair =>
                Assert.True(Math.Abs(pair.First - (decimal)total * pair.Second / weights.Sum()) < 1, $"{pair} of {total}"));
        }
    }

    [Fact]
    public void What_was_asked_counts_where_the_shop_set_no_price()
    {
        SellSubmission submission = A.Submission(12_000, 8_000).Offered(15_001).Accepted();
        Assert.Equal([9_001, 6_000], AgreedShares.Of(submission).Values);
    }

    [Fact]
    public void One_item_without_any_price_makes_all_shares_equal()
    {
        SellSubmission submission = A.Submission(12_000, null, 8_000).Offered(10_000).Accepted();
        Assert.Equal([3_334, 3_333, 3_333], AgreedShares.Of(submission).Values);
    }

    [Fact]
    public void A_rejected_item_has_no_share()
    {
        SellSubmission submission = A.Submission(12_000, 8_000);
        Assert.Null(submission.Items[0].Reject("Fake", A.Aoife, A.Morning).Refused);
        Assert.Null(submission.Items[1].Reprice(new Money(7_000), null, A.Aoife, A.Morning).Refused);
        Assert.Null(submission.SendOffer(new OfferTerms(new Money(7_500), null), A.Aoife, A.Morning).Refused);
        Assert.Empty(AgreedShares.Of(submission));
        Assert.Null(submission.AnswerOffer(A.Accept(), A.Morning).Refused);
        Assert.Equal(KeyValuePair.Create(2, 7_500L), Assert.Single(AgreedShares.Of(submission)));
    }
}
