using UnityAdmin.Media;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

/// <summary>What one kept item becomes on the shelf, in the catalogue's words.</summary>
/// <param name="Price">What the shop asks for it; null only while it is a draft.</param>
/// <param name="Status">On sale at once, or a draft.</param>
/// <param name="PhotoIds">Photos of the submission, in the order the product is to show them.</param>
public sealed record ShelfItem(
    int ItemId,
    string Category,
    string Size,
    ProductCondition Condition,
    string Name,
    string Brand,
    Money? Price,
    ProductStatus Status,
    IReadOnlyList<int> PhotoIds)
{
    internal Refusal? Check(SellItem item, IReadOnlyCollection<Image> photos)
    {
        if (!Catalogue.Categories.Contains(Category)) return SellingRefusals.ShelfField(item, "category", "choose a category");
        if (!Catalogue.SizesOf(Category).Contains(Size)) return SellingRefusals.ShelfField(item, "size", "choose a size of its category");
        if (Missing(Name, Product.NameLength)) return Asked(item, "name", Product.NameLength);
        if (Missing(Brand, Product.BrandLength)) return Asked(item, "brand", Product.BrandLength);
        if (Status is not (ProductStatus.Active or ProductStatus.Draft))
            return SellingRefusals.ShelfField(item, "status", "say whether it goes on sale at once or stays a draft");
        if (Price is { Cents: <= 0 or > Money.MaxCents } || (Price is null && Status == ProductStatus.Active))
            return SellingRefusals.ShelfField(item, "price", $"give a selling price above €0.00 and up to {new Money(Money.MaxCents)}");
        return PhotoIds.Distinct().Count() == PhotoIds.Count && PhotoIds.All(id => photos.Any(photo => photo.Id == id))
            ? null
            : SellingRefusals.ShelfField(item, "photos", "choose from the photos of this submission, each once");
    }

    internal Product Make(string sku, DateTime now)
    {
        var product = new Product
        {
            Sku = sku,
            Name = Name.Trim(),
            Brand = Brand.Trim(),
            Category = Category,
            Size = Size,
            Condition = Condition,
            PriceCents = Price?.Cents ?? 0,
            Status = Status,
            CreatedAt = now,
        };
        product.Touch(now);
        return product;
    }

    private static bool Missing(string text, int length) => string.IsNullOrWhiteSpace(text) || text.Trim().Length > length;

    private static Refusal Asked(SellItem item, string what, int length) =>
        SellingRefusals.ShelfField(item, what, $"give its {what}, at most {length} characters");
}
