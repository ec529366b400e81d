using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using UnityAdmin.Data;

namespace UnityAdmin.Operations;

/// <summary><c>migrate</c> brings the database up to date; <c>migrate --sql</c> prints the statements and touches nothing.</summary>
internal static class MigrateCommand
{
    public static Command For(WebApplication app)
    {
        var sql = new Option<bool>("--sql") { Description = "Print the SQL of every migration instead of running it." };
        var command = new Command("migrate", "Bring the database to this program's schema.") { sql };
        command.SetAction(async (parsed, stop) => parsed.GetValue(sql) ? await PrintAsync(app, stop) : await RunAsync(app, stop));
        return command;
    }

    private static async Task<int> RunAsync(WebApplication app, CancellationToken stop)
    {
        using var file = ServeCommand.TakeDatabase(app);
        var applied = await app.Services.GetRequiredService<Migrator>().MigrateAsync(stop);
        foreach (var name in applied) Console.WriteLine($"Applied {name}");
        await app.Services.GetRequiredService<TextBackfills>().RunAsync(Console.WriteLine, stop);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} migration(s) applied.");
        return 0;
    }

    private static async Task<int> PrintAsync(WebApplication app, CancellationToken stop)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<ShopDb>>().CreateDbContextAsync(stop);
        Console.WriteLine(db.GetService<IMigrator>().GenerateScript());
        return 0;
    }
}
