using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

// The search index over users.search_text is beyond the model: Migrations/OrdersSql.cs.
internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable(Customer.Table, table =>
        {
            table.HasCheckConstraint("ck_users_email", "email = lower(email)");
            table.HasCheckConstraint("ck_users_erased", "erased_at IS NULL OR (email IS NULL AND name IS NULL AND password_hash IS NULL)");
            table.HasCheckConstraint("ck_users_merged", "merged_into_id IS NULL OR merged_into_id <> id");
        });
        builder.HasIndex(customer => customer.Email).IsUnique();
        builder.HasIndex(customer => new { customer.CreatedAt, customer.Id }, "idx_users_created").IsDescending();
        builder.HasIndex(customer => customer.MergedIntoId, "idx_users_merged").HasFilter("merged_into_id IS NOT NULL");
        builder.HasOne<Customer>().WithMany().HasForeignKey(customer => customer.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(customer => customer.Contacts).WithOne().HasForeignKey(contact => contact.UserId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(customer => customer.Addresses).WithOne().HasForeignKey(address => address.UserId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CustomerContactMapping : IEntityTypeConfiguration<CustomerContact>
{
    public void Configure(EntityTypeBuilder<CustomerContact> builder)
    {
        builder.ToTable("user_contacts");
        builder.HasIndex(contact => new { contact.Kind, contact.Value }, "idx_user_contacts_value").IsUnique();
        builder.HasIndex(contact => contact.UserId, "idx_user_contacts_user");
        builder.HasIndex(contact => contact.OthersValue, "idx_user_contacts_others").HasFilter("others_value IS NOT NULL");
    }
}

internal sealed class AddressMapping : IEntityTypeConfiguration<Address>
{
    public void Configure(EntityTypeBuilder<Address> builder)
    {
        builder.ToTable("addresses");
        builder.HasIndex(address => new { address.UserId, address.Normalized }, "idx_addresses_place").IsUnique();
        builder.HasIndex(address => address.UserId, "idx_addresses_default").IsUnique().HasFilter("is_default");
    }
}

internal sealed class CustomerSessionMapping : IEntityTypeConfiguration<CustomerSession>
{
    public void Configure(EntityTypeBuilder<CustomerSession> builder)
    {
        builder.ToTable("sessions");
        builder.HasIndex(session => session.TokenHash).IsUnique();
        builder.HasIndex(session => new { session.UserId, session.LastSeenAt }, "idx_sessions_user").IsDescending(false, true);
        builder.HasOne<Customer>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PasswordResetMapping : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> builder)
    {
        builder.ToTable("password_resets");
        builder.HasIndex(reset => reset.TokenHash).IsUnique();
        builder.HasIndex(reset => new { reset.UserId, reset.CreatedAt }, "idx_password_resets_user").IsDescending(false, true);
        builder.HasOne<Customer>().WithMany().HasForeignKey(reset => reset.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

public static class CustomersSets
{
    extension(ShopDb db)
    {
        public DbSet<Customer> Customers => db.Set<Customer>();

        public DbSet<CustomerContact> CustomerContacts => db.Set<CustomerContact>();

        public DbSet<Address> Addresses => db.Set<Address>();

        public DbSet<CustomerSession> CustomerSessions => db.Set<CustomerSession>();

        public DbSet<PasswordReset> PasswordResets => db.Set<PasswordReset>();
    }
}
