using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Photos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddSqliteSourceHash();

            migrationBuilder.CreateIndex(
                name: "idx_images_source",
                table: "images",
                column: "source_hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "idx_images_source",
                table: "images");

            migrationBuilder.DropSqliteSourceHash();
        }
    }
}
