using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "other_names",
                table: "users",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "others_value",
                table: "user_contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "brand_key",
                table: "products",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "product_reservations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "text_backfills",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    last_id = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_backfills", x => x.name);
                    table.CheckConstraint("ck_text_backfills_name_length", "length(\"name\") <= 80");
                });

            migrationBuilder.CreateIndex(
                name: "idx_user_contacts_others",
                table: "user_contacts",
                column: "others_value",
                filter: "others_value IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_products_brand_key",
                table: "products",
                columns: new[] { "brand_key", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.AddPostgresSearchText();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPostgresSearchText();

            migrationBuilder.DropTable(
                name: "text_backfills");

            migrationBuilder.DropIndex(
                name: "idx_user_contacts_others",
                table: "user_contacts");

            migrationBuilder.DropIndex(
                name: "idx_products_brand_key",
                table: "products");

            migrationBuilder.DropColumn(
                name: "other_names",
                table: "users");

            migrationBuilder.DropColumn(
                name: "others_value",
                table: "user_contacts");

            migrationBuilder.DropColumn(
                name: "brand_key",
                table: "products");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "product_reservations");
        }
    }
}
