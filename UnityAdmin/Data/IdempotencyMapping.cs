using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace UnityAdmin.Data;

internal sealed class IdempotencyKeyMapping : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(key => new { key.Scope, key.Key });
        builder.Property(key => key.IsRefusal).HasDefaultValue(false);
        builder.HasIndex(key => key.CreatedAt, "idx_idempotency_keys_created");
    }
}

public static class IdempotencySets
{
    extension(ShopDb db)
    {
        public DbSet<IdempotencyKey> IdempotencyKeys => db.Set<IdempotencyKey>();
    }
}
