using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Analytics;

// The triggers that keep sealed days as they are and reopen others, are beyond the model: Migrations/AnalyticsSql.cs, ReopeningSql.cs.
internal sealed class AnalyticsEventMapping : IEntityTypeConfiguration<AnalyticsEvent>
{
    public void Configure(EntityTypeBuilder<AnalyticsEvent> builder)
    {
        builder.ToTable(AnalyticsEvent.Table);
        builder.HasIndex(happened => new { happened.EventType, happened.Timestamp }, "idx_analytics_event_type");
        builder.HasIndex(happened => happened.Timestamp, "idx_analytics_timestamp");

        // Most visitors are nobody we know: an index of the few others costs less to write and to purge.
        builder.HasIndex(happened => new { happened.UserId, happened.Timestamp }, "idx_analytics_user").HasFilter("user_id IS NOT NULL");
        builder.HasIndex(happened => happened.ClientEventId, "idx_analytics_client_event").IsUnique()
            .HasFilter("client_event_id IS NOT NULL");
        builder.HasOne<Customer>().WithMany().HasForeignKey(happened => happened.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AnalyticsDayMapping : IEntityTypeConfiguration<AnalyticsDay>
{
    public void Configure(EntityTypeBuilder<AnalyticsDay> builder)
    {
        builder.ToTable(AnalyticsDay.Table, table =>
        {
            table.HasCheckConstraint("ck_analytics_days_counts",
                "raw_count >= 0 AND order_count >= 0 AND revenue_cents >= 0 AND unique_sessions >= 0 AND unique_users >= 0");
            table.HasCheckConstraint("ck_analytics_days_ends", "ends_at > starts_at");
            table.HasCheckConstraint("ck_analytics_days_sealed", "(sealed_at IS NULL) = (checksum IS NULL)");
            table.HasCheckConstraint("ck_analytics_days_purged", "purged_at IS NULL OR sealed_at IS NOT NULL");
        });
        builder.HasKey(day => day.Date);
        builder.Property(day => day.Date).ValueGeneratedNever();

        // By it the database itself finds whether a raw event it is to delete belongs to a sealed day.
        builder.HasIndex(day => new { day.StartsAt, day.EndsAt }, "idx_analytics_days_sealed").HasFilter("sealed_at IS NOT NULL");

        // And by this one whether an event it takes in came too late to be counted.
        builder.HasIndex(day => new { day.StartsAt, day.EndsAt, day.RolledUpAt }, "idx_analytics_days_open").HasFilter("sealed_at IS NULL");
    }
}

internal sealed class AnalyticsDailyMapping : IEntityTypeConfiguration<AnalyticsDaily>
{
    public void Configure(EntityTypeBuilder<AnalyticsDaily> builder)
    {
        builder.ToTable(AnalyticsDaily.Table, table => table.HasCheckConstraint("ck_analytics_daily_counts",
            "event_count >= 0 AND unique_sessions >= 0 AND unique_users >= 0 AND revenue_cents >= 0"));
        builder.HasKey(row => new { row.Date, row.EventType });

        // The figures stand in the index, so that a chart of totals is drawn from it alone.
        builder.HasIndex(row => new { row.Date, row.EventCount, row.RevenueCents }, "idx_analytics_daily_date");
        builder.HasIndex(row => new { row.EventType, row.Date }, "idx_analytics_daily_type");
        builder.HasOne<AnalyticsDay>().WithMany().HasForeignKey(row => row.Date).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AnalyticsHourlyMapping : IEntityTypeConfiguration<AnalyticsHourly>
{
    public void Configure(EntityTypeBuilder<AnalyticsHourly> builder)
    {
        builder.ToTable(AnalyticsHourly.Table, table =>
            table.HasCheckConstraint("ck_analytics_hourly_hour", "hour BETWEEN 0 AND 23 AND event_count >= 0 AND page_views >= 0"));
        builder.HasKey(row => new { row.Date, row.Hour });
        builder.HasOne<AnalyticsDay>().WithMany().HasForeignKey(row => row.Date).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AnalyticsProductDailyMapping : IEntityTypeConfiguration<AnalyticsProductDaily>
{
    public void Configure(EntityTypeBuilder<AnalyticsProductDaily> builder)
    {
        builder.ToTable(AnalyticsProductDaily.Table, table => table.HasCheckConstraint("ck_analytics_product_daily_counts",
            "views >= 0 AND cart_adds >= 0 AND units_sold >= 0 AND revenue_cents >= 0"));
        builder.HasKey(row => new { row.Date, row.ProductId });
        builder.HasOne<AnalyticsDay>().WithMany().HasForeignKey(row => row.Date).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AnalyticsSearchDailyMapping : IEntityTypeConfiguration<AnalyticsSearchDaily>
{
    public void Configure(EntityTypeBuilder<AnalyticsSearchDaily> builder)
    {
        builder.ToTable(AnalyticsSearchDaily.Table, table => table.HasCheckConstraint("ck_analytics_search_daily_counts",
            "searches > 0 AND unique_sessions >= 0 AND without_result BETWEEN 0 AND searches"));
        builder.HasKey(row => new { row.Date, row.Term });
        builder.HasOne<AnalyticsDay>().WithMany().HasForeignKey(row => row.Date).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AnalyticsNoteMapping : IEntityTypeConfiguration<AnalyticsNote>
{
    public void Configure(EntityTypeBuilder<AnalyticsNote> builder)
    {
        builder.ToTable(AnalyticsNote.Table);
        builder.HasIndex(note => note.Date, "idx_analytics_notes_date");
    }
}

public static class AnalyticsSets
{
    extension(ShopDb db)
    {
        public DbSet<AnalyticsEvent> AnalyticsEvents => db.Set<AnalyticsEvent>();

        public DbSet<AnalyticsDay> AnalyticsDays => db.Set<AnalyticsDay>();

        public DbSet<AnalyticsDaily> AnalyticsDaily => db.Set<AnalyticsDaily>();

        public DbSet<AnalyticsHourly> AnalyticsHourly => db.Set<AnalyticsHourly>();

        public DbSet<AnalyticsProductDaily> AnalyticsProductDaily => db.Set<AnalyticsProductDaily>();

        public DbSet<AnalyticsSearchDaily> AnalyticsSearchDaily => db.Set<AnalyticsSearchDaily>();

        public DbSet<AnalyticsNote> AnalyticsNotes => db.Set<AnalyticsNote>();
    }
}
