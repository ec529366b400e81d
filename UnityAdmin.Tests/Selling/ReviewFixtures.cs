using UnityAdmin.Selling;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Selling;

/// <summary>A submission of two items and two members of staff who work on it.</summary>
internal static class ReviewFixtures
{
    public static async Task<Actor> HireAsync(this TestShop shop, string name)
    {
        var email = $"{name.Split(' ')[0].ToLowerInvariant()}@unity.ie";
        var id = (await shop.Get<StaffDirectory>().EnsureAsync(email, name, Role.Staff, "Correct-Horse-9-Battery", Stop)).Value;
        return new Actor(ActorKind.Staff, id.ToString(System.Globalization.CultureInfo.InvariantCulture), name, Role.Staff);
    }

    public static async Task<SellSubmission> SubmitTwoItemsAsync(this TestShop shop)
    {
        var contact = new SellerContact { Name = "Dara Quinn", Phone = "+353871234567", Channel = "Instagram", Handle = "@daraq", City = "Dublin" };
        var sent = new NewSubmission(
            contact,
            [
                new NewItem("Shoes", "Nike", "Like New", "UK 9", "Air Max 1", new Money(14_000)),
                new NewItem("Streetwear", "Supreme", "Mint", "L", "Box logo", new Money(18_000)),
            ],
            null, null, "<b>Receipts</b> are there");
        var done = (await shop.Get<Submissions>().SubmitAsync(sent, [], Actor.Storefront("127.0.0.1"), Stop)).Value;
        return await shop.LookAsync(done.Id);
    }

    public static async Task<SellSubmission> LookAsync(this TestShop shop, int id) => (await shop.Get<Reviews>().FindAsync(id, Stop))!.Submission;

    public static async Task<SellSubmission> DecideAllAsync(this TestShop shop, SellSubmission submission, Actor by)
    {
        foreach (var item in submission.Items)
            Assert.Null((await shop.Get<Submissions>().DecideItemAsync(item.Id, item.Version, new ItemVerdict(ItemDecision.Approved), by, Stop)).Refused);
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
