using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.ChangePostgresOrders();

            migrationBuilder.CreateTable(
                name: "order_refunds",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_id = table.Column<int>(type: "integer", nullable: false),
                    amount_cents = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    reference = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    refunded_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_refunds", x => x.id);
                    table.CheckConstraint("ck_order_refunds_amount", "amount_cents >= 0");
                    table.CheckConstraint("ck_order_refunds_reason_length", "length(\"reason\") <= 300");
                    table.CheckConstraint("ck_order_refunds_reference_length", "length(\"reference\") <= 80");
                    table.CheckConstraint("ck_order_refunds_refunded_by_length", "length(\"refunded_by\") <= 120");
                    table.ForeignKey(
                        name: "fk_order_refunds_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_refund_lines",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    refund_id = table.Column<int>(type: "integer", nullable: false),
                    order_item_id = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    cents = table.Column<long>(type: "bigint", nullable: false),
                    condition = table.Column<string>(type: "text", nullable: false),
                    move_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_refund_lines", x => x.id);
                    table.CheckConstraint("ck_order_refund_lines_condition", "\"condition\" IN ('sellable', 'damaged', 'not_returned')");
                    table.CheckConstraint("ck_order_refund_lines_move", "(condition = 'sellable') = (move_id IS NOT NULL)");
                    table.CheckConstraint("ck_order_refund_lines_units", "quantity > 0 AND cents >= 0");
                    table.ForeignKey(
                        name: "fk_order_refund_lines_order_items_order_item_id",
                        column: x => x.order_item_id,
                        principalTable: "order_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_refund_lines_order_refunds_refund_id",
                        column: x => x.refund_id,
                        principalTable: "order_refunds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_refund_lines_stock_moves_move_id",
                        column: x => x.move_id,
                        principalTable: "stock_moves",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "idx_order_refund_lines_item",
                table: "order_refund_lines",
                column: "order_item_id");

            migrationBuilder.CreateIndex(
                name: "idx_order_refund_lines_move",
                table: "order_refund_lines",
                column: "move_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_order_refund_lines_refund",
                table: "order_refund_lines",
                columns: new[] { "refund_id", "order_item_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_order_refunds_order",
                table: "order_refunds",
                column: "order_id");

            migrationBuilder.AddPostgresRefunds();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPostgresRefunds();

            migrationBuilder.DropTable(
                name: "order_refund_lines");

            migrationBuilder.DropTable(
                name: "order_refunds");

            migrationBuilder.ChangePostgresOrdersBack();
        }
    }
}
