using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock;

// Triggers, the search index and PostgreSQL's id sequence are beyond the model: Migrations/StockSql.cs.
internal sealed class ProductMapping : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable(Product.Table, table =>
        {
            table.HasCheckConstraint("ck_products_quantity", "quantity_available >= 0");
            table.HasCheckConstraint("ck_products_price", "price_cents >= 0 AND (status <> 'active' OR price_cents > 0)");
            table.HasCheckConstraint("ck_products_category_size", string.Join(" OR ", Catalogue.Categories.Select(category =>
                $"(category = '{category}' AND size IN ({string.Join(", ", Catalogue.SizesOf(category).Select(size => $"'{size}'"))}))")));
        });
        builder.Property(product => product.QuantityAvailable).HasDefaultValue(0);
        var quantity = builder.Property(product => product.QuantityAvailable).Metadata;
        quantity.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        quantity.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.HasIndex(product => product.Sku).IsUnique();
        builder.HasIndex(product => new { product.Size, product.CreatedAt, product.Id }, "idx_products_size")
            .IsDescending(false, true, true);
        builder.HasIndex(product => new { product.Category, product.CreatedAt, product.Id }, "idx_products_category")
            .IsDescending(false, true, true);
        builder.HasIndex(product => new { product.BrandKey, product.CreatedAt, product.Id }, "idx_products_brand_key")
            .IsDescending(false, true, true);
        builder.HasIndex(product => new { product.Brand, product.CreatedAt, product.Id }, "idx_products_brand")
            .IsDescending(false, true, true);
        builder.HasIndex(product => new { product.Status, product.CreatedAt, product.Id }, "idx_products_status")
            .IsDescending(false, true, true);
        builder.HasIndex(product => new { product.CreatedAt, product.Id }, "idx_products_created").IsDescending();
        builder.HasMany<Image>().WithOne().HasForeignKey(image => image.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProductNumberMapping : IEntityTypeConfiguration<ProductNumber>
{
    public void Configure(EntityTypeBuilder<ProductNumber> builder)
    {
        builder.ToTable("product_numbers");
        builder.HasKey(number => number.Series);
    }
}

internal sealed class StockMoveMapping : IEntityTypeConfiguration<StockMove>
{
    private const string Documents = "order_id, reservation_id, sell_item_id, purchase_order_id, stock_count_id, reverses_id";

    public void Configure(EntityTypeBuilder<StockMove> builder)
    {
        builder.ToTable(StockMove.Table, table =>
        {
            table.HasCheckConstraint("ck_stock_moves_change", "quantity_change <> 0");
            table.HasCheckConstraint("ck_stock_moves_balance", "balance_after >= 0");
            table.HasCheckConstraint("ck_stock_moves_sign",
                """
                CASE WHEN reason IN ('sale', 'reservation', 'damaged', 'lost', 'theft') THEN quantity_change < 0
                WHEN reason IN ('stocktake', 'correction', 'reversal') THEN TRUE ELSE quantity_change > 0 END
                """);
            table.HasCheckConstraint("ck_stock_moves_document", DocumentRule);
            table.HasCheckConstraint("ck_stock_moves_hashes", "length(hash) = 64 AND length(previous_hash) = 64");
        });
        builder.Property(move => move.Id).ValueGeneratedNever();
        builder.HasIndex(move => new { move.ProductId, move.CreatedAt, move.Id }, "idx_stock_moves_product")
            .IsDescending(false, true, true);
        builder.HasIndex(move => move.OrderId, "idx_stock_moves_order").HasFilter("order_id IS NOT NULL");
        builder.HasIndex(move => move.ReservationId, "idx_stock_moves_reservation").HasFilter("reservation_id IS NOT NULL");
        builder.HasIndex(move => move.SellItemId, "idx_stock_moves_sell_item").HasFilter("sell_item_id IS NOT NULL").IsUnique();
        builder.HasIndex(move => move.PurchaseOrderId, "idx_stock_moves_purchase_order").HasFilter("purchase_order_id IS NOT NULL");
        builder.HasIndex(move => move.StockCountId, "idx_stock_moves_count").HasFilter("stock_count_id IS NOT NULL");
        builder.HasIndex(move => move.CorrectionId, "idx_stock_moves_correction").HasFilter("correction_id IS NOT NULL");
        builder.HasIndex(move => move.ReversesId, "idx_stock_moves_reverses").HasFilter("reverses_id IS NOT NULL").IsUnique();
        builder.HasIndex(move => new { move.CreatedAt, move.Id }, "idx_stock_moves_created").IsDescending();
        builder.HasIndex(move => new { move.Reason, move.CreatedAt, move.Id }, "idx_stock_moves_reason").IsDescending(false, true, true);
        builder.HasIndex(move => new { move.ActorKind, move.ActorId, move.CreatedAt, move.Id }, "idx_stock_moves_actor")
            .IsDescending(false, false, true, true);
        builder.HasOne<Product>().WithMany().HasForeignKey(move => move.ProductId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StockMove>().WithMany().HasForeignKey(move => move.ReversesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StockCount>().WithMany().HasForeignKey(move => move.StockCountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StockCorrection>().WithMany().HasForeignKey(move => move.CorrectionId).OnDelete(DeleteBehavior.Restrict);
    }

    // One document at most, and the one its reason speaks of; what admins set right also names the correction that posted it.
    private static string DocumentRule
    {
        get
        {
            var given = string.Join(" + ", Documents.Split(", ").Select(column => $"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END"));
            return
                $"""
                {given} <= 1 AND CASE
                WHEN reason = 'opening' THEN {given} = 0
                WHEN reason = 'intake' THEN sell_item_id IS NOT NULL
                WHEN reason = 'purchase' THEN purchase_order_id IS NOT NULL
                WHEN reason IN ('sale', 'sale_cancelled', 'return') THEN order_id IS NOT NULL
                WHEN reason IN ('reservation', 'reservation_released') THEN reservation_id IS NOT NULL
                WHEN reason = 'stocktake' THEN stock_count_id IS NOT NULL
                WHEN reason = 'reversal' THEN reverses_id IS NOT NULL
                ELSE {given} = 0 END
                AND (correction_id IS NOT NULL) = (reason IN ('damaged', 'lost', 'found', 'theft', 'correction', 'reversal', 'stocktake'))
                """;
        }
    }
}

// The foreign keys to the customer and the order are theirs to map: Stock knows neither.
internal sealed class ReservationMapping : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> builder)
    {
        builder.ToTable(Reservation.Table, table =>
        {
            table.HasCheckConstraint("ck_product_reservations_quantity", "quantity > 0");
            table.HasCheckConstraint("ck_product_reservations_expiry", "expires_at > created_at");
            table.HasCheckConstraint("ck_product_reservations_ended", "(status = 'pending') = (ended_at IS NULL)");
            table.HasCheckConstraint("ck_product_reservations_order", "(status = 'confirmed') = (order_id IS NOT NULL)");
        });
        builder.HasIndex(hold => new { hold.ProductId, hold.UserId }, "idx_product_reservations_customer")
            .IsUnique().HasFilter("status = 'pending'");
        builder.HasIndex(hold => new { hold.ProductId, hold.SessionId }, "idx_product_reservations_session")
            .IsUnique().HasFilter("status = 'pending' AND session_id IS NOT NULL");
        builder.HasIndex(hold => new { hold.Status, hold.ExpiresAt, hold.Id }, "idx_product_reservations_expiry");
        builder.HasIndex(hold => new { hold.Status, hold.CreatedAt, hold.Id }, "idx_product_reservations_status")
            .IsDescending(false, true, true);
        builder.HasIndex(hold => new { hold.ProductId, hold.CreatedAt, hold.Id }, "idx_product_reservations_product")
            .IsDescending(false, true, true);
        builder.HasIndex(hold => new { hold.UserId, hold.CreatedAt, hold.Id }, "idx_product_reservations_user")
            .IsDescending(false, true, true);
        builder.HasIndex(hold => hold.RequestId, "idx_product_reservations_request");
        builder.HasIndex(hold => hold.OrderId, "idx_product_reservations_order").HasFilter("order_id IS NOT NULL");
        builder.HasOne<Product>().WithMany().HasForeignKey(hold => hold.ProductId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<StockMove>().WithOne().HasForeignKey(move => move.ReservationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockCorrectionMapping : IEntityTypeConfiguration<StockCorrection>
{
    public void Configure(EntityTypeBuilder<StockCorrection> builder)
    {
        builder.ToTable(StockCorrection.Table, table =>
        {
            table.HasCheckConstraint("ck_stock_corrections_value", "value_cents >= 0");
            table.HasCheckConstraint("ck_stock_corrections_second",
                "decided_by_id IS NULL OR status = 'withdrawn' OR decided_by_id <> requested_by_id");
        });
        builder.HasIndex(correction => correction.OperationId, "idx_stock_corrections_operation").IsUnique();
        builder.HasIndex(correction => new { correction.Status, correction.Id }, "idx_stock_corrections_status");
        builder.HasIndex(correction => correction.StockCountId, "idx_stock_corrections_count");
        builder.HasOne<StockCount>().WithMany().HasForeignKey(correction => correction.StockCountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(correction => correction.Lines).WithOne().HasForeignKey(line => line.CorrectionId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockCorrectionLineMapping : IEntityTypeConfiguration<StockCorrectionLine>
{
    public void Configure(EntityTypeBuilder<StockCorrectionLine> builder)
    {
        builder.ToTable("stock_correction_lines", table =>
            table.HasCheckConstraint("ck_stock_correction_lines_change", "quantity_change <> 0"));
        builder.HasIndex(line => new { line.CorrectionId, line.Position }, "idx_stock_correction_lines").IsUnique();
        builder.HasIndex(line => line.ProductId, "idx_stock_correction_lines_product");
        builder.HasIndex(line => line.ReversesId, "idx_stock_correction_lines_reverses");
        builder.HasOne<Product>().WithMany().HasForeignKey(line => line.ProductId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StockMove>().WithMany().HasForeignKey(line => line.ReversesId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockCountMapping : IEntityTypeConfiguration<StockCount>
{
    public void Configure(EntityTypeBuilder<StockCount> builder)
    {
        builder.ToTable(StockCount.Table);
        builder.HasIndex(count => new { count.Status, count.Id }, "idx_stock_counts_status");
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(count => count.OpenedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockCountLineMapping : IEntityTypeConfiguration<StockCountLine>
{
    public void Configure(EntityTypeBuilder<StockCountLine> builder)
    {
        builder.ToTable("stock_count_lines", table =>
        {
            table.HasCheckConstraint("ck_stock_count_lines_counted", "counted >= 0 AND expected >= 0");
            table.HasCheckConstraint("ck_stock_count_lines_whole",
                "(counted IS NULL) = (expected IS NULL) AND (counted IS NULL) = (counted_at IS NULL)");
        });
        builder.HasIndex(line => new { line.StockCountId, line.ProductId }, "idx_stock_count_lines_product").IsUnique();
        builder.HasIndex(line => line.ProductId, "idx_stock_count_lines_of_product");
        builder.HasOne<StockCount>().WithMany().HasForeignKey(line => line.StockCountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Product>().WithMany().HasForeignKey(line => line.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

public static class StockSets
{
    extension(ShopDb db)
    {
        public DbSet<Product> Products => db.Set<Product>();

        public DbSet<StockMove> StockMoves => db.Set<StockMove>();

        public DbSet<Reservation> Reservations => db.Set<Reservation>();

        public DbSet<StockCorrection> StockCorrections => db.Set<StockCorrection>();

        public DbSet<StockCount> StockCounts => db.Set<StockCount>();

        public DbSet<StockCountLine> StockCountLines => db.Set<StockCountLine>();
    }
}
