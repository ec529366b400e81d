using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

// ASP.NET Core Identity's entities, mapped by hand because ShopDb is a plain DbContext that knows no area.

internal sealed class StaffUserMapping : IEntityTypeConfiguration<StaffUser>
{
    public void Configure(EntityTypeBuilder<StaffUser> builder)
    {
        builder.ToTable("staff_users");
        builder.Property(user => user.DisplayName).HasMaxLength(StaffUser.MaxName);
        builder.Property(user => user.UserName).HasMaxLength(StaffUser.MaxEmail).IsRequired();
        builder.Property(user => user.NormalizedUserName).HasMaxLength(StaffUser.MaxEmail).IsRequired();
        builder.Property(user => user.Email).HasMaxLength(StaffUser.MaxEmail).IsRequired();
        builder.Property(user => user.NormalizedEmail).HasMaxLength(StaffUser.MaxEmail).IsRequired();
        builder.Property(user => user.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(user => user.NormalizedUserName, "ux_staff_users_name").IsUnique();
        builder.HasIndex(user => user.NormalizedEmail, "ux_staff_users_email").IsUnique();
        builder.HasMany(user => user.Roles).WithOne().HasForeignKey(role => role.UserId);
        builder.HasMany<IdentityUserClaim<int>>().WithOne().HasForeignKey(claim => claim.UserId);
        builder.HasMany<IdentityUserLogin<int>>().WithOne().HasForeignKey(login => login.UserId);
        builder.HasMany<IdentityUserToken<int>>().WithOne().HasForeignKey(token => token.UserId);
    }
}

internal sealed class StaffRoleMapping : IEntityTypeConfiguration<IdentityRole<int>>
{
    public void Configure(EntityTypeBuilder<IdentityRole<int>> builder)
    {
        builder.ToTable("staff_roles");
        builder.Property(role => role.Name).HasMaxLength(40);
        builder.Property(role => role.NormalizedName).HasMaxLength(40);
        builder.Property(role => role.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(role => role.NormalizedName, "ux_staff_roles_name").IsUnique();
        builder.HasMany<IdentityUserRole<int>>().WithOne().HasForeignKey(held => held.RoleId);
        builder.HasMany<IdentityRoleClaim<int>>().WithOne().HasForeignKey(claim => claim.RoleId);
        builder.HasData(Enum.GetValues<Role>().Select(role => new IdentityRole<int>
        {
            Id = (int)role,
            Name = role.ToString(),
            NormalizedName = role.ToString().ToUpperInvariant(),
            ConcurrencyStamp = role.ToString(),
        }));
    }
}

internal sealed class StaffUserRoleMapping : IEntityTypeConfiguration<IdentityUserRole<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserRole<int>> builder)
    {
        builder.ToTable("staff_user_roles");
        builder.HasKey(held => new { held.UserId, held.RoleId });
        builder.HasIndex(held => held.UserId, "ux_staff_user_roles_user").IsUnique();
        builder.HasIndex(held => held.RoleId, "idx_staff_user_roles_role");
    }
}

internal sealed class StaffUserClaimMapping : IEntityTypeConfiguration<IdentityUserClaim<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<int>> builder)
    {
        builder.ToTable("staff_user_claims");
        builder.HasIndex(claim => claim.UserId, "idx_staff_user_claims_user");
    }
}

internal sealed class StaffUserLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> builder)
    {
        builder.ToTable("staff_user_logins");
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.Property(login => login.LoginProvider).HasMaxLength(128);
        builder.Property(login => login.ProviderKey).HasMaxLength(256);
        builder.HasIndex(login => login.UserId, "idx_staff_user_logins_user");
    }
}

internal sealed class StaffUserTokenMapping : IEntityTypeConfiguration<IdentityUserToken<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder)
    {
        builder.ToTable("staff_user_tokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.Property(token => token.LoginProvider).HasMaxLength(128);
        builder.Property(token => token.Name).HasMaxLength(128);
        builder.Property(token => token.Value).IsSecret();
    }
}

internal sealed class StaffRoleClaimMapping : IEntityTypeConfiguration<IdentityRoleClaim<int>>
{
    public void Configure(EntityTypeBuilder<IdentityRoleClaim<int>> builder)
    {
        builder.ToTable("staff_role_claims");
        builder.HasIndex(claim => claim.RoleId, "idx_staff_role_claims_role");
    }
}

internal sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.Property(token => token.Name).HasMaxLength(ApiToken.MaxName);
        builder.Property(token => token.TokenHash).HasMaxLength(64);
        builder.Property(token => token.CreatedBy).HasMaxLength(120);
        builder.HasIndex(token => token.TokenHash, "ux_api_tokens_hash").IsUnique();
    }
}

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.HasIndex(view => new { view.OwnerId, view.Page, view.Name }, "ux_saved_views_name").IsUnique();
        builder.HasIndex(view => new { view.Page, view.Name }, "idx_saved_views_page");
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(view => view.OwnerId);
    }
}

internal sealed class StaffSessionMapping : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> builder)
    {
        builder.ToTable(StaffSessions.Table);
        builder.Property(session => session.IpAddress).HasMaxLength(StaffSession.MaxAddress);
        builder.Property(session => session.UserAgent).HasMaxLength(StaffSession.MaxUserAgent);
        builder.HasIndex(session => new { session.StaffUserId, session.LastSeenAt }, "idx_staff_sessions_user");
        builder.HasIndex(session => session.LastSeenAt, "idx_staff_sessions_seen");
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(session => session.StaffUserId);
    }
}

public static class StaffSets
{
    extension(ShopDb db)
    {
        public DbSet<StaffUser> StaffUsers => db.Set<StaffUser>();

        public DbSet<IdentityRole<int>> StaffRoles => db.Set<IdentityRole<int>>();

        public DbSet<IdentityUserToken<int>> StaffUserTokens => db.Set<IdentityUserToken<int>>();

        public DbSet<StaffSession> StaffSessions => db.Set<StaffSession>();

        public DbSet<ApiToken> ApiTokens => db.Set<ApiToken>();

        public DbSet<SavedView> SavedViews => db.Set<SavedView>();
    }
}
