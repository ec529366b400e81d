using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

// The search index over orders.search_text is beyond the model: Migrations/OrdersSql.cs.
internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable(Order.Table, table =>
        {
            table.HasCheckConstraint("ck_orders_total",
                "subtotal_cents >= 0 AND delivery_cents >= 0 AND total_cents = subtotal_cents + delivery_cents");
            table.HasCheckConstraint("ck_orders_item_count", "item_count > 0");
            table.HasCheckConstraint("ck_orders_paid", "(payment_status = 'pending') = (paid_at IS NULL)");
            table.HasCheckConstraint("ck_orders_paid_how", "(payment_method IS NULL) = (paid_at IS NULL)");
            table.HasCheckConstraint("ck_orders_refunded", "(payment_status = 'refunded') = (refunded_at IS NOT NULL)");
            table.HasCheckConstraint("ck_orders_restocked", "status <> 'cancelled' OR restocked_at IS NOT NULL");
            table.HasCheckConstraint("ck_orders_refunded_cents",
                "refunded_cents >= 0 AND refunded_cents <= CASE payment_status WHEN 'pending' THEN 0 ELSE total_cents END "
                + "AND (payment_status <> 'refunded' OR refunded_cents = total_cents)");
        });
        builder.HasIndex(order => order.OrderNumber).IsUnique();
        builder.HasIndex(order => new { order.Status, order.CreatedAt, order.Id }, "idx_orders_status").IsDescending(false, true, true);
        builder.HasIndex(order => new { order.PaymentStatus, order.CreatedAt, order.Id }, "idx_orders_payment")
            .IsDescending(false, true, true);
        builder.HasIndex(order => new { order.CreatedAt, order.Id }, "idx_orders_created").IsDescending();
        builder.HasIndex(order => new { order.UserId, order.CreatedAt, order.Id }, "idx_orders_user").IsDescending(false, true, true);
        builder.HasOne<Customer>().WithMany().HasForeignKey(order => order.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(order => order.Items).WithOne().HasForeignKey(item => item.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(order => order.Refunds).WithOne().HasForeignKey(refund => refund.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<StockMove>().WithOne().HasForeignKey(move => move.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<Reservation>().WithOne().HasForeignKey(hold => hold.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrderItemMapping : IEntityTypeConfiguration<OrderItem>
{
    public void Configure(EntityTypeBuilder<OrderItem> builder)
    {
        builder.ToTable("order_items", table =>
        {
            table.HasCheckConstraint("ck_order_items_quantity", "quantity > 0");
            table.HasCheckConstraint("ck_order_items_price", "unit_price_cents >= 0 AND line_cents = unit_price_cents * quantity");
        });
        builder.HasIndex(item => new { item.OrderId, item.ProductId }, "idx_order_items_order").IsUnique();
        builder.HasIndex(item => item.ProductId, "idx_order_items_product");
        builder.HasOne<Product>().WithMany().HasForeignKey(item => item.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

// That the lines of an order never bring back more than it took, and that nothing of a refund changes: Migrations/RefundsSql.cs.
internal sealed class OrderRefundMapping : IEntityTypeConfiguration<OrderRefund>
{
    public void Configure(EntityTypeBuilder<OrderRefund> builder)
    {
        builder.ToTable(OrderRefund.Table, table => table.HasCheckConstraint("ck_order_refunds_amount", "amount_cents >= 0"));
        builder.HasIndex(refund => refund.OrderId, "idx_order_refunds_order");
        builder.HasMany(refund => refund.Lines).WithOne().HasForeignKey(line => line.RefundId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrderRefundLineMapping : IEntityTypeConfiguration<OrderRefundLine>
{
    public void Configure(EntityTypeBuilder<OrderRefundLine> builder)
    {
        builder.ToTable(OrderRefundLine.Table, table =>
        {
            table.HasCheckConstraint("ck_order_refund_lines_units", "quantity > 0 AND cents >= 0");
            table.HasCheckConstraint("ck_order_refund_lines_move", "(condition = 'sellable') = (move_id IS NOT NULL)");
        });
        builder.HasIndex(line => new { line.RefundId, line.OrderItemId }, "idx_order_refund_lines_refund").IsUnique();
        builder.HasIndex(line => line.OrderItemId, "idx_order_refund_lines_item");
        builder.HasIndex(line => line.MoveId, "idx_order_refund_lines_move").IsUnique();
        builder.HasOne<OrderItem>().WithMany().HasForeignKey(line => line.OrderItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StockMove>().WithOne().HasForeignKey<OrderRefundLine>(line => line.MoveId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReservationCustomerMapping : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> builder) =>
        builder.HasOne<Customer>().WithMany().HasForeignKey(hold => hold.UserId).OnDelete(DeleteBehavior.Restrict);
}

internal sealed class OrderNumberMapping : IEntityTypeConfiguration<OrderNumber>
{
    public void Configure(EntityTypeBuilder<OrderNumber> builder)
    {
        builder.ToTable("order_numbers");
        builder.HasKey(number => number.Day);
        builder.Property(number => number.Day).ValueGeneratedNever();
    }
}

public static class OrdersSets
{
    extension(ShopDb db)
    {
        public DbSet<Order> Orders => db.Set<Order>();

        public DbSet<OrderItem> OrderItems => db.Set<OrderItem>();

        public DbSet<OrderRefund> OrderRefunds => db.Set<OrderRefund>();

        public DbSet<OrderRefundLine> OrderRefundLines => db.Set<OrderRefundLine>();
    }
}
