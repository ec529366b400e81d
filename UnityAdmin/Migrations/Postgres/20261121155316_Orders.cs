using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Orders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "user_id",
                table: "sell_submissions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    scope = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    request_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    response = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.scope, x.key });
                    table.CheckConstraint("ck_idempotency_keys_key_length", "length(\"key\") <= 200");
                    table.CheckConstraint("ck_idempotency_keys_request_hash_length", "length(\"request_hash\") <= 64");
                    table.CheckConstraint("ck_idempotency_keys_scope_length", "length(\"scope\") <= 20");
                });

            migrationBuilder.CreateTable(
                name: "order_numbers",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_numbers", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    password_hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    erased_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    merged_into_id = table.Column<int>(type: "integer", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                    table.CheckConstraint("ck_users_email", "email = lower(email)");
                    table.CheckConstraint("ck_users_email_length", "length(\"email\") <= 254");
                    table.CheckConstraint("ck_users_erased", "erased_at IS NULL OR (email IS NULL AND name IS NULL AND password_hash IS NULL)");
                    table.CheckConstraint("ck_users_merged", "merged_into_id IS NULL OR merged_into_id <> id");
                    table.CheckConstraint("ck_users_name_length", "length(\"name\") <= 120");
                    table.CheckConstraint("ck_users_password_hash_length", "length(\"password_hash\") <= 200");
                    table.ForeignKey(
                        name: "fk_users_users_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "addresses",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    lines = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    city = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    eircode = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    normalized = table.Column<string>(type: "character varying(390)", maxLength: 390, nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_addresses", x => x.id);
                    table.CheckConstraint("ck_addresses_city_length", "length(\"city\") <= 80");
                    table.CheckConstraint("ck_addresses_eircode_length", "length(\"eircode\") <= 10");
                    table.CheckConstraint("ck_addresses_lines_length", "length(\"lines\") <= 300");
                    table.CheckConstraint("ck_addresses_normalized_length", "length(\"normalized\") <= 390");
                    table.ForeignKey(
                        name: "fk_addresses_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_number = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    payment_status = table.Column<string>(type: "text", nullable: false),
                    payment_method = table.Column<string>(type: "text", nullable: true),
                    payment_reference = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    customer_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    customer_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    customer_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    delivery_method = table.Column<string>(type: "text", nullable: false),
                    delivery_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    delivery_city = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    delivery_eircode = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    notes = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    subtotal_cents = table.Column<long>(type: "bigint", nullable: false),
                    delivery_cents = table.Column<long>(type: "bigint", nullable: false),
                    total_cents = table.Column<long>(type: "bigint", nullable: false),
                    item_count = table.Column<int>(type: "integer", nullable: false),
                    carrier = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    tracking_number = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    closing_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    refund_reference = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    shipped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    restocked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    refunded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => x.id);
                    table.CheckConstraint("ck_orders_carrier_length", "length(\"carrier\") <= 80");
                    table.CheckConstraint("ck_orders_closing_reason_length", "length(\"closing_reason\") <= 300");
                    table.CheckConstraint("ck_orders_customer_email_length", "length(\"customer_email\") <= 254");
                    table.CheckConstraint("ck_orders_customer_name_length", "length(\"customer_name\") <= 120");
                    table.CheckConstraint("ck_orders_customer_phone_length", "length(\"customer_phone\") <= 20");
                    table.CheckConstraint("ck_orders_delivery_address_length", "length(\"delivery_address\") <= 300");
                    table.CheckConstraint("ck_orders_delivery_city_length", "length(\"delivery_city\") <= 80");
                    table.CheckConstraint("ck_orders_delivery_eircode_length", "length(\"delivery_eircode\") <= 10");
                    table.CheckConstraint("ck_orders_delivery_method", "\"delivery_method\" IN ('collection', 'delivery')");
                    table.CheckConstraint("ck_orders_item_count", "item_count > 0");
                    table.CheckConstraint("ck_orders_notes_length", "length(\"notes\") <= 1000");
                    table.CheckConstraint("ck_orders_order_number_length", "length(\"order_number\") <= 32");
                    table.CheckConstraint("ck_orders_paid", "(payment_status = 'pending') = (paid_at IS NULL)");
                    table.CheckConstraint("ck_orders_paid_how", "(payment_method IS NULL) = (paid_at IS NULL)");
                    table.CheckConstraint("ck_orders_payment_method", "\"payment_method\" IN ('card', 'cash', 'bank_transfer', 'revolut', 'store_credit')");
                    table.CheckConstraint("ck_orders_payment_reference_length", "length(\"payment_reference\") <= 80");
                    table.CheckConstraint("ck_orders_payment_status", "\"payment_status\" IN ('pending', 'paid', 'refunded')");
                    table.CheckConstraint("ck_orders_refund_reference_length", "length(\"refund_reference\") <= 80");
                    table.CheckConstraint("ck_orders_refunded", "(payment_status = 'refunded') = (refunded_at IS NOT NULL)");
                    table.CheckConstraint("ck_orders_restocked", "(status = 'cancelled' OR payment_status = 'refunded') = (restocked_at IS NOT NULL)");
                    table.CheckConstraint("ck_orders_status", "\"status\" IN ('pending', 'confirmed', 'processing', 'shipped', 'completed', 'cancelled')");
                    table.CheckConstraint("ck_orders_total", "subtotal_cents >= 0 AND delivery_cents >= 0 AND total_cents = subtotal_cents + delivery_cents");
                    table.CheckConstraint("ck_orders_tracking_number_length", "length(\"tracking_number\") <= 80");
                    table.ForeignKey(
                        name: "fk_orders_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "password_resets",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_password_resets", x => x.id);
                    table.CheckConstraint("ck_password_resets_token_hash_length", "length(\"token_hash\") <= 64");
                    table.ForeignKey(
                        name: "fk_password_resets_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ip_address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.CheckConstraint("ck_sessions_ip_address_length", "length(\"ip_address\") <= 45");
                    table.CheckConstraint("ck_sessions_revoked_by_length", "length(\"revoked_by\") <= 120");
                    table.CheckConstraint("ck_sessions_token_hash_length", "length(\"token_hash\") <= 64");
                    table.CheckConstraint("ck_sessions_user_agent_length", "length(\"user_agent\") <= 300");
                    table.ForeignKey(
                        name: "fk_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_contacts",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_contacts", x => x.id);
                    table.CheckConstraint("ck_user_contacts_kind", "\"kind\" IN ('phone', 'email', 'handle')");
                    table.CheckConstraint("ck_user_contacts_value_length", "length(\"value\") <= 254");
                    table.ForeignKey(
                        name: "fk_user_contacts_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<int>(type: "integer", nullable: false),
                    sku = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    product_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    brand = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    size = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_price_cents = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    line_cents = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_items", x => x.id);
                    table.CheckConstraint("ck_order_items_brand_length", "length(\"brand\") <= 80");
                    table.CheckConstraint("ck_order_items_price", "unit_price_cents >= 0 AND line_cents = unit_price_cents * quantity");
                    table.CheckConstraint("ck_order_items_product_name_length", "length(\"product_name\") <= 120");
                    table.CheckConstraint("ck_order_items_quantity", "quantity > 0");
                    table.CheckConstraint("ck_order_items_size_length", "length(\"size\") <= 20");
                    table.CheckConstraint("ck_order_items_sku_length", "length(\"sku\") <= 40");
                    table.ForeignKey(
                        name: "fk_order_items_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_items_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "product_reservations",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    session_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    order_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    customer_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    customer_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    customer_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    order_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_reservations", x => x.id);
                    table.CheckConstraint("ck_product_reservations_customer_email_length", "length(\"customer_email\") <= 254");
                    table.CheckConstraint("ck_product_reservations_customer_name_length", "length(\"customer_name\") <= 120");
                    table.CheckConstraint("ck_product_reservations_customer_phone_length", "length(\"customer_phone\") <= 20");
                    table.CheckConstraint("ck_product_reservations_ended", "(status = 'pending') = (ended_at IS NULL)");
                    table.CheckConstraint("ck_product_reservations_ended_by_length", "length(\"ended_by\") <= 120");
                    table.CheckConstraint("ck_product_reservations_expiry", "expires_at > created_at");
                    table.CheckConstraint("ck_product_reservations_order", "(status = 'confirmed') = (order_id IS NOT NULL)");
                    table.CheckConstraint("ck_product_reservations_order_number_length", "length(\"order_number\") <= 40");
                    table.CheckConstraint("ck_product_reservations_quantity", "quantity > 0");
                    table.CheckConstraint("ck_product_reservations_session_id_length", "length(\"session_id\") <= 120");
                    table.CheckConstraint("ck_product_reservations_status", "\"status\" IN ('pending', 'confirmed', 'cancelled', 'expired')");
                    table.ForeignKey(
                        name: "fk_product_reservations_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_product_reservations_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_product_reservations_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "idx_sell_submissions_user",
                table: "sell_submissions",
                columns: new[] { "user_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_addresses_default",
                table: "addresses",
                column: "user_id",
                unique: true,
                filter: "is_default");

            migrationBuilder.CreateIndex(
                name: "idx_addresses_place",
                table: "addresses",
                columns: new[] { "user_id", "normalized" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_idempotency_keys_created",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "idx_order_items_order",
                table: "order_items",
                columns: new[] { "order_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_order_items_product",
                table: "order_items",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "idx_orders_created",
                table: "orders",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "idx_orders_payment",
                table: "orders",
                columns: new[] { "payment_status", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_orders_status",
                table: "orders",
                columns: new[] { "status", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_orders_user",
                table: "orders",
                columns: new[] { "user_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_number",
                table: "orders",
                column: "order_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_password_resets_user",
                table: "password_resets",
                columns: new[] { "user_id", "created_at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_password_resets_token_hash",
                table: "password_resets",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_customer",
                table: "product_reservations",
                columns: new[] { "product_id", "user_id" },
                unique: true,
                filter: "status = 'pending'");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_expiry",
                table: "product_reservations",
                columns: new[] { "status", "expires_at", "id" });

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_order",
                table: "product_reservations",
                column: "order_id",
                filter: "order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_product",
                table: "product_reservations",
                columns: new[] { "product_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_request",
                table: "product_reservations",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_session",
                table: "product_reservations",
                columns: new[] { "product_id", "session_id" },
                unique: true,
                filter: "status = 'pending' AND session_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_status",
                table: "product_reservations",
                columns: new[] { "status", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_product_reservations_user",
                table: "product_reservations",
                columns: new[] { "user_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_sessions_user",
                table: "sessions",
                columns: new[] { "user_id", "last_seen_at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_token_hash",
                table: "sessions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_user_contacts_user",
                table: "user_contacts",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "idx_user_contacts_value",
                table: "user_contacts",
                columns: new[] { "kind", "value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_users_created",
                table: "users",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "idx_users_merged",
                table: "users",
                column: "merged_into_id",
                filter: "merged_into_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_email",
                table: "users",
                column: "email",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_sell_submissions_users_user_id",
                table: "sell_submissions",
                column: "user_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_stock_moves_orders_order_id",
                table: "stock_moves",
                column: "order_id",
                principalTable: "orders",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_stock_moves_product_reservations_reservation_id",
                table: "stock_moves",
                column: "reservation_id",
                principalTable: "product_reservations",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddPostgresOrders();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPostgresOrders();

            migrationBuilder.DropForeignKey(
                name: "fk_sell_submissions_users_user_id",
                table: "sell_submissions");

            migrationBuilder.DropForeignKey(
                name: "fk_stock_moves_orders_order_id",
                table: "stock_moves");

            migrationBuilder.DropForeignKey(
                name: "fk_stock_moves_product_reservations_reservation_id",
                table: "stock_moves");

            migrationBuilder.DropTable(
                name: "addresses");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "order_items");

            migrationBuilder.DropTable(
                name: "order_numbers");

            migrationBuilder.DropTable(
                name: "password_resets");

            migrationBuilder.DropTable(
                name: "product_reservations");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "user_contacts");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropIndex(
                name: "idx_sell_submissions_user",
                table: "sell_submissions");

            migrationBuilder.DropColumn(
                name: "user_id",
                table: "sell_submissions");
        }
    }
}
