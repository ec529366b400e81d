namespace UnityAdmin.Stock;

/// <summary>What staff write about a product, as one value that can be compared, checked and merged.</summary>
public sealed record ProductFacts(
    string Name,
    string Brand,
    string Category,
    string Size,
    ProductCondition Condition,
    string? Description,
    long PriceCents,
    ProductStatus Status)
{
    public static ProductFacts Of(Product product) => new(
        product.Name, product.Brand, product.Category, product.Size, product.Condition, product.Description, product.PriceCents,
        product.Status);

    internal ProductFacts Trimmed() => this with
    {
        Name = Name.Trim(),
        Brand = Brand.Trim(),
        Description = string.IsNullOrWhiteSpace(Description) ? null : Description.Trim().ReplaceLineEndings("\n"),
    };

    /// <summary>Null when the shop can sell by it, else every field at fault.</summary>
    internal Refusal? Check()
    {
        var faults = new Dictionary<string, string>();
        void Wrong(string field, string? fault)
        {
            if (fault is not null) faults[field] = fault;
        }

        Wrong("name", FaultOf("The name", Name, Product.NameLength));
        Wrong("brand", FaultOf("The brand", Brand, Product.BrandLength));
        Wrong("description", Description is null ? null : FaultOf("The description", Description, Product.DescriptionLength, '\n', '\t'));
        if (!Catalogue.Categories.Contains(Category)) Wrong("category", "Choose a category.");
        else if (!Catalogue.SizesOf(Category).Contains(Size)) Wrong("size", $"Choose a size that {Catalogue.WordOf(Category)} come in.");
        if (PriceCents is < 0 or > Money.MaxCents) Wrong("price", $"Give a price from {Money.Zero} to {new Money(Money.MaxCents)}.");
        else if (PriceCents == 0 && Status == ProductStatus.Active) Wrong("price", "Give a price above €0.00 before it goes on sale.");
        return faults.Count == 0 ? null : StockRefusals.ProductWrong(faults);
    }

    internal void WriteTo(Product product, DateTime now)
    {
        (product.Name, product.Brand, product.Category, product.Size) = (Name, Brand, Category, Size);
        (product.Condition, product.Description, product.PriceCents, product.Status) = (Condition, Description, PriceCents, Status);
        product.Touch(now);
    }

    private static string? FaultOf(string what, string text, int length, params char[] allowed) => text.Length == 0 ? $"{what} is missing."
        : text.Length > length ? $"{what} may be at most {length:N0} characters long."
        : text.Any(letter => char.IsControl(letter) && !allowed.Contains(letter)) ? $"{what} holds characters that are not text."
        : null;
}
