using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

public enum ProductStatus
{
    /// <summary>Not shown in the shop yet.</summary>
    Draft,

    /// <summary>On sale as long as there is stock.</summary>
    Active,

    /// <summary>Taken off the shop; its stock stays where it is.</summary>
    Hidden,
}

public enum ProductCondition
{
    New,
    LikeNew,
    Mint,
    Decent,
    Poor,
}

public static class ProductWords
{
    public static string Word(this ProductCondition condition) =>
        condition == ProductCondition.LikeNew ? "Like new" : condition.ToString();
}

/// <summary>
/// One thing the shop sells in one size and condition. How many there are is the ledger's to say (<see cref="StockLedger"/>).
/// </summary>
public sealed class Product : IVersioned, IBelongsTo, ISearchable
{
    public const string Table = "products";
    public const int SkuLength = 40;
    public const int NameLength = 120;
    public const int BrandLength = 80;
    public const int DescriptionLength = 2_000;

    public int Id { get; init; }

    /// <summary>What the label and its barcode say; never changes.</summary>
    [MaxLength(SkuLength)]
    public required string Sku { get; init; }

    [MaxLength(NameLength)]
    public required string Name { get; set; }

    [MaxLength(BrandLength)]
    public required string Brand { get; set; }

    /// <summary>The brand as filters compare it, the same for every spelling (<see cref="Data.SearchText.Key"/>).</summary>
    [NotAudited]
    public string BrandKey { get; private set; } = "";

    /// <summary>One of <see cref="Catalogue.Categories"/>.</summary>
    [MaxLength(20)]
    public required string Category { get; set; }

    /// <summary>One of the category's sizes.</summary>
    [MaxLength(20)]
    public required string Size { get; set; }

    public ProductCondition Condition { get; set; }

    [MaxLength(DescriptionLength)]
    public string? Description { get; set; }

    public long PriceCents { get; set; }

    public ProductStatus Status { get; set; }

    /// <summary>The balance after its last move. The database writes it with each move and lets nobody else.</summary>
    public int QuantityAvailable { get; private set; }

    /// <summary>Everything the search box finds it by, folded.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public DateTime CreatedAt { get; init; }

    [NotAudited]
    public DateTime UpdatedAt { get; private set; }

    public int Version { get; set; }

    DocumentId IBelongsTo.Document => new(Table, Id);

    /// <summary>To be called after every change of what people read.</summary>
    public void Touch(DateTime now)
    {
        UpdatedAt = now;
        RefreshSearchText();
    }

    public void RefreshSearchText()
    {
        SearchText = Data.SearchText.Of(Sku, Brand, Name, Catalogue.WordOfSize(Size));
        BrandKey = Data.SearchText.Key(Brand);
    }
}
