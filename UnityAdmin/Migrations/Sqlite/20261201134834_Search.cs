using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "others_value",
                table: "user_contacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "brand_key",
                table: "products",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "product_reservations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "text_backfills",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    last_id = table.Column<int>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<string>(type: "TEXT", nullable: true)
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

            migrationBuilder.AddSqliteSearchText();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "text_backfills");

            migrationBuilder.DropIndex(
                name: "idx_user_contacts_others",
                table: "user_contacts");

            migrationBuilder.DropIndex(
                name: "idx_products_brand_key",
                table: "products");

            migrationBuilder.DropSqliteSearchText();
        }
    }
}
