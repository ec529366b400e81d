using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Selling;

public sealed class ShelfSuggestionTests
{
    [Theory]
    [InlineData("UK 9.5", "UK-9-5")]
    [InlineData("uk9,5", "UK-9-5")]
    [InlineData("9.5", "UK-9-5")]
    [InlineData("9 ½", "UK-9-5")]
    [InlineData("UK-10-5", "UK-10-5")]
    [InlineData(" UK 12 ", "UK-12")]
    [InlineData("12.5", null)]
    [InlineData("eu 44", null)]
    [InlineData("44", null)]
    [InlineData("US 9", null)]
    [InlineData("9.25", null)]
    [InlineData("large", null)]
    [InlineData("", null)]
    public void A_shoe_size_is_read_only_where_it_can_be_told(string typed, string? size) =>
        Assert.Equal(size, ShelfSuggestion.SizeOf(typed, Catalogue.UsedShoes));

    [Theory]
    [InlineData("L", "L")]
    [InlineData("x-large", "XL")]
    [InlineData("Size M", "M")]
    [InlineData("medium", "M")]
    [InlineData("XXL", null)]
    [InlineData("One size", null)]
    [InlineData("UK 9", null)]
    public void A_clothes_size_is_read_only_where_it_can_be_told(string typed, string? size) =>
        Assert.Equal(size, ShelfSuggestion.SizeOf(typed, Catalogue.UsedClothes));

    [Theory]
    [InlineData("Shoes", "Brand New & Tagged", "BN-SHOES", ProductCondition.New)]
    [InlineData("Shoes", "Like New", "PO-SHOES", ProductCondition.LikeNew)]
    [InlineData("Streetwear", "Brand New & Tagged", "BN-CLOTHES", ProductCondition.New)]
    [InlineData("Streetwear", "Decent", "PO-CLOTHES", ProductCondition.Decent)]
    [InlineData("Streetwear", "Poor", "PO-CLOTHES", ProductCondition.Poor)]
    [InlineData("Tech", "Mint", null, ProductCondition.Mint)]
    [InlineData("Jewellery", "Brand New & Tagged", null, ProductCondition.New)]
    public void The_sell_forms_words_become_the_catalogues(string category, string condition, string? told, ProductCondition state)
    {
        var suggested = ShelfSuggestion.Of(Item(category, condition), null);
        Assert.Equal((told, state, "Air Max 95 OG", "Nike"), (suggested.Category, suggested.Condition, suggested.Name, suggested.Brand));
    }

    [Fact]
    public void What_was_found_counts_and_not_what_was_described()
    {
        var suggested = ShelfSuggestion.Of(Item("Shoes", "Brand New & Tagged"), "Mint");
        Assert.Equal((Catalogue.UsedShoes, ProductCondition.Mint), (suggested.Category, suggested.Condition!.Value));
    }

    private static SellItem Item(string category, string condition) => new()
    {
        Category = category,
        Condition = condition,
        Brand = "Nike",
        Size = "UK 9",
        Description = "Air Max 95 OG, worn v. little\nBox included",
    };
}
