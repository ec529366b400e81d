using Microsoft.AspNetCore.DataProtection;

namespace UnityAdmin.Operations;

public static class OperationsSetup
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddSchedule();
        builder.AddHealth();
        builder.Services.AddOpenApi();

        // Cookies and sealed link tokens must be readable after a restart, so their keys lie with the photos.
        var storage = builder.Configuration.GetSection("Storage").Get<StorageSettings>() ?? new StorageSettings();
        builder.Services.AddDataProtection().SetApplicationName("UnityAdmin")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(storage.Directory, "keys")));
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
    }
}
