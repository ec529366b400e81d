using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OwnHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "idx_product_reservations_customer",
                table: "product_reservations");

            migrationBuilder.AddColumn<string>(
                name: "counted_address",
                table: "product_reservations",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_hash",
                table: "product_reservations",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_customer",
                table: "product_reservations",
                columns: new[] { "product_id", "user_id" },
                unique: true,
                filter: "status = 'pending' AND token_hash IS NULL");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_open_address",
                table: "product_reservations",
                columns: new[] { "counted_address", "expires_at" },
                filter: "status = 'pending' AND counted_address IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_open_session",
                table: "product_reservations",
                columns: new[] { "session_id", "expires_at" },
                filter: "status = 'pending' AND session_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_pending",
                table: "product_reservations",
                column: "product_id",
                filter: "status = 'pending'");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_token",
                table: "product_reservations",
                columns: new[] { "token_hash", "product_id" },
                unique: true,
                filter: "status = 'pending' AND token_hash IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_product_reservations_counted_address_length",
                table: "product_reservations",
                sql: "length(\"counted_address\") <= 50");

            migrationBuilder.AddCheckConstraint(
                name: "ck_product_reservations_token_hash_length",
                table: "product_reservations",
                sql: "length(\"token_hash\") <= 64");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "idx_product_reservations_customer",
                table: "product_reservations");

            migrationBuilder.DropIndex(
                name: "idx_product_reservations_open_address",
                table: "product_reservations");

            migrationBuilder.DropIndex(
                name: "idx_product_reservations_open_session",
                table: "product_reservations");

            migrationBuilder.DropIndex(
                name: "idx_product_reservations_pending",
                table: "product_reservations");

            migrationBuilder.DropIndex(
                name: "idx_product_reservations_token",
                table: "product_reservations");

            migrationBuilder.DropCheckConstraint(
                name: "ck_product_reservations_counted_address_length",
                table: "product_reservations");

            migrationBuilder.DropCheckConstraint(
                name: "ck_product_reservations_token_hash_length",
                table: "product_reservations");

            migrationBuilder.DropColumn(
                name: "counted_address",
                table: "product_reservations");

            migrationBuilder.DropColumn(
                name: "token_hash",
                table: "product_reservations");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_customer",
                table: "product_reservations",
                columns: new[] { "product_id", "user_id" },
                unique: true,
                filter: "status = 'pending'");
        }
    }
}
