using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Photos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "source_hash",
                table: "images",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "idx_images_source",
                table: "images",
                column: "source_hash");

            migrationBuilder.AddCheckConstraint(
                name: "ck_images_source_hash_length",
                table: "images",
                sql: "length(\"source_hash\") <= 64");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "idx_images_source",
                table: "images");

            migrationBuilder.DropCheckConstraint(
                name: "ck_images_source_hash_length",
                table: "images");

            migrationBuilder.DropColumn(
                name: "source_hash",
                table: "images");
        }
    }
}
