using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using UnityAdmin.Data;
using UnityAdmin.Operations;

namespace UnityAdmin.Staff;

public static class StaffSetup
{
    public static void AddStaff(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentity();
        services.AddDoors(builder.Environment);
        services.AddHttpContextAccessor();
        services.AddSingleton<AccountGate>();
        services.AddSingleton<SignInLimit>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<Doorkeeper>();
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<FirstAdmin>();
        services.AddSingleton<IFirstStart>(provider => provider.GetRequiredService<FirstAdmin>());
        services.AddScoped<TwoFactor>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<CurrentStaff>();
        services.AddDataProtection().SetApplicationName("UnityAdmin").PersistKeysToFileSystem(
            new DirectoryInfo(Path.Combine(builder.Configuration["Storage:Directory"] ?? "data", "keys")));
        services.AddCascadingAuthenticationState();
        services.AddScoped<StaffRevalidation>();
        services.AddScoped<AuthenticationStateProvider>(provider => provider.GetRequiredService<StaffRevalidation>());
        services.AddScoped<CircuitHandler, CircuitAccess>();
        services.ConfigureHttpJsonOptions(options => ApiProblem.Spell(options.SerializerOptions));
    }

    public static void MapStaff(this WebApplication app)
    {
        app.MapPost("/sign-out", async (HttpContext http, IAntiforgery antiforgery, SignInDesk desk) =>
        {
            if (await antiforgery.IsRequestValidAsync(http)) await desk.SignOutAsync(http, http.RequestAborted);
            return Results.LocalRedirect(LocalUrl.SignIn);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static void AddIdentity(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Lockout.MaxFailedAccessAttempts = StaffUser.MaxWrongTries;
                options.Lockout.DefaultLockoutTimeSpan = StaffUser.LockoutTime;
                options.ClaimsIdentity.SecurityStampClaimType = StaffClaims.Stamp;
                options.Password.RequiredLength = Passwords.MinLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
            })
            .AddRoles<IdentityRole<int>>()
            .AddEntityFrameworkStores<ShopDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Replace(ServiceDescriptor.Scoped<IUserClaimsPrincipalFactory<StaffUser>, StaffClaims>());
        services.AddTransient<IClaimsTransformation, RemoteAddressClaim>();
    }

    private static void AddDoors(this IServiceCollection services, IHostEnvironment environment)
    {
        // Outside Development cookies travel over https only. Browsers treat http://localhost as safe, so trying a production build out
        // works; an exception for loopback would not do, because behind a proxy every request comes from there.
        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        services.AddAuthentication(Policies.People)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.Scheme, null)
            .AddIdentityCookies();
        services.AddAuthorization(Policies.AddTo);

        // Antiforgery throws on a plain http request rather than let the page say what is wrong with it, so it takes what it is given.
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "unity_form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme, options => options.Cookie.SecurePolicy = secure);
        services.Configure<CookieAuthenticationOptions>(Policies.People, options =>
        {
            options.Cookie.Name = "unity_staff";
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = secure;

            // Lax and not Strict: a link in a colleague's message must open the page, not the sign-in form.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            options.LoginPath = LocalUrl.SignIn;
            options.AccessDeniedPath = "/no-access";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = StaffCookie.ValidateAsync;
            options.Events.OnRedirectToLogin = SendToSignInAsync;
            options.Events.OnRedirectToAccessDenied = SayNoAccessAsync;
        });
    }

    private static Task SendToSignInAsync(RedirectContext<CookieAuthenticationOptions> door)
    {
        var no = StaffRefusals.SignedOut;
        if (IsForProgram(door.Request))
            return ApiProblem.WriteAsync(door.HttpContext, StatusCodes.Status401Unauthorized, no.Code, no.Sentence);
        door.Response.Redirect(door.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task SayNoAccessAsync(RedirectContext<CookieAuthenticationOptions> door)
    {
        if (IsForProgram(door.Request))
            return ApiProblem.WriteAsync(door.HttpContext, StatusCodes.Status403Forbidden, "not_allowed", "Your role does not allow this.");
        var owesPassword = door.HttpContext.User.HasClaim(claim => claim.Type == StaffClaims.OwesPassword);
        door.Response.Redirect(owesPassword ? "/account/password" : door.RedirectUri);
        return Task.CompletedTask;
    }

    // Programs, and Blazor's own connection: a page in answer would only confuse them.
    private static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/_blazor");
}
