using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Staff;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

internal sealed class SellSubmissionMapping : IEntityTypeConfiguration<SellSubmission>
{
    public void Configure(EntityTypeBuilder<SellSubmission> builder)
    {
        builder.ToTable(SellSubmission.Table, table =>
        {
            table.HasCheckConstraint(
                "ck_sell_submissions_prices", "seller_price_cents >= 0 AND offered_price_cents > 0 AND final_price_cents > 0");
            table.HasCheckConstraint("ck_sell_submissions_final", "(offer_status = 'accepted') = (final_price_cents IS NOT NULL)");
        });
        builder.ComplexProperty(submission => submission.Contact, contact =>
        {
            contact.Property(at => at.Address).HasColumnName("address");
            contact.Property(at => at.City).HasColumnName("city");
            contact.Property(at => at.Eircode).HasColumnName("eircode");
        });
        builder.HasIndex(submission => submission.BatchId).IsUnique();
        builder.HasIndex(submission => submission.OfferTokenHash).IsUnique();
        builder.HasIndex(submission => new { submission.Status, submission.CreatedAt, submission.Id }, "idx_sell_submissions_status")
            .IsDescending(false, true, true);
        builder.HasIndex(submission => new { submission.CreatedAt, submission.Id }, "idx_sell_submissions_created").IsDescending();
        builder.HasIndex(submission => new { submission.Status, submission.AskingCents, submission.Id }, "idx_sell_submissions_asking")
            .IsDescending(false, true, true);
        builder.HasIndex(submission => new { submission.OfferStatus, submission.UpdatedAt, submission.Id }, "idx_sell_submissions_offer")
            .IsDescending(false, true, true);
        builder.HasIndex(submission => new { submission.AssignedToId, submission.Status }, "idx_sell_submissions_assigned");
        builder.HasIndex(submission => new { submission.UserId, submission.CreatedAt, submission.Id }, "idx_sell_submissions_user")
            .IsDescending(false, true, true);
        builder.HasOne<Customer>().WithMany().HasForeignKey(submission => submission.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(submission => submission.AssignedToId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(submission => submission.Items).WithOne().HasForeignKey(item => item.SubmissionId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(submission => submission.Offers).WithOne().HasForeignKey(round => round.SubmissionId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<Image>().WithOne().HasForeignKey(image => image.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SellItemMapping : IEntityTypeConfiguration<SellItem>
{
    public void Configure(EntityTypeBuilder<SellItem> builder)
    {
        builder.ToTable("sell_items", table => table.HasCheckConstraint(
            "ck_sell_items_price", "seller_price_cents >= 0 AND (price_cents IS NULL) = (decision IN ('undecided', 'rejected'))"));
        builder.HasIndex(item => new { item.SubmissionId, item.Position }, "idx_sell_items_submission").IsUnique();
        builder.HasIndex(item => new { item.Category, item.Brand, item.Size, item.Condition }, "idx_sell_items_likeness");
        builder.HasIndex(item => item.ProductId, "idx_sell_items_product");
        builder.HasOne<Product>().WithMany().HasForeignKey(item => item.ProductId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<StockMove>().WithOne().HasForeignKey(move => move.SellItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SellOfferMapping : IEntityTypeConfiguration<SellOffer>
{
    public void Configure(EntityTypeBuilder<SellOffer> builder)
    {
        builder.ToTable("sell_offers", table =>
        {
            table.HasCheckConstraint("ck_sell_offers_total", "total_cents > 0");
            table.HasCheckConstraint("ck_sell_offers_expiry", "(made_by = 'shop') = (expires_at IS NOT NULL)");
            table.HasCheckConstraint("ck_sell_offers_answered", "(answer = 'open') = (answered_at IS NULL)");
        });
        builder.HasIndex(round => new { round.SubmissionId, round.Revision }, "idx_sell_offers_revision").IsUnique();
        builder.HasIndex(round => round.SubmissionId, "idx_sell_offers_open").IsUnique().HasFilter("answer = 'open'");
        builder.HasIndex(round => new { round.Answer, round.ExpiresAt }, "idx_sell_offers_expiry");
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(round => round.SentById).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(round => round.Items).WithOne().HasForeignKey(item => item.OfferId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SellOfferItemMapping : IEntityTypeConfiguration<SellOfferItem>
{
    public void Configure(EntityTypeBuilder<SellOfferItem> builder)
    {
        builder.ToTable("sell_offer_items", table => table.HasCheckConstraint("ck_sell_offer_items_price", "price_cents > 0"));
        builder.HasKey(item => new { item.OfferId, item.ItemId });
        builder.HasIndex(item => item.ItemId, "idx_sell_offer_items_item");
        builder.HasOne<SellItem>().WithMany().HasForeignKey(item => item.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SellNoteMapping : IEntityTypeConfiguration<SellNote>
{
    public void Configure(EntityTypeBuilder<SellNote> builder)
    {
        builder.ToTable("sell_notes");
        builder.HasIndex(note => new { note.SubmissionId, note.Id }, "idx_sell_notes_submission");
        builder.HasOne<SellSubmission>().WithMany().HasForeignKey(note => note.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SellInspectionMapping : IEntityTypeConfiguration<SellInspection>
{
    public void Configure(EntityTypeBuilder<SellInspection> builder)
    {
        builder.ToTable("sell_inspections", table => table.HasCheckConstraint("ck_sell_inspections_price",
            """
            agreed_cents >= 0 AND CASE outcome WHEN 'as_described' THEN price_cents = agreed_cents
            WHEN 'price_cut' THEN price_cents > 0 AND price_cents < agreed_cents AND reason IS NOT NULL
            ELSE price_cents = 0 AND reason IS NOT NULL END
            """));
        builder.HasIndex(inspection => inspection.ItemId, "idx_sell_inspections_item").IsUnique();
        builder.HasIndex(inspection => inspection.SubmissionId, "idx_sell_inspections_submission");
        builder.HasOne<SellSubmission>().WithMany().HasForeignKey(inspection => inspection.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SellItem>().WithMany().HasForeignKey(inspection => inspection.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(inspection => inspection.InspectedById).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class SellPaymentMapping : IEntityTypeConfiguration<SellPayment>
{
    public void Configure(EntityTypeBuilder<SellPayment> builder)
    {
        builder.ToTable("sell_payments", table =>
        {
            table.HasCheckConstraint("ck_sell_payments_amount", "amount_cents > 0");
            table.HasCheckConstraint("ck_sell_payments_reference", "reference IS NOT NULL OR method IN ('cash', 'store_credit')");
        });
        builder.HasIndex(payment => payment.SubmissionId, "idx_sell_payments_submission").IsUnique();
        builder.HasOne<SellSubmission>().WithMany().HasForeignKey(payment => payment.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(payment => payment.PaidById).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class BatchNumberMapping : IEntityTypeConfiguration<BatchNumber>
{
    public void Configure(EntityTypeBuilder<BatchNumber> builder)
    {
        builder.ToTable("sell_batch_numbers");
        builder.HasKey(number => number.Day);
        builder.Property(number => number.Day).ValueGeneratedNever();
    }
}

public static class SellingSets
{
    extension(ShopDb db)
    {
        public DbSet<SellSubmission> SellSubmissions => db.Set<SellSubmission>();

        public DbSet<SellItem> SellItems => db.Set<SellItem>();

        public DbSet<SellOffer> SellOffers => db.Set<SellOffer>();

        public DbSet<SellNote> SellNotes => db.Set<SellNote>();

        public DbSet<SellInspection> SellInspections => db.Set<SellInspection>();

        public DbSet<SellPayment> SellPayments => db.Set<SellPayment>();
    }
}
