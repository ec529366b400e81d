using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Jobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_cut_off",
                table: "job_runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "job_pauses",
                columns: table => new
                {
                    job = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    paused_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    paused_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_pauses", x => x.job);
                    table.CheckConstraint("ck_job_pauses_job_length", "length(\"job\") <= 80");
                    table.CheckConstraint("ck_job_pauses_paused_by_length", "length(\"paused_by\") <= 200");
                    table.CheckConstraint("ck_job_pauses_reason_length", "length(\"reason\") <= 200");
                });

            migrationBuilder.MoveFromQuartzOnSqlite();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "job_pauses");

            migrationBuilder.DropCutOff();
        }
    }
}
