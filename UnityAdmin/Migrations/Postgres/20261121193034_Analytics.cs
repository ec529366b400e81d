using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Analytics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "analytics_days",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    raw_count = table.Column<long>(type: "bigint", nullable: false),
                    max_event_id = table.Column<long>(type: "bigint", nullable: false),
                    order_count = table.Column<int>(type: "integer", nullable: false),
                    revenue_cents = table.Column<long>(type: "bigint", nullable: false),
                    unique_sessions = table.Column<long>(type: "bigint", nullable: false),
                    unique_users = table.Column<long>(type: "bigint", nullable: false),
                    session_sketch = table.Column<byte[]>(type: "bytea", nullable: false),
                    rolled_up_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    job_run_id = table.Column<long>(type: "bigint", nullable: true),
                    is_reopened = table.Column<bool>(type: "boolean", nullable: false),
                    sealed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    checksum = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    purged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analytics_days", x => x.date);
                    table.CheckConstraint("ck_analytics_days_checksum_length", "length(\"checksum\") <= 64");
                    table.CheckConstraint("ck_analytics_days_counts", "raw_count >= 0 AND order_count >= 0 AND revenue_cents >= 0 AND unique_sessions >= 0 AND unique_users >= 0");
                    table.CheckConstraint("ck_analytics_days_ends", "ends_at > starts_at");
                    table.CheckConstraint("ck_analytics_days_purged", "purged_at IS NULL OR sealed_at IS NOT NULL");
                    table.CheckConstraint("ck_analytics_days_sealed", "(sealed_at IS NULL) = (checksum IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "analytics_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    client_event_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    event_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    event_data = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    user_id = table.Column<int>(type: "integer", nullable: true),
                    session_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ip_address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    path = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    product_id = table.Column<int>(type: "integer", nullable: true),
                    search_term = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    search_results = table.Column<int>(type: "integer", nullable: true),
                    timestamp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analytics_events", x => x.id);
                    table.CheckConstraint("ck_analytics_events_client_event_id_length", "length(\"client_event_id\") <= 64");
                    table.CheckConstraint("ck_analytics_events_event_data_length", "length(\"event_data\") <= 4000");
                    table.CheckConstraint("ck_analytics_events_event_type_length", "length(\"event_type\") <= 64");
                    table.CheckConstraint("ck_analytics_events_ip_address_length", "length(\"ip_address\") <= 45");
                    table.CheckConstraint("ck_analytics_events_path_length", "length(\"path\") <= 500");
                    table.CheckConstraint("ck_analytics_events_search_term_length", "length(\"search_term\") <= 100");
                    table.CheckConstraint("ck_analytics_events_session_id_length", "length(\"session_id\") <= 64");
                    table.CheckConstraint("ck_analytics_events_user_agent_length", "length(\"user_agent\") <= 300");
                    table.ForeignKey(
                        name: "fk_analytics_events_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "analytics_notes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    author = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analytics_notes", x => x.id);
                    table.CheckConstraint("ck_analytics_notes_author_length", "length(\"author\") <= 200");
                    table.CheckConstraint("ck_analytics_notes_text_length", "length(\"text\") <= 200");
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    job = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_recovery = table.Column<bool>(type: "boolean", nullable: false),
                    done_count = table.Column<long>(type: "bigint", nullable: false),
                    progress_done = table.Column<long>(type: "bigint", nullable: false),
                    progress_total = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    cancelled_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    runs = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_runs", x => x.id);
                    table.CheckConstraint("ck_job_runs_cancelled_by_length", "length(\"cancelled_by\") <= 200");
                    table.CheckConstraint("ck_job_runs_counts", "done_count >= 0 AND progress_done >= 0 AND progress_total >= 0 AND runs > 0");
                    table.CheckConstraint("ck_job_runs_finished", "(state = 'running') = (finished_at IS NULL)");
                    table.CheckConstraint("ck_job_runs_job_length", "length(\"job\") <= 80");
                    table.CheckConstraint("ck_job_runs_node_length", "length(\"node\") <= 200");
                    table.CheckConstraint("ck_job_runs_note_length", "length(\"note\") <= 1000");
                    table.CheckConstraint("ck_job_runs_started_by_length", "length(\"started_by\") <= 200");
                    table.CheckConstraint("ck_job_runs_state", "\"state\" IN ('running', 'succeeded', 'failed', 'cancelled')");
                });

            migrationBuilder.CreateTable(
                name: "analytics_daily",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    event_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    event_count = table.Column<long>(type: "bigint", nullable: false),
                    unique_sessions = table.Column<long>(type: "bigint", nullable: false),
                    unique_users = table.Column<long>(type: "bigint", nullable: false),
                    revenue_cents = table.Column<long>(type: "bigint", nullable: false),
                    session_sketch = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analytics_daily", x => new { x.date, x.event_type });
                    table.CheckConstraint("ck_analytics_daily_counts", "event_count >= 0 AND unique_sessions >= 0 AND unique_users >= 0 AND revenue_cents >= 0");
                    table.CheckConstraint("ck_analytics_daily_event_type_length", "length(\"event_type\") <= 64");
                    table.ForeignKey(
                        name: "fk_analytics_daily_analytics_days_date",
                        column: x => x.date,
                        principalTable: "analytics_days",
                        principalColumn: "date",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "analytics_hourly",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    hour = table.Column<int>(type: "integer", nullable: false),
                    event_count = table.Column<long>(type: "bigint", nullable: false),
                    page_views = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analytics_hourly", x => new { x.date, x.hour });
                    table.CheckConstraint("ck_analytics_hourly_hour", "hour BETWEEN 0 AND 23 AND event_count >= 0 AND page_views >= 0");
                    table.ForeignKey(
                        name: "fk_analytics_hourly_analytics_days_date",
                        column: x => x.date,
                        principalTable: "analytics_days",
                        principalColumn: "date",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "analytics_product_daily",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    product_id = table.Column<int>(type: "integer", nullable: false),
                    views = table.Column<long>(type: "bigint", nullable: false),
                    cart_adds = table.Column<long>(type: "bigint", nullable: false),
                    units_sold = table.Column<long>(type: "bigint", nullable: false),
                    revenue_cents = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analytics_product_daily", x => new { x.date, x.product_id });
                    table.CheckConstraint("ck_analytics_product_daily_counts", "views >= 0 AND cart_adds >= 0 AND units_sold >= 0 AND revenue_cents >= 0");
                    table.ForeignKey(
                        name: "fk_analytics_product_daily_analytics_days_date",
                        column: x => x.date,
                        principalTable: "analytics_days",
                        principalColumn: "date",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_analytics_product_daily_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "analytics_search_daily",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    term = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    searches = table.Column<long>(type: "bigint", nullable: false),
                    unique_sessions = table.Column<long>(type: "bigint", nullable: false),
                    without_result = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analytics_search_daily", x => new { x.date, x.term });
                    table.CheckConstraint("ck_analytics_search_daily_counts", "searches > 0 AND unique_sessions >= 0 AND without_result BETWEEN 0 AND searches");
                    table.CheckConstraint("ck_analytics_search_daily_term_length", "length(\"term\") <= 100");
                    table.ForeignKey(
                        name: "fk_analytics_search_daily_analytics_days_date",
                        column: x => x.date,
                        principalTable: "analytics_days",
                        principalColumn: "date",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "idx_analytics_daily_date",
                table: "analytics_daily",
                columns: new[] { "date", "event_count", "revenue_cents" });

            migrationBuilder.CreateIndex(
                name: "idx_analytics_daily_type",
                table: "analytics_daily",
                columns: new[] { "event_type", "date" });

            migrationBuilder.CreateIndex(
                name: "idx_analytics_days_sealed",
                table: "analytics_days",
                columns: new[] { "starts_at", "ends_at" },
                filter: "sealed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_analytics_client_event",
                table: "analytics_events",
                column: "client_event_id",
                unique: true,
                filter: "client_event_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_analytics_event_type",
                table: "analytics_events",
                columns: new[] { "event_type", "timestamp" });

            migrationBuilder.CreateIndex(
                name: "idx_analytics_timestamp",
                table: "analytics_events",
                column: "timestamp");

            migrationBuilder.CreateIndex(
                name: "idx_analytics_user",
                table: "analytics_events",
                columns: new[] { "user_id", "timestamp" },
                filter: "user_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "idx_analytics_notes_date",
                table: "analytics_notes",
                column: "date");

            migrationBuilder.CreateIndex(
                name: "ix_analytics_product_daily_product_id",
                table: "analytics_product_daily",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "idx_job_runs_job",
                table: "job_runs",
                columns: new[] { "job", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "idx_job_runs_running",
                table: "job_runs",
                column: "job",
                unique: true,
                filter: "state = 'running'");

            migrationBuilder.AddPostgresAnalytics();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPostgresAnalytics();

            migrationBuilder.DropTable(
                name: "analytics_daily");

            migrationBuilder.DropTable(
                name: "analytics_events");

            migrationBuilder.DropTable(
                name: "analytics_hourly");

            migrationBuilder.DropTable(
                name: "analytics_notes");

            migrationBuilder.DropTable(
                name: "analytics_product_daily");

            migrationBuilder.DropTable(
                name: "analytics_search_daily");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "analytics_days");
        }
    }
}
