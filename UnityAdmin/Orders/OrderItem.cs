using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>One product of an order as it was at that moment; never changed.</summary>
public sealed class OrderItem : IBelongsTo
{
    public int Id { get; init; }

    public int OrderId { get; init; }

    public int Position { get; init; }

    public int ProductId { get; init; }

    [MaxLength(Product.SkuLength)]
    public required string Sku { get; init; }

    [MaxLength(Product.NameLength)]
    public required string ProductName { get; init; }

    [MaxLength(Product.BrandLength)]
    public required string Brand { get; init; }

    [MaxLength(20)]
    public required string Size { get; init; }

    public long UnitPriceCents { get; init; }

    public int Quantity { get; init; }

    public long LineCents { get; init; }

    DocumentId IBelongsTo.Document => new(Order.Table, OrderId);

    internal static OrderItem Of(StockedProduct product, int quantity, int position) => new()
    {
        Position = position,
        ProductId = product.Id,
        Sku = product.Sku,
        ProductName = product.Name,
        Brand = product.Brand,
        Size = product.Size,
        UnitPriceCents = product.PriceCents,
        Quantity = quantity,
        LineCents = product.PriceCents * quantity,
    };
}
