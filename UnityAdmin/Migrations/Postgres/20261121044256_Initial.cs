using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                    table.CheckConstraint("ck_api_tokens_created_by_length", "length(\"created_by\") <= 120");
                    table.CheckConstraint("ck_api_tokens_name_length", "length(\"name\") <= 120");
                    table.CheckConstraint("ck_api_tokens_role", "\"role\" IN ('staff', 'manager', 'admin')");
                    table.CheckConstraint("ck_api_tokens_token_hash_length", "length(\"token_hash\") <= 64");
                });

            migrationBuilder.CreateTable(
                name: "images",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    submission_id = table.Column<int>(type: "integer", nullable: true),
                    product_id = table.Column<int>(type: "integer", nullable: true),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    width_pixels = table.Column<int>(type: "integer", nullable: false),
                    height_pixels = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_images", x => x.id);
                    table.CheckConstraint("ck_images_content_hash_length", "length(\"content_hash\") <= 64");
                    table.CheckConstraint("ck_images_content_type_length", "length(\"content_type\") <= 40");
                    table.CheckConstraint("ck_images_one_owner", "(product_id IS NULL) <> (submission_id IS NULL)");
                    table.CheckConstraint("ck_images_size", "size_bytes > 0");
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    subject = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    message_key = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    to_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    to_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                    table.CheckConstraint("ck_outbox_messages_body_length", "length(\"body\") <= 8000");
                    table.CheckConstraint("ck_outbox_messages_kind_length", "length(\"kind\") <= 60");
                    table.CheckConstraint("ck_outbox_messages_last_error_length", "length(\"last_error\") <= 500");
                    table.CheckConstraint("ck_outbox_messages_message_key_length", "length(\"message_key\") <= 32");
                    table.CheckConstraint("ck_outbox_messages_status", "\"status\" IN ('pending', 'sending', 'sent', 'failed')");
                    table.CheckConstraint("ck_outbox_messages_subject_length", "length(\"subject\") <= 60");
                    table.CheckConstraint("ck_outbox_messages_title_length", "length(\"title\") <= 200");
                    table.CheckConstraint("ck_outbox_messages_to_email_length", "length(\"to_email\") <= 254");
                    table.CheckConstraint("ck_outbox_messages_to_name_length", "length(\"to_name\") <= 120");
                    table.CheckConstraint("ck_outbox_messages_topic_length", "length(\"topic\") <= 60");
                });

            migrationBuilder.CreateTable(
                name: "sell_batch_numbers",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_batch_numbers", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "staff_roles",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    normalized_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_roles", x => x.id);
                    table.CheckConstraint("ck_staff_roles_name_length", "length(\"name\") <= 40");
                    table.CheckConstraint("ck_staff_roles_normalized_name_length", "length(\"normalized_name\") <= 40");
                });

            migrationBuilder.CreateTable(
                name: "staff_users",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    display_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_sign_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    locked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_users", x => x.id);
                    table.CheckConstraint("ck_staff_users_display_name_length", "length(\"display_name\") <= 120");
                    table.CheckConstraint("ck_staff_users_email_length", "length(\"email\") <= 256");
                    table.CheckConstraint("ck_staff_users_normalized_email_length", "length(\"normalized_email\") <= 256");
                    table.CheckConstraint("ck_staff_users_normalized_user_name_length", "length(\"normalized_user_name\") <= 256");
                    table.CheckConstraint("ck_staff_users_user_name_length", "length(\"user_name\") <= 256");
                });

            migrationBuilder.CreateTable(
                name: "system_logs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    actor_kind = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    actor_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ip_address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    entity = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    entity_id = table.Column<long>(type: "bigint", nullable: true),
                    subject = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_system_logs", x => x.id);
                    table.CheckConstraint("ck_system_logs_action_length", "length(\"action\") <= 60");
                    table.CheckConstraint("ck_system_logs_actor_id_length", "length(\"actor_id\") <= 60");
                    table.CheckConstraint("ck_system_logs_actor_kind", "\"actor_kind\" IN ('staff', 'client', 'seller', 'storefront', 'job')");
                    table.CheckConstraint("ck_system_logs_actor_name_length", "length(\"actor_name\") <= 120");
                    table.CheckConstraint("ck_system_logs_entity_length", "length(\"entity\") <= 60");
                    table.CheckConstraint("ck_system_logs_ip_address_length", "length(\"ip_address\") <= 64");
                    table.CheckConstraint("ck_system_logs_subject_length", "length(\"subject\") <= 60");
                });

            migrationBuilder.CreateTable(
                name: "staff_role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    role_id = table.Column<int>(type: "integer", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_role_claims_staff_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "staff_roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    page = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    owner_id = table.Column<int>(type: "integer", nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.CheckConstraint("ck_saved_views_name_length", "length(\"name\") <= 60");
                    table.CheckConstraint("ck_saved_views_page_length", "length(\"page\") <= 60");
                    table.CheckConstraint("ck_saved_views_query_length", "length(\"query\") <= 500");
                    table.ForeignKey(
                        name: "fk_saved_views_staff_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sell_submissions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    batch_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    offer_status = table.Column<string>(type: "text", nullable: false),
                    seller_price_cents = table.Column<long>(type: "bigint", nullable: true),
                    asking_cents = table.Column<long>(type: "bigint", nullable: false),
                    notes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    seller_message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    offered_price_cents = table.Column<long>(type: "bigint", nullable: true),
                    final_price_cents = table.Column<long>(type: "bigint", nullable: true),
                    seller_response = table.Column<string>(type: "text", nullable: true),
                    seller_response_message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    seller_response_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closing_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    assigned_to_id = table.Column<int>(type: "integer", nullable: true),
                    item_count = table.Column<int>(type: "integer", nullable: false),
                    offer_token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    offer_token_sealed = table.Column<string>(type: "text", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    contact_channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    city = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    eircode = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    contact_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    contact_handle = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    contact_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    contact_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_submissions", x => x.id);
                    table.CheckConstraint("ck_sell_submissions_address_length", "length(\"address\") <= 300");
                    table.CheckConstraint("ck_sell_submissions_batch_id_length", "length(\"batch_id\") <= 32");
                    table.CheckConstraint("ck_sell_submissions_city_length", "length(\"city\") <= 80");
                    table.CheckConstraint("ck_sell_submissions_closing_reason_length", "length(\"closing_reason\") <= 500");
                    table.CheckConstraint("ck_sell_submissions_contact_channel_length", "length(\"contact_channel\") <= 40");
                    table.CheckConstraint("ck_sell_submissions_contact_email_length", "length(\"contact_email\") <= 254");
                    table.CheckConstraint("ck_sell_submissions_contact_handle_length", "length(\"contact_handle\") <= 80");
                    table.CheckConstraint("ck_sell_submissions_contact_name_length", "length(\"contact_name\") <= 120");
                    table.CheckConstraint("ck_sell_submissions_contact_phone_length", "length(\"contact_phone\") <= 20");
                    table.CheckConstraint("ck_sell_submissions_eircode_length", "length(\"eircode\") <= 10");
                    table.CheckConstraint("ck_sell_submissions_final", "(offer_status = 'accepted') = (final_price_cents IS NOT NULL)");
                    table.CheckConstraint("ck_sell_submissions_notes_length", "length(\"notes\") <= 2000");
                    table.CheckConstraint("ck_sell_submissions_offer_status", "\"offer_status\" IN ('no_offer', 'sent', 'countered', 'accepted', 'refused', 'expired', 'withdrawn')");
                    table.CheckConstraint("ck_sell_submissions_offer_token_hash_length", "length(\"offer_token_hash\") <= 64");
                    table.CheckConstraint("ck_sell_submissions_prices", "seller_price_cents >= 0 AND offered_price_cents > 0 AND final_price_cents > 0");
                    table.CheckConstraint("ck_sell_submissions_seller_message_length", "length(\"seller_message\") <= 1000");
                    table.CheckConstraint("ck_sell_submissions_seller_response", "\"seller_response\" IN ('accepted', 'refused', 'countered')");
                    table.CheckConstraint("ck_sell_submissions_seller_response_message_length", "length(\"seller_response_message\") <= 1000");
                    table.CheckConstraint("ck_sell_submissions_status", "\"status\" IN ('pending', 'reviewing', 'approved', 'received', 'inspected', 'paid', 'completed', 'rejected', 'cancelled')");
                    table.ForeignKey(
                        name: "fk_sell_submissions_staff_users_assigned_to_id",
                        column: x => x.assigned_to_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_user_claims_staff_users_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_logins", x => new { x.login_provider, x.provider_key });
                    table.CheckConstraint("ck_staff_user_logins_login_provider_length", "length(\"login_provider\") <= 128");
                    table.CheckConstraint("ck_staff_user_logins_provider_key_length", "length(\"provider_key\") <= 256");
                    table.ForeignKey(
                        name: "fk_staff_user_logins_staff_users_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_roles",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    role_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_staff_user_roles_staff_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "staff_roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_staff_user_roles_staff_users_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_tokens",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.CheckConstraint("ck_staff_user_tokens_login_provider_length", "length(\"login_provider\") <= 128");
                    table.CheckConstraint("ck_staff_user_tokens_name_length", "length(\"name\") <= 128");
                    table.ForeignKey(
                        name: "fk_staff_user_tokens_staff_users_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sell_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    submission_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    brand = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    condition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    seller_price_cents = table.Column<long>(type: "bigint", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: false),
                    price_cents = table.Column<long>(type: "bigint", nullable: true),
                    decision_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    decided_by_id = table.Column<int>(type: "integer", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_items", x => x.id);
                    table.CheckConstraint("ck_sell_items_brand_length", "length(\"brand\") <= 80");
                    table.CheckConstraint("ck_sell_items_category_length", "length(\"category\") <= 40");
                    table.CheckConstraint("ck_sell_items_condition_length", "length(\"condition\") <= 40");
                    table.CheckConstraint("ck_sell_items_decision", "\"decision\" IN ('undecided', 'approved', 'repriced', 'rejected')");
                    table.CheckConstraint("ck_sell_items_decision_reason_length", "length(\"decision_reason\") <= 500");
                    table.CheckConstraint("ck_sell_items_description_length", "length(\"description\") <= 2000");
                    table.CheckConstraint("ck_sell_items_price", "seller_price_cents >= 0 AND (price_cents IS NULL) = (decision IN ('undecided', 'rejected'))");
                    table.CheckConstraint("ck_sell_items_size_length", "length(\"size\") <= 40");
                    table.ForeignKey(
                        name: "fk_sell_items_sell_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "sell_submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sell_notes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    submission_id = table.Column<int>(type: "integer", nullable: false),
                    written_by_id = table.Column<int>(type: "integer", nullable: true),
                    written_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_notes", x => x.id);
                    table.CheckConstraint("ck_sell_notes_text_length", "length(\"text\") <= 2000");
                    table.CheckConstraint("ck_sell_notes_written_by_name_length", "length(\"written_by_name\") <= 120");
                    table.ForeignKey(
                        name: "fk_sell_notes_sell_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "sell_submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sell_offers",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    submission_id = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    made_by = table.Column<string>(type: "text", nullable: false),
                    sent_by_id = table.Column<int>(type: "integer", nullable: true),
                    sent_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    total_cents = table.Column<long>(type: "bigint", nullable: false),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: false),
                    answer_message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reminded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_offers", x => x.id);
                    table.CheckConstraint("ck_sell_offers_answer", "\"answer\" IN ('open', 'accepted', 'refused', 'countered', 'expired', 'withdrawn')");
                    table.CheckConstraint("ck_sell_offers_answer_message_length", "length(\"answer_message\") <= 1000");
                    table.CheckConstraint("ck_sell_offers_answered", "(answer = 'open') = (answered_at IS NULL)");
                    table.CheckConstraint("ck_sell_offers_answered_by_name_length", "length(\"answered_by_name\") <= 120");
                    table.CheckConstraint("ck_sell_offers_expiry", "(made_by = 'shop') = (expires_at IS NOT NULL)");
                    table.CheckConstraint("ck_sell_offers_made_by", "\"made_by\" IN ('shop', 'seller')");
                    table.CheckConstraint("ck_sell_offers_message_length", "length(\"message\") <= 1000");
                    table.CheckConstraint("ck_sell_offers_sent_by_name_length", "length(\"sent_by_name\") <= 120");
                    table.CheckConstraint("ck_sell_offers_total", "total_cents > 0");
                    table.ForeignKey(
                        name: "fk_sell_offers_sell_submissions_submission_id",
                        column: x => x.submission_id,
                        principalTable: "sell_submissions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sell_offers_staff_users_sent_by_id",
                        column: x => x.sent_by_id,
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "sell_offer_items",
                columns: table => new
                {
                    offer_id = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<int>(type: "integer", nullable: false),
                    price_cents = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sell_offer_items", x => new { x.offer_id, x.item_id });
                    table.CheckConstraint("ck_sell_offer_items_price", "price_cents > 0");
                    table.ForeignKey(
                        name: "fk_sell_offer_items_sell_items_item_id",
                        column: x => x.item_id,
                        principalTable: "sell_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sell_offer_items_sell_offers_offer_id",
                        column: x => x.offer_id,
                        principalTable: "sell_offers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "staff_roles",
                columns: new[] { "id", "concurrency_stamp", "name", "normalized_name" },
                values: new object[,]
                {
                    { 1, "Staff", "Staff", "STAFF" },
                    { 2, "Manager", "Manager", "MANAGER" },
                    { 3, "Admin", "Admin", "ADMIN" }
                });

            migrationBuilder.CreateIndex(
                name: "ux_api_tokens_hash",
                table: "api_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_images_content",
                table: "images",
                column: "content_hash");

            migrationBuilder.CreateIndex(
                name: "idx_images_entity",
                table: "images",
                columns: new[] { "submission_id", "product_id", "position" });

            migrationBuilder.CreateIndex(
                name: "idx_outbox_due",
                table: "outbox_messages",
                columns: new[] { "status", "due_at" });

            migrationBuilder.CreateIndex(
                name: "idx_outbox_once",
                table: "outbox_messages",
                columns: new[] { "subject", "subject_id", "kind", "topic" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_saved_views_page",
                table: "saved_views",
                columns: new[] { "page", "name" });

            migrationBuilder.CreateIndex(
                name: "ux_saved_views_name",
                table: "saved_views",
                columns: new[] { "owner_id", "page", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_sell_items_likeness",
                table: "sell_items",
                columns: new[] { "category", "brand", "size", "condition" });

            migrationBuilder.CreateIndex(
                name: "idx_sell_items_submission",
                table: "sell_items",
                columns: new[] { "submission_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_sell_notes_submission",
                table: "sell_notes",
                columns: new[] { "submission_id", "id" });

            migrationBuilder.CreateIndex(
                name: "idx_sell_offer_items_item",
                table: "sell_offer_items",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "idx_sell_offers_expiry",
                table: "sell_offers",
                columns: new[] { "answer", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "idx_sell_offers_open",
                table: "sell_offers",
                column: "submission_id",
                unique: true,
                filter: "answer = 'open'");

            migrationBuilder.CreateIndex(
                name: "idx_sell_offers_revision",
                table: "sell_offers",
                columns: new[] { "submission_id", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sell_offers_sent_by_id",
                table: "sell_offers",
                column: "sent_by_id");

            migrationBuilder.CreateIndex(
                name: "idx_sell_submissions_asking",
                table: "sell_submissions",
                columns: new[] { "status", "asking_cents", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_sell_submissions_assigned",
                table: "sell_submissions",
                columns: new[] { "assigned_to_id", "status" });

            migrationBuilder.CreateIndex(
                name: "idx_sell_submissions_created",
                table: "sell_submissions",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "idx_sell_submissions_offer",
                table: "sell_submissions",
                columns: new[] { "offer_status", "updated_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "idx_sell_submissions_status",
                table: "sell_submissions",
                columns: new[] { "status", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_sell_submissions_batch_id",
                table: "sell_submissions",
                column: "batch_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sell_submissions_offer_token_hash",
                table: "sell_submissions",
                column: "offer_token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_staff_role_claims_role",
                table: "staff_role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ux_staff_roles_name",
                table: "staff_roles",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_staff_user_claims_user",
                table: "staff_user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "idx_staff_user_logins_user",
                table: "staff_user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "idx_staff_user_roles_role",
                table: "staff_user_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ux_staff_user_roles_user",
                table: "staff_user_roles",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_staff_users_email",
                table: "staff_users",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_staff_users_name",
                table: "staff_users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_logs_created",
                table: "system_logs",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "idx_logs_subject",
                table: "system_logs",
                columns: new[] { "subject", "subject_id", "id" });

            migrationBuilder.AddPostgresSearch();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPostgresSearch();

            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "images");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "sell_batch_numbers");

            migrationBuilder.DropTable(
                name: "sell_notes");

            migrationBuilder.DropTable(
                name: "sell_offer_items");

            migrationBuilder.DropTable(
                name: "staff_role_claims");

            migrationBuilder.DropTable(
                name: "staff_user_claims");

            migrationBuilder.DropTable(
                name: "staff_user_logins");

            migrationBuilder.DropTable(
                name: "staff_user_roles");

            migrationBuilder.DropTable(
                name: "staff_user_tokens");

            migrationBuilder.DropTable(
                name: "system_logs");

            migrationBuilder.DropTable(
                name: "sell_items");

            migrationBuilder.DropTable(
                name: "sell_offers");

            migrationBuilder.DropTable(
                name: "staff_roles");

            migrationBuilder.DropTable(
                name: "sell_submissions");

            migrationBuilder.DropTable(
                name: "staff_users");
        }
    }
}
