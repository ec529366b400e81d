using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable(JobRun.Table, table =>
        {
            table.HasCheckConstraint("ck_job_runs_finished", "(state = 'running') = (finished_at IS NULL)");
            table.HasCheckConstraint("ck_job_runs_counts", "done_count >= 0 AND progress_done >= 0 AND progress_total >= 0 AND runs > 0");
        });
        builder.Property(run => run.IsCutOff).HasDefaultValue(false);
        builder.HasIndex(run => run.Job, "idx_job_runs_running").IsUnique().HasFilter("state = 'running'");
        builder.HasIndex(run => new { run.Job, run.Id }, "idx_job_runs_job").IsDescending(false, true);
    }
}

public static class JobRunSets
{
    extension(ShopDb db)
    {
        public DbSet<JobRun> JobRuns => db.Set<JobRun>();
    }
}
