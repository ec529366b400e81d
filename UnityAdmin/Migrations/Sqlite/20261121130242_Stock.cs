using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Stock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "product_numbers",
                columns: table => new
                {
                    series = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_numbers", x => x.series);
                    table.CheckConstraint("ck_product_numbers_series_length", "length(\"series\") <= 8");
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    sku = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    brand = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    size = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    condition = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    price_cents = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    quantity_available = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => x.id);
                    table.CheckConstraint("ck_products_brand_length", "length(\"brand\") <= 80");
                    table.CheckConstraint("ck_products_category_length", "length(\"category\") <= 20");
                    table.CheckConstraint("ck_products_category_size", "(category = 'BN-CLOTHES' AND size IN ('XS', 'S', 'M', 'L', 'XL')) OR (category = 'BN-SHOES' AND size IN ('UK-6', 'UK-6-5', 'UK-7', 'UK-7-5', 'UK-8', 'UK-8-5', 'UK-9', 'UK-9-5', 'UK-10', 'UK-10-5', 'UK-11', 'UK-11-5', 'UK-12')) OR (category = 'PO-CLOTHES' AND size IN ('XS', 'S', 'M', 'L', 'XL', 'XS-TOP-S-BOTTOM', 'S-TOP-XS-BOTTOM', 'S-TOP-M-BOTTOM', 'M-TOP-S-BOTTOM', 'M-TOP-L-BOTTOM', 'L-TOP-M-BOTTOM', 'L-TOP-XL-BOTTOM', 'XL-TOP-L-BOTTOM')) OR (category = 'PO-SHOES' AND size IN ('UK-6', 'UK-6-5', 'UK-7', 'UK-7-5', 'UK-8', 'UK-8-5', 'UK-9', 'UK-9-5', 'UK-10', 'UK-10-5', 'UK-11', 'UK-11-5', 'UK-12'))");
                    table.CheckConstraint("ck_products_condition", "\"condition\" IN ('new', 'like_new', 'mint', 'decent', 'poor')");
                    table.CheckConstraint("ck_products_description_length", "length(\"description\") <= 2000");
                    table.CheckConstraint("ck_products_name_length", "length(\"name\") <= 120");
                    table.CheckConstraint("ck_products_price", "price_cents >= 0 AND (status <> 'active' OR price_cents > 0)");
                    table.CheckConstraint("ck_products_quantity", "quantity_available >= 0");
                    table.CheckConstraint("ck_products_size_length", "length(\"size\") <= 20");
                    table.CheckConstraint("ck_products_sku_length", "length(\"sku\") <= 40");
                    table.CheckConstraint("ck_products_status", "\"status\" IN ('draft', 'active', 'hidden')");
                });

            migrationBuilder.CreateTable(
                name: "sell_inspections",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    submission_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    found_condition = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    agreed_cents = table.Column<long>(type: "INTEGER", nullable: false),
                    price_cents = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    inspected_by_id = table.Column<int>(type: "INTEGER", nullable: true),
                    inspected_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    inspected_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_inspections", x => x.id);
                    table.CheckConstraint("ck_sell_inspections_found_condition_length", "length(\"found_condition\") <= 40");
                    table.CheckConstraint("ck_sell_inspections_inspected_by_name_length", "length(\"inspected_by_name\") <= 120");
                    table.CheckConstraint("ck_sell_inspections_outcome", "\"outcome\" IN ('as_described', 'price_cut', 'returned')");
                    table.CheckConstraint("ck_sell_inspections_price", "agreed_cents >= 0 AND CASE outcome WHEN 'as_described' THEN price_cents = agreed_cents\nWHEN 'price_cut' THEN price_cents > 0 AND price_cents < agreed_cents AND reason IS NOT NULL\nELSE price_cents = 0 AND reason IS NOT NULL END");
                    table.CheckConstraint("ck_sell_inspections_reason_length", "length(\"reason\") <= 500");
                    table.ForeignKey(
                        name: "fk_sell_inspections_sell_items_item_id",
                        column: x => x.item_id,
                        principalTable: "sell_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sell_inspections_sell_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "sell_submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sell_inspections_staff_users_inspected_by_id",
                        column: x => x.inspected_by_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "sell_payments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    submission_id = table.Column<int>(type: "INTEGER", nullable: false),
                    method = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    amount_cents = table.Column<long>(type: "INTEGER", nullable: false),
                    paid_by_id = table.Column<int>(type: "INTEGER", nullable: true),
                    paid_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    paid_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_payments", x => x.id);
                    table.CheckConstraint("ck_sell_payments_amount", "amount_cents > 0");
                    table.CheckConstraint("ck_sell_payments_method", "\"method\" IN ('bank_transfer', 'revolut', 'cash', 'store_credit')");
                    table.CheckConstraint("ck_sell_payments_paid_by_name_length", "length(\"paid_by_name\") <= 120");
                    table.CheckConstraint("ck_sell_payments_reference", "reference IS NOT NULL OR method IN ('cash', 'store_credit')");
                    table.CheckConstraint("ck_sell_payments_reference_length", "length(\"reference\") <= 120");
                    table.ForeignKey(
                        name: "fk_sell_payments_sell_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "sell_submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sell_payments_staff_users_paid_by_id",
                        column: x => x.paid_by_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "stock_counts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    size = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    brand = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    opened_by_id = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    opened_at = table.Column<string>(type: "TEXT", nullable: false),
                    closed_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    closed_at = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_counts", x => x.id);
                    table.CheckConstraint("ck_stock_counts_brand_length", "length(\"brand\") <= 80");
                    table.CheckConstraint("ck_stock_counts_category_length", "length(\"category\") <= 20");
                    table.CheckConstraint("ck_stock_counts_closed_by_name_length", "length(\"closed_by_name\") <= 120");
                    table.CheckConstraint("ck_stock_counts_opened_by_name_length", "length(\"opened_by_name\") <= 120");
                    table.CheckConstraint("ck_stock_counts_size_length", "length(\"size\") <= 20");
                    table.CheckConstraint("ck_stock_counts_status", "\"status\" IN ('counting', 'waiting', 'posted', 'cancelled')");
                    table.CheckConstraint("ck_stock_counts_title_length", "length(\"title\") <= 80");
                    table.ForeignKey(
                        name: "fk_stock_counts_staff_users_opened_by_id",
                        column: x => x.opened_by_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_corrections",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    operation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    value_cents = table.Column<long>(type: "INTEGER", nullable: false),
                    stock_count_id = table.Column<int>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    requested_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    requested_at = table.Column<string>(type: "TEXT", nullable: false),
                    decided_by_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    decided_at = table.Column<string>(type: "TEXT", nullable: true),
                    decision_note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_corrections", x => x.id);
                    table.CheckConstraint("ck_stock_corrections_decided_by_id_length", "length(\"decided_by_id\") <= 80");
                    table.CheckConstraint("ck_stock_corrections_decided_by_name_length", "length(\"decided_by_name\") <= 120");
                    table.CheckConstraint("ck_stock_corrections_decision_note_length", "length(\"decision_note\") <= 500");
                    table.CheckConstraint("ck_stock_corrections_kind", "\"kind\" IN ('adjustment', 'reversal', 'stocktake')");
                    table.CheckConstraint("ck_stock_corrections_note_length", "length(\"note\") <= 500");
                    table.CheckConstraint("ck_stock_corrections_reason", "\"reason\" IN ('opening', 'intake', 'purchase', 'sale', 'sale_cancelled', 'return', 'reservation', 'reservation_released', 'stocktake', 'damaged', 'lost', 'found', 'theft', 'correction', 'reversal')");
                    table.CheckConstraint("ck_stock_corrections_requested_by_id_length", "length(\"requested_by_id\") <= 80");
                    table.CheckConstraint("ck_stock_corrections_requested_by_name_length", "length(\"requested_by_name\") <= 120");
                    table.CheckConstraint("ck_stock_corrections_second", "decided_by_id IS NULL OR status = 'withdrawn' OR decided_by_id <> requested_by_id");
                    table.CheckConstraint("ck_stock_corrections_status", "\"status\" IN ('waiting', 'posted', 'refused', 'withdrawn')");
                    table.CheckConstraint("ck_stock_corrections_value", "value_cents >= 0");
                    table.ForeignKey(
                        name: "fk_stock_corrections_stock_counts_stock_count_id",
                        column: x => x.stock_count_id,
                        principalTable: "stock_counts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_count_lines",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    stock_count_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    counted = table.Column<int>(type: "INTEGER", nullable: true),
                    expected = table.Column<int>(type: "INTEGER", nullable: true),
                    last_move_id = table.Column<long>(type: "INTEGER", nullable: true),
                    moved_meanwhile = table.Column<bool>(type: "INTEGER", nullable: false),
                    first_counted = table.Column<int>(type: "INTEGER", nullable: true),
                    counted_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    counted_at = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_count_lines", x => x.id);
                    table.CheckConstraint("ck_stock_count_lines_counted", "counted >= 0 AND expected >= 0");
                    table.CheckConstraint("ck_stock_count_lines_counted_by_name_length", "length(\"counted_by_name\") <= 120");
                    table.CheckConstraint("ck_stock_count_lines_whole", "(counted IS NULL) = (expected IS NULL) AND (counted IS NULL) = (counted_at IS NULL)");
                    table.ForeignKey(
                        name: "fk_stock_count_lines_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_count_lines_stock_counts_stock_count_id",
                        column: x => x.stock_count_id,
                        principalTable: "stock_counts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_moves",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<int>(type: "INTEGER", nullable: true),
                    reservation_id = table.Column<int>(type: "INTEGER", nullable: true),
                    sell_item_id = table.Column<int>(type: "INTEGER", nullable: true),
                    purchase_order_id = table.Column<int>(type: "INTEGER", nullable: true),
                    stock_count_id = table.Column<int>(type: "INTEGER", nullable: true),
                    correction_id = table.Column<int>(type: "INTEGER", nullable: true),
                    reverses_id = table.Column<long>(type: "INTEGER", nullable: true),
                    quantity_change = table.Column<int>(type: "INTEGER", nullable: false),
                    balance_after = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    actor_kind = table.Column<string>(type: "TEXT", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_moves", x => x.id);
                    table.CheckConstraint("ck_stock_moves_actor_id_length", "length(\"actor_id\") <= 60");
                    table.CheckConstraint("ck_stock_moves_actor_kind", "\"actor_kind\" IN ('staff', 'client', 'seller', 'storefront', 'job')");
                    table.CheckConstraint("ck_stock_moves_actor_length", "length(\"actor\") <= 120");
                    table.CheckConstraint("ck_stock_moves_balance", "balance_after >= 0");
                    table.CheckConstraint("ck_stock_moves_change", "quantity_change <> 0");
                    table.CheckConstraint("ck_stock_moves_document", "CASE WHEN order_id IS NULL THEN 0 ELSE 1 END + CASE WHEN reservation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN sell_item_id IS NULL THEN 0 ELSE 1 END + CASE WHEN purchase_order_id IS NULL THEN 0 ELSE 1 END + CASE WHEN stock_count_id IS NULL THEN 0 ELSE 1 END + CASE WHEN reverses_id IS NULL THEN 0 ELSE 1 END <= 1 AND CASE\nWHEN reason = 'opening' THEN CASE WHEN order_id IS NULL THEN 0 ELSE 1 END + CASE WHEN reservation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN sell_item_id IS NULL THEN 0 ELSE 1 END + CASE WHEN purchase_order_id IS NULL THEN 0 ELSE 1 END + CASE WHEN stock_count_id IS NULL THEN 0 ELSE 1 END + CASE WHEN reverses_id IS NULL THEN 0 ELSE 1 END = 0\nWHEN reason = 'intake' THEN sell_item_id IS NOT NULL\nWHEN reason = 'purchase' THEN purchase_order_id IS NOT NULL\nWHEN reason IN ('sale', 'sale_cancelled', 'return') THEN order_id IS NOT NULL\nWHEN reason IN ('reservation', 'reservation_released') THEN reservation_id IS NOT NULL\nWHEN reason = 'stocktake' THEN stock_count_id IS NOT NULL\nWHEN reason = 'reversal' THEN reverses_id IS NOT NULL\nELSE CASE WHEN order_id IS NULL THEN 0 ELSE 1 END + CASE WHEN reservation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN sell_item_id IS NULL THEN 0 ELSE 1 END + CASE WHEN purchase_order_id IS NULL THEN 0 ELSE 1 END + CASE WHEN stock_count_id IS NULL THEN 0 ELSE 1 END + CASE WHEN reverses_id IS NULL THEN 0 ELSE 1 END = 0 END\nAND (correction_id IS NOT NULL) = (reason IN ('damaged', 'lost', 'found', 'theft', 'correction', 'reversal', 'stocktake'))");
                    table.CheckConstraint("ck_stock_moves_hash_length", "length(\"hash\") <= 64");
                    table.CheckConstraint("ck_stock_moves_hashes", "length(hash) = 64 AND length(previous_hash) = 64");
                    table.CheckConstraint("ck_stock_moves_note_length", "length(\"note\") <= 500");
                    table.CheckConstraint("ck_stock_moves_previous_hash_length", "length(\"previous_hash\") <= 64");
                    table.CheckConstraint("ck_stock_moves_reason", "\"reason\" IN ('opening', 'intake', 'purchase', 'sale', 'sale_cancelled', 'return', 'reservation', 'reservation_released', 'stocktake', 'damaged', 'lost', 'found', 'theft', 'correction', 'reversal')");
                    table.CheckConstraint("ck_stock_moves_sign", "CASE WHEN reason IN ('sale', 'reservation', 'damaged', 'lost', 'theft') THEN quantity_change < 0\nWHEN reason IN ('stocktake', 'correction', 'reversal') THEN TRUE ELSE quantity_change > 0 END");
                    table.ForeignKey(
                        name: "fk_stock_moves_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_moves_sell_items_sell_item_id",
                        column: x => x.sell_item_id,
                        principalTable: "sell_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_moves_stock_corrections_correction_id",
                        column: x => x.correction_id,
                        principalTable: "stock_corrections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_moves_stock_counts_stock_count_id",
                        column: x => x.stock_count_id,
                        principalTable: "stock_counts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_moves_stock_moves_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "stock_moves",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_correction_lines",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    correction_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity_change = table.Column<int>(type: "INTEGER", nullable: false),
                    counted = table.Column<int>(type: "INTEGER", nullable: true),
                    reverses_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_correction_lines", x => x.id);
                    table.CheckConstraint("ck_stock_correction_lines_change", "quantity_change <> 0");
                    table.ForeignKey(
                        name: "fk_stock_correction_lines_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_correction_lines_stock_corrections_correction_id",
                        column: x => x.correction_id,
                        principalTable: "stock_corrections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_correction_lines_stock_moves_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "stock_moves",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "idx_products_brand",
                table: "products",
                columns: new[] { "brand", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_products_category",
                table: "products",
                columns: new[] { "category", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_products_created",
                table: "products",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "idx_products_size",
                table: "products",
                columns: new[] { "size", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_products_status",
                table: "products",
                columns: new[] { "status", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_products_sku",
                table: "products",
                column: "sku",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_sell_inspections_item",
                table: "sell_inspections",
                column: "item_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_sell_inspections_submission",
                table: "sell_inspections",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ix_sell_inspections_inspected_by_id",
                table: "sell_inspections",
                column: "inspected_by_id");

            migrationBuilder.CreateIndex(
                name: "idx_sell_payments_submission",
                table: "sell_payments",
                column: "submission_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sell_payments_paid_by_id",
                table: "sell_payments",
                column: "paid_by_id");

            migrationBuilder.CreateIndex(
                name: "idx_stock_correction_lines",
                table: "stock_correction_lines",
                columns: new[] { "correction_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_stock_correction_lines_product",
                table: "stock_correction_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "idx_stock_correction_lines_reverses",
                table: "stock_correction_lines",
                column: "reverses_id");

            migrationBuilder.CreateIndex(
                name: "idx_stock_corrections_count",
                table: "stock_corrections",
                column: "stock_count_id");

            migrationBuilder.CreateIndex(
                name: "idx_stock_corrections_operation",
                table: "stock_corrections",
                column: "operation_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_stock_corrections_status",
                table: "stock_corrections",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "idx_stock_count_lines_of_product",
                table: "stock_count_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "idx_stock_count_lines_product",
                table: "stock_count_lines",
                columns: new[] { "stock_count_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_stock_counts_status",
                table: "stock_counts",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_counts_opened_by_id",
                table: "stock_counts",
                column: "opened_by_id");

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_actor",
                table: "stock_moves",
                columns: new[] { "actor_kind", "actor_id", "created_at", "id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_correction",
                table: "stock_moves",
                column: "correction_id",
                filter: "correction_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_count",
                table: "stock_moves",
                column: "stock_count_id",
                filter: "stock_count_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_created",
                table: "stock_moves",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_order",
                table: "stock_moves",
                column: "order_id",
                filter: "order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_product",
                table: "stock_moves",
                columns: new[] { "product_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_purchase_order",
                table: "stock_moves",
                column: "purchase_order_id",
                filter: "purchase_order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_reason",
                table: "stock_moves",
                columns: new[] { "reason", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_reservation",
                table: "stock_moves",
                column: "reservation_id",
                filter: "reservation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_reverses",
                table: "stock_moves",
                column: "reverses_id",
                unique: true,
                filter: "reverses_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_stock_moves_sell_item",
                table: "stock_moves",
                column: "sell_item_id",
                unique: true,
                filter: "sell_item_id IS NOT NULL");

            migrationBuilder.TieSqliteOwners();
            migrationBuilder.AddSqliteStock();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropSqliteStock();

            migrationBuilder.DropForeignKey(
                name: "fk_images_products_product_id",
                table: "images");

            migrationBuilder.DropForeignKey(
                name: "fk_images_sell_submissions_submission_id",
                table: "images");

            migrationBuilder.DropForeignKey(
                name: "fk_sell_items_products_product_id",
                table: "sell_items");

            migrationBuilder.DropTable(
                name: "product_numbers");

            migrationBuilder.DropTable(
                name: "sell_inspections");

            migrationBuilder.DropTable(
                name: "sell_payments");

            migrationBuilder.DropTable(
                name: "stock_correction_lines");

            migrationBuilder.DropTable(
                name: "stock_count_lines");

            migrationBuilder.DropTable(
                name: "stock_moves");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "stock_corrections");

            migrationBuilder.DropTable(
                name: "stock_counts");

            migrationBuilder.DropIndex(
                name: "idx_sell_items_product",
                table: "sell_items");

            migrationBuilder.DropIndex(
                name: "idx_images_product",
                table: "images");

            migrationBuilder.DropColumn(
                name: "product_id",
                table: "sell_items");
        }
    }
}
