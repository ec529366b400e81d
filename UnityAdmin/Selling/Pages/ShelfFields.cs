using UnityAdmin.Media;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling.Pages;

/// <summary>One kept item as it is being put on the shelf.</summary>
public sealed class ShelfFields
{
    private readonly HashSet<int> photoIds = [];
    private string category;

    /// <param name="photos">Those it starts with.</param>
    public ShelfFields(SellItem item, SellInspection found, IEnumerable<Image> photos)
    {
        var suggested = ShelfSuggestion.Of(item, found.FoundCondition);
        (Item, Found) = (item, found);
        (category, Size) = (suggested.Category ?? "", suggested.Size ?? "");
        (Name, Brand) = (suggested.Name, suggested.Brand);
        Condition = suggested.Condition ?? ProductCondition.Mint;
        photoIds.UnionWith(photos.Select(photo => photo.Id));
    }

    public SellItem Item { get; }

    public SellInspection Found { get; }

    public string Category
    {
        get => category;
        set
        {
            category = value;
            if (!Sizes.Contains(Size)) Size = "";
        }
    }

    public string Size { get; set; }

    public ProductCondition Condition { get; set; }

    public string Name { get; set; }

    public string Brand { get; set; }

    public string Price { get; set; } = "";

    public ProductStatus Status { get; set; } = ProductStatus.Active;

    public IReadOnlyList<string> Sizes => category.Length == 0 ? Catalogue.Sizes : Catalogue.SizesOf(category);

    public bool Shows(Image photo) => photoIds.Contains(photo.Id);

    public void Show(Image photo, bool shown) => _ = shown ? photoIds.Add(photo.Id) : photoIds.Remove(photo.Id);

    /// <param name="photos">All of the submission's, in their order.</param>
    public ShelfItem Shelved(IEnumerable<Image> photos) => new(
        Item.Id, category, Size, Condition, Name, Brand, TypedPrice.Read(Price), Status,
        [.. photos.Where(Shows).Select(photo => photo.Id)]);
}
