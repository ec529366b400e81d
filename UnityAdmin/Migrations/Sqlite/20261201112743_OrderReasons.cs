using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace UnityAdmin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OrderReasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddSqliteOrderReasons();

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropSqliteOrderReasons();
    }
}
