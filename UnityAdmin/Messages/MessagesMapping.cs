using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Data;

namespace UnityAdmin.Messages;

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.HasIndex(message => new { message.Status, message.DueAt }, "idx_outbox_due");
        builder.HasIndex(message => new { message.Subject, message.SubjectId, message.Kind, message.Topic }, "idx_outbox_once").IsUnique();
    }
}

public static class MessagesSets
{
    extension(ShopDb db)
    {
        public DbSet<OutboxMessage> OutboxMessages => db.Set<OutboxMessage>();
    }
}
