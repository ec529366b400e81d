using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

internal sealed class ImageMapping : IEntityTypeConfiguration<Image>
{
    public void Configure(EntityTypeBuilder<Image> builder)
    {
        builder.ToTable("images", table =>
        {
            table.HasCheckConstraint("ck_images_one_owner", "(product_id IS NULL) <> (submission_id IS NULL)");
            table.HasCheckConstraint("ck_images_size", "size_bytes > 0");
        });
        builder.HasIndex(image => new { image.SubmissionId, image.ProductId, image.Position }, "idx_images_entity");
        builder.HasIndex(image => new { image.ProductId, image.Position }, "idx_images_product")
            .HasFilter("product_id IS NOT NULL");
        builder.HasIndex(image => image.ContentHash, "idx_images_content");
        builder.HasIndex(image => image.SourceHash, "idx_images_source");
    }
}

public static class MediaSets
{
    extension(ShopDb db)
    {
        public DbSet<Image> Images => db.Set<Image>();
    }
}
