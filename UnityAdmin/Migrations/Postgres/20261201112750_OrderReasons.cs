using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OrderReasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "taken_back_reason",
                table: "orders",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "unpaid_reason",
                table: "orders",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_taken_back_reason_length",
                table: "orders",
                sql: "length(\"taken_back_reason\") <= 300");

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_unpaid_reason_length",
                table: "orders",
                sql: "length(\"unpaid_reason\") <= 300");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_taken_back_reason_length",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_unpaid_reason_length",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "taken_back_reason",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "unpaid_reason",
                table: "orders");
        }
    }
}
