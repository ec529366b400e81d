using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Radzen;

namespace UnityAdmin.Shell;

public static class ShellSetup
{
    private static readonly Refusal NoSuchCall = new(
        "no_such_call", "The API has nothing at this address for this method. Check both.", RefusalKind.Missing);

    public static void AddShell(this WebApplicationBuilder builder)
    {
        // Development does this by itself. With it `dotnet run` works in every environment; a published program has no manifest to read.
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DetailedErrors = builder.Environment.IsDevelopment();
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuits.DisconnectedCircuitMaxRetained = 100;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
        }).AddHubOptions(hub =>
        {
            hub.MaximumReceiveMessageSize = 128 * 1024;
            hub.AddFilter<CircuitCalls>();
        });
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddScoped<Notices>();
        services.AddScoped<Confirm>();
        services.AddScoped<MinuteTicker>();
        services.AddSingleton<OpenCircuits>();
        services.AddScoped<CircuitCap>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitCap>());
        AllowedHosts.AddTo(builder);
        services.AddExceptionHandler<Failures>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Failures.SpeakStorefront);
        services.Configure<ForwardedHeadersOptions>(options => ProxySettings.Trust(options, builder.Configuration));
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
    }

    /// <summary>The pipeline in front of every page and endpoint.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<WhileStarting>();
        app.UseStatusCodePages();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(KeepApiAnswers);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();

        // Without it a mistyped address would be told to sign in.
        app.MapFallback("/api/{**rest}", () => NoSuchCall.Problem()).AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    // The not-found page is for people; an API answer without a body becomes a problem of the outer status code pages instead.
    private static Task KeepApiAnswers(HttpContext context, RequestDelegate next)
    {
        if (Failures.IsApi(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        return next(context);
    }
}
