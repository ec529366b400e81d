using UnityAdmin.Selling;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Selling;

public sealed class OfferBoardTests
{
    [Theory, BothDatabases]
    public async Task Every_talk_stands_in_the_column_of_its_state(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.SubmitAsync();
        var sent = await OfferedAsync(shop);
        var countered = await OfferedAsync(shop);
        Assert.Null((await shop.AnswerAsync(countered, new SellerAnswer(SellerAction.Counter, 1, new Money(20_000), null))).Refused);
        var accepted = await OfferedAsync(shop);
        Assert.Null((await shop.AnswerAsync(accepted, new SellerAnswer(SellerAction.Accept, 1, null, null))).Refused);
        var refused = await OfferedAsync(shop);
        Assert.Null((await shop.AnswerAsync(refused, new SellerAnswer(SellerAction.Refuse, 1, null, null))).Refused);
        var withdrawn = await OfferedAsync(shop);
        Assert.Null((await shop.Get<Offers>().WithdrawAsync(withdrawn.Id, A.Aoife, Stop)).Refused);
        var expired = await OfferedAsync(shop, 1);
        shop.Clock.Advance(TimeSpan.FromDays(1));

        foreach (var marked in new[] { false, true })
        {
            if (marked) Assert.Equal(1, await shop.Get<Offers>().ExpireDueAsync(Stop));
            var piles = await shop.Get<OfferBoard>().ReadAsync(null, Stop);
            Assert.Equal(
                [(OfferColumn.Countered, countered.Id), (OfferColumn.WithSeller, sent.Id), (OfferColumn.Accepted, accepted.Id),
                    (OfferColumn.Refused, refused.Id), (OfferColumn.Expired, expired.Id), (OfferColumn.Withdrawn, withdrawn.Id)],
                piles.Select(pile => (pile.Column, Assert.Single(pile.Cards).Id)));
            Assert.All(piles, pile => Assert.Equal(1, pile.Count));
        }

        var card = (await shop.Get<OfferBoard>().ReadAsync(null, Stop))[0].Cards[0];
        Assert.Equal((2, 20_000L, 15_000L), (card.Round, card.TotalCents, card.OfferedCents));
        Assert.Equal(("Sorcha Walsh", "Nike", 1), (card.SellerName, card.FirstBrand, card.ItemCount));
    }

    [Theory, BothDatabases]
    public async Task Offers_with_sellers_stand_by_time_left_and_what_is_closed_leaves_after_two_weeks(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var late = await OfferedAsync(shop, 30);
        var early = await OfferedAsync(shop, 20);
        var between = await OfferedAsync(shop, 25);
        var refused = await OfferedAsync(shop);
        Assert.Null((await shop.AnswerAsync(refused, new SellerAnswer(SellerAction.Refuse, 1, null, null))).Refused);
        shop.Clock.Advance(TimeSpan.FromDays(OfferBoard.RecentDays));
        var piles = await shop.Get<OfferBoard>().ReadAsync(null, Stop);
        Assert.Equal([early.Id, between.Id, late.Id], piles[1].Cards.Select(card => card.Id));
        Assert.Equal(1, piles[3].Count);
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await shop.Get<OfferBoard>().ReadAsync(null, Stop))[3].Count);
    }

    [Theory, BothDatabases]
    public async Task Mine_are_those_assigned_to_me(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var me = await shop.LetInAsync(Role.Staff, "Niamh Kelly");
        var mine = await OfferedAsync(shop);
        _ = await OfferedAsync(shop);
        Assert.Null((await shop.Get<Submissions>().AssignAsync([mine.Id], me, A.Aoife, Stop)).Refused);
        var card = Assert.Single((await shop.Get<OfferBoard>().ReadAsync(me, Stop))[1].Cards);
        Assert.Equal((mine.Id, "Niamh Kelly"), (card.Id, card.AssignedToName));
        Assert.Equal(2, (await shop.Get<OfferBoard>().ReadAsync(null, Stop))[1].Count);
    }

    [Theory, BothDatabases]
    public async Task A_full_column_shows_its_first_hundred_and_counts_them_all(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var ids = new List<int>();
        for (var i = 0; i < OfferBoard.MaxCards + 5; i++)
        {
            ids.Add((await OfferedAsync(shop, 1)).Id);
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var open = (await shop.Get<OfferBoard>().ReadAsync(null, Stop))[1];
        Assert.Equal(OfferBoard.MaxCards + 5, open.Count);
        Assert.Equal(ids.Take(OfferBoard.MaxCards), open.Cards.Select(card => card.Id));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        var expired = (await shop.Get<OfferBoard>().ReadAsync(null, Stop))[4];
        Assert.Equal((OfferBoard.MaxCards + 5, OfferBoard.MaxCards), (expired.Count, expired.Cards.Count));
    }

    internal static async Task<Submitted> OfferedAsync(TestShop shop, int days = 7, long cents = 15_000)
    {
        var submitted = await shop.SubmitAsync();
        var sent = await shop.Get<Offers>().SendTotalAsync(submitted.Id, new OfferTerms(new Money(cents), "For all", days), A.Aoife, Stop);
        Assert.Null(sent.Refused);
        return submitted;
    }
}
