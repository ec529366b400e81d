using Microsoft.EntityFrameworkCore;
using UnityAdmin.Media;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>The way from the agreed price to the shelf, by the verbs staff use.</summary>
internal sealed partial class DemoStory
{
    private static readonly string[] Conditions = [.. SellVocabulary.Conditions];

    public Task ReceiveAsync()
    {
        pace.Pass(4, 90, atDesk: true);
        return StepAsync(Clerk, SellingActions.ItemsReceived, () => chronicle.Intake.Receive(Submission));
    }

    /// <returns>Whether everything was as described.</returns>
    public async Task<bool> InspectAsync()
    {
        pace.Pass(0.3, 22, atDesk: true);
        var shares = AgreedShares.Of(Submission);
        var items = AgreedShares.Taken(Submission).ToList();
        var findings = items.ConvertAll(item => Found(item, shares[item.Id]));
        if (findings.TrueForAll(finding => finding.Outcome == InspectionOutcome.Returned))
            findings[0] = new ItemFinding(items[0].Id, InspectionOutcome.AsDescribed, items[0].Condition);
        await StepAsync(Clerk, SellingActions.ItemsInspected, () => chronicle.Intake.Inspect(chronicle.Db, Submission, findings, Clerk));
        return findings.TrueForAll(finding => finding.Outcome == InspectionOutcome.AsDescribed);
    }

    public Task PayAsync()
    {
        pace.Pass(0.2, 30, atDesk: true);
        var method = random.WeightedRandom(
            [PaymentMethod.Revolut, PaymentMethod.BankTransfer, PaymentMethod.Cash, PaymentMethod.StoreCredit], [0.46f, 0.24f, 0.2f, 0.1f]);
        var number = random.Int(100_000, 999_999);
        var reference = method switch
        {
            PaymentMethod.Revolut => $"REV-{number}",
            PaymentMethod.BankTransfer => $"SCT-{number}",
            _ => null,
        };
        return chronicle.StepAsync(Clerk, SellingActions.SellerPaid, At, async () =>
        {
            var due = (await FoundAsync()).Sum(found => found.PriceCents);
            return await chronicle.Intake.PayAsync(
                chronicle.Db, Submission, new Payout(method, reference, new Money(due)), Clerk, stop);
        }, stop);
    }

    public Task ShelveAsync()
    {
        pace.Pass(0.5, 26, atDesk: true);
        return chronicle.StepAsync(Clerk, SellingActions.Completed, At, async () =>
        {
            var photos = await chronicle.Db.Images.AsNoTracking().Where(image => image.SubmissionId == Submission.Id)
                .OrderBy(image => image.Position).ToListAsync(stop);
            var kept = (await FoundAsync()).Where(found => found.Outcome != InspectionOutcome.Returned).ToDictionary(found => found.ItemId);
            var shelf = Items.Where(both => kept.ContainsKey(both.Item.Id))
                .Select(both => Shelved(both.Item, both.Thing, kept[both.Item.Id], photos)).ToList();
            return await chronicle.Intake.ShelveAsync(chronicle.Db, Submission, shelf, Clerk, stop);
        }, stop);
    }

    private Task<List<SellInspection>> FoundAsync() => chronicle.Db.SellInspections.AsNoTracking()
        .Where(found => found.SubmissionId == Submission.Id).OrderBy(found => found.Id).ToListAsync(stop);

    private ItemFinding Found(SellItem item, long agreedCents)
    {
        var outcome = random.WeightedRandom(
            [InspectionOutcome.AsDescribed, InspectionOutcome.PriceCut, InspectionOutcome.Returned], [0.84f, 0.11f, 0.05f]);
        if (outcome == InspectionOutcome.AsDescribed) return new ItemFinding(item.Id, outcome, item.Condition);
        if (outcome == InspectionOutcome.Returned)
        {
            var why = random.ArrayElement(DemoSayings.NotKept);
            return new ItemFinding(item.Id, outcome, why == "Never came" ? null : item.Condition, null, why);
        }

        var worse = Conditions[Math.Min(Array.IndexOf(Conditions, item.Condition) + 1, Conditions.Length - 1)];
        var less = new Money(Math.Max(1, agreedCents * random.Int(65, 90) / 100));
        return new ItemFinding(item.Id, outcome, worse, less, random.ArrayElement(DemoSayings.Cuts));
    }

    private ShelfItem Shelved(SellItem item, DemoThing thing, SellInspection found, List<Image> photos)
    {
        var told = ShelfSuggestion.Of(item, found.FoundCondition);
        var own = album.HashesOf(thing);
        return new ShelfItem(
            item.Id,
            told.Category!,
            told.Size ?? (item.Category == "Shoes" ? "UK-9" : "M"),
            told.Condition!.Value,
            thing.Product.Model,
            thing.Product.Brand,
            DemoPrices.OnTheShelf(thing.Product, found.FoundCondition ?? item.Condition, found.PriceCents, random),
            random.Bool(0.9f) ? ProductStatus.Active : ProductStatus.Draft,
            [.. photos.Where(photo => own.Contains(photo.ContentHash)).Select(photo => photo.Id)]);
    }
}
