using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace UnityAdmin.Data;

internal sealed class TextBackfillMapping : IEntityTypeConfiguration<TextBackfillProgress>
{
    public void Configure(EntityTypeBuilder<TextBackfillProgress> builder)
    {
        builder.ToTable("text_backfills");
        builder.HasKey(progress => progress.Name);
        builder.Property(progress => progress.Name).HasMaxLength(80);
    }
}

public static class TextBackfillSets
{
    extension(ShopDb db)
    {
        public DbSet<TextBackfillProgress> TextBackfills => db.Set<TextBackfillProgress>();
    }
}
