using UnityAdmin.Media;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Selling;

/// <summary>The way of a submission of three items, €100.01 agreed: two shoes and a hoodie.</summary>
internal static class IntakeSteps
{
    public const long AgreedCents = 10_001;

    extension(TestShop shop)
    {
        public async Task<SellSubmission> ApprovedAsync()
        {
            var form = A.Form() with
            {
                Items =
                [
                    new NewItem("Shoes", "Nike", "Like New", "UK 9.5", "Air Max 1, worn twice", new Money(6_000)),
                    new NewItem("Streetwear", "Stüssy", "Mint", "L", "Logo hoodie", new Money(4_000)),
                    new NewItem("Tech", "Sony", "Mint", "One size", "Headphones", new Money(2_000)),
                ],
            };
            StoredPhoto[] photos =
                [await shop.PhotoAsync("sneaker-low-white-side.webp"), await shop.PhotoAsync("sneaker-low-white-sole.webp")];
            var submitted = (await shop.Get<Submissions>().SubmitAsync(form, photos, Actor.Storefront("10.0.0.9"), Stop)).Value;
            var terms = new OfferTerms(new Money(AgreedCents), null);
            Assert.Null((await shop.Get<Offers>().SendTotalAsync(submitted.Id, terms, A.Aoife, Stop)).Refused);
            Assert.Null((await shop.AnswerAsync(submitted, A.Accept())).Refused);
            return await shop.LookAsync(submitted.Id);
        }

        public async Task<SellSubmission> ReceivedAsync()
        {
            var approved = await shop.ApprovedAsync();
            Assert.Null((await shop.Get<Intake>().ReceiveAsync(approved.Id, approved.Version, A.Aoife, Stop)).Refused);
            return await shop.LookAsync(approved.Id);
        }

        /// <summary>The shoes as described, the hoodie cut to €20.00, the headphones not kept: €70.00 to pay.</summary>
        public async Task<SellSubmission> InspectedAsync()
        {
            var received = await shop.ReceivedAsync();
            Assert.Null((await shop.Get<Intake>().InspectAsync(received.Id, received.Version, Findings(received), A.Aoife, Stop)).Refused);
            return await shop.LookAsync(received.Id);
        }

        public async Task<SellSubmission> PaidAsync()
        {
            var inspected = await shop.InspectedAsync();
            Assert.Null((await shop.Get<Intake>().PayAsync(inspected.Id, inspected.Version, Revolut, A.Aoife, Stop)).Refused);
            return await shop.LookAsync(inspected.Id);
        }

        public async Task<List<Image>> PhotosAsync(int submission) =>
            await shop.Get<Photos>().OfSubmissionAsync(submission, Stop);

        private async Task<StoredPhoto> PhotoAsync(string name)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(SourceTree.Root, "UnityAdmin/Demo/Photos", name), Stop);
            return (await shop.Get<PhotoStore>().KeepAsync(name, bytes, Stop)).Value;
        }
    }

    public static Payout Revolut => new(PaymentMethod.Revolut, "REV-1", new Money(7_000));

    public static ItemFinding[] Findings(SellSubmission submission) =>
    [
        new(submission.Items[0].Id, InspectionOutcome.AsDescribed, "Like New"),
        new(submission.Items[1].Id, InspectionOutcome.PriceCut, "Decent", new Money(2_000), " Faded "),
        new(submission.Items[2].Id, InspectionOutcome.Returned, null, null, "Never came"),
    ];

    public static ShelfItem[] Shelf(SellSubmission submission, params int[] photos) =>
    [
        new(submission.Items[0].Id, Catalogue.UsedShoes, "UK-9-5", ProductCondition.LikeNew, "Air Max 1", "Nike", new Money(9_900),
            ProductStatus.Active, photos),
        new(submission.Items[1].Id, Catalogue.UsedClothes, "L", ProductCondition.Decent, "Logo hoodie", "Stüssy", null,
            ProductStatus.Draft, []),
    ];
}
