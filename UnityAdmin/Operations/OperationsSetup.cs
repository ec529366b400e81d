using Microsoft.AspNetCore.DataProtection;
using UnityAdmin.Shell;

namespace UnityAdmin.Operations;

public static class OperationsSetup
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddHealth();
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton<Today>();
        builder.Services.AddSingleton<SchemaChecks>();
        builder.Services.AddSingleton<GoLive>();
        builder.Services.AddSingleton<RaceRehearsal>();
        builder.Services.AddSingleton<RaceBuyers>();
        RaceBuyers.Add(builder.Services);
        builder.Services.AddSingleton(new NavigationEntry("Home", "/", "home", Role.Staff, 0));
        builder.Services.AddSingleton(new NavigationEntry("System", "/system", "settings", Role.Admin, 900));

        // Cookies and sealed link tokens must be readable after a restart, so their keys lie with the photos.
        var storage = builder.Configuration.GetSection("Storage").Get<StorageSettings>() ?? new StorageSettings();
        builder.Services.AddDataProtection().SetApplicationName("UnityAdmin")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(storage.Directory, "keys")));
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        app.MapApiReference();
    }
}
