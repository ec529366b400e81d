using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace UnityAdmin.Data;

internal sealed class SystemLogMapping : IEntityTypeConfiguration<SystemLog>
{
    public void Configure(EntityTypeBuilder<SystemLog> builder)
    {
        builder.ToTable("system_logs");
        builder.Property(log => log.Action).HasMaxLength(60);
        builder.Property(log => log.ActorId).HasMaxLength(60);
        builder.Property(log => log.ActorName).HasMaxLength(120);
        builder.Property(log => log.IpAddress).HasMaxLength(64);
        builder.Property(log => log.Entity).HasMaxLength(60);
        builder.Property(log => log.Subject).HasMaxLength(60);
        builder.HasIndex(log => new { log.CreatedAt, log.Id }, "idx_logs_created").IsDescending();
        builder.HasIndex(log => new { log.Subject, log.SubjectId, log.Id }, "idx_logs_subject");
    }
}

public static class SystemLogSets
{
    extension(ShopDb db)
    {
        public DbSet<SystemLog> SystemLogs => db.Set<SystemLog>();
    }
}
