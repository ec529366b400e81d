using Scalar.AspNetCore;
using UnityAdmin.Shell;

namespace UnityAdmin.Operations;

/// <summary>The OpenAPI document as pages to read and try, at <c>/scalar</c> in Development and nowhere else.</summary>
public static class ApiReference
{
    public static void MapApiReference(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            // Without it whoever asks for the page would be told to sign in.
            _ = app.MapFallback("/scalar/{**rest}", () => Results.NotFound()).AllowAnonymous();
            return;
        }

        _ = app.MapScalarApiReference((options, context) =>
        {
            options.Title = "The HTTP API of Unity";
            options.Nonce = SecurityHeaders.AllowInlineScripts(context);

            // Nothing may leave the machine: no fonts from elsewhere, no telemetry, no chat, no tools or client on somebody's site.
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.Agent = new ScalarAgentOptions { Disabled = true };
            options.Mcp = new ScalarMcpOptions { Disabled = true };
        }).AllowAnonymous();
    }
}
