using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class MigrationsTests
{
    [Theory, BothDatabases]
    public async Task Every_migration_has_a_way_back_and_forth_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(Migration.InitialDatabase, Stop);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.CountAsync("sell_submissions"));
        await migrator.MigrateAsync(null, Stop);
        Assert.Equal(0, await shop.CountAsync("sell_submissions"));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Stop));
    }
}
