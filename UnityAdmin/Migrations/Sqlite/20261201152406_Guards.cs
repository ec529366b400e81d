using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Guards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ledger_anchor_heads",
                columns: table => new
                {
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    move_id = table.Column<long>(type: "INTEGER", nullable: false),
                    moves = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_anchor_heads", x => x.product_id);
                    table.CheckConstraint("ck_ledger_anchor_heads_hash_length", "length(\"hash\") <= 64");
                });

            migrationBuilder.CreateTable(
                name: "ledger_anchors",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    products = table.Column<int>(type: "INTEGER", nullable: false),
                    moves = table.Column<long>(type: "INTEGER", nullable: false),
                    heads_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    mac = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_anchors", x => x.id);
                    table.CheckConstraint("ck_ledger_anchors_hash_length", "length(\"hash\") <= 64");
                    table.CheckConstraint("ck_ledger_anchors_heads_hash_length", "length(\"heads_hash\") <= 64");
                    table.CheckConstraint("ck_ledger_anchors_mac_length", "length(\"mac\") <= 64");
                    table.CheckConstraint("ck_ledger_anchors_previous_hash_length", "length(\"previous_hash\") <= 64");
                    table.CheckConstraint("ck_ledger_anchors_reason_length", "length(\"reason\") <= 300");
                });

            migrationBuilder.AddSqliteGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropSqliteGuards();

            migrationBuilder.DropTable(
                name: "ledger_anchor_heads");

            migrationBuilder.DropTable(
                name: "ledger_anchors");
        }
    }
}
