using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

/// <summary>The steps that tests of Selling begin with.</summary>
internal static class SellingSteps
{
    public static async Task<Submitted> SubmitAsync(this TestShop shop, NewSubmission? form = null) =>
        (await shop.Get<Submissions>().SubmitAsync(form ?? A.Form(), [], Actor.Storefront("10.0.0.9"), Stop)).Value;

    public static Task<Result<SellSubmission>> AnswerAsync(this TestShop shop, Submitted submitted, SellerAnswer answer) =>
        shop.Get<Offers>().AnswerAsync(submitted.BatchId, submitted.Token(), answer, "10.0.0.8", Stop);

    public static string Token(this Submitted submitted) => QueryHelpers.ParseQuery(new Uri(submitted.OfferUrl!).Query)["token"].ToString();
}
