using UnityAdmin.Selling;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Selling;

/// <summary>A submission of two items and two members of staff who work on it.</summary>
internal static class ReviewFixtures
{
    public static async Task<Actor> HireAsync(this TestShop shop, string name)
    {
        var id = await shop.LetInAsync(Role.Staff, name);
        return new Actor(ActorKind.Staff, id.ToString(System.Globalization.CultureInfo.InvariantCulture), name, Role.Staff);
    }

    public static async Task<SellSubmission> SubmitTwoItemsAsync(this TestShop shop)
    {
        var form = A.Form() with
        {
            Items =
            [
                new NewItem("Shoes", "Nike", "Like New", "UK 9", "Air Max 1", new Money(14_000)),
                new NewItem("Streetwear", "Supreme", "Mint", "L", "Box logo", new Money(18_000)),
            ],
            SellerMessage = "<b>Receipts</b> are there",
        };
        return await shop.LookAsync((await shop.SubmitAsync(form)).Id);
    }

    public static async Task<SellSubmission> LookAsync(this TestShop shop, int id) =>
        (await shop.Get<Reviews>().FindAsync(id, Stop))!.Submission;

    public static async Task<SellSubmission> DecideAllAsync(this TestShop shop, SellSubmission submission, Actor by)
    {
        var approved = new ItemVerdict(ItemDecision.Approved);
        foreach (var item in submission.Items)
            Assert.Null((await shop.Get<Submissions>().DecideItemAsync(item.Id, item.Version, approved, by, Stop)).Refused);
        return await shop.LookAsync(submission.Id);
    }

    public static async Task<SellSubmission> CounteredAsync(this TestShop shop, SellSubmission submission, Actor by)
    {
        var decided = await shop.DecideAllAsync(submission, by);
        Assert.Null((await shop.Get<Offers>().SendAsync(decided.Id, decided.Version, null, 7, by, Stop)).Refused);
        var token = shop.Get<OfferLinks>().LinkOf(decided)!.Split("token=")[1];
        var answer = new SellerAnswer(SellerAction.Counter, 1, new Money(33_000), "Could you?");
        Assert.Null((await shop.Get<Offers>().AnswerAsync(decided.BatchId, token, answer, null, Stop)).Refused);
        return await shop.LookAsync(decided.Id);
    }
}
