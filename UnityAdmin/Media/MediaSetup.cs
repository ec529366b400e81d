
namespace UnityAdmin.Media;

public static class MediaSetup
{
    public static void AddMedia(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<PhotoSettings>("Photos");
        builder.Services.AddSingleton<PhotoQuota>();
        builder.Services.AddSingleton<PhotoFiles>();
        builder.Services.AddSingleton<ConversionGate>();
        builder.Services.AddSingleton<PhotoStore>();
        builder.Services.AddSingleton<Photos>();
        builder.Services.AddSingleton<PhotoConversion>();
        builder.Services.AddSingleton<PhotoCleanup>();
        builder.Services.AddSingleton<PhotoAudit>();
    }

    /// <summary>Photos for people of the shop; the seller's page serves a seller their own.</summary>
    public static void MapMedia(this WebApplication app)
    {
        app.MapGet("/photos/{id:int}/{file?}", ServeAsync).RequireAuthorization(Staff.Policies.Staff);
    }

    private static async Task<IResult> ServeAsync(int id, string? file, Photos photos, CancellationToken stop) =>
        await photos.FindAsync(id, stop) is { } image ? photos.Serve(image, file) : MediaRefusals.NotFound.Problem();
}
