using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reopening : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "analytics_days",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "idx_analytics_days_open",
                table: "analytics_days",
                columns: new[] { "starts_at", "ends_at", "rolled_up_at" },
                filter: "sealed_at IS NULL");

            migrationBuilder.AddSqliteReopening();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropSqliteReopening();

            migrationBuilder.DropIndex(
                name: "idx_analytics_days_open",
                table: "analytics_days");
        }
    }
}
