using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Idempotency : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_refusal",
                table: "idempotency_keys",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The program before this one would take a kept refusal for an answer.
            migrationBuilder.Sql("DELETE FROM idempotency_keys WHERE is_refusal");

            migrationBuilder.DropColumn(
                name: "is_refusal",
                table: "idempotency_keys");
        }
    }
}
