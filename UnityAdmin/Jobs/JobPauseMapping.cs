using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

internal sealed class JobPauseMapping : IEntityTypeConfiguration<JobPause>
{
    public void Configure(EntityTypeBuilder<JobPause> builder)
    {
        builder.ToTable("job_pauses");
        builder.HasKey(pause => pause.Job);
    }
}

public static class JobPauseSets
{
    extension(ShopDb db)
    {
        public DbSet<JobPause> JobPauses => db.Set<JobPause>();
    }
}
