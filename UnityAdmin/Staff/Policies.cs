using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace UnityAdmin.Staff;

/// <summary>
/// The names that open pages and endpoints; whatever names none is open to signed-in staff only. Each role may do all that the ones
/// before it may. People come with the cookie, programs with a bearer token, and neither passes for the other: a cookie that opened
/// the API would let any web page a member of staff visits call it.
/// </summary>
public static class Policies
{
    public const string Staff = "Staff";
    public const string Manager = "Manager";
    public const string Admin = "Admin";

    /// <summary>Signed in, whatever the role: the account pages alone.</summary>
    public const string SignedIn = "SignedIn";

    public const string ClientsStaff = "ClientsStaff";
    public const string ClientsManager = "ClientsManager";
    public const string ClientsAdmin = "ClientsAdmin";

    internal static void AddTo(AuthorizationOptions options)
    {
        options.AddPolicy(Staff, ForPeople(Role.Staff));
        options.AddPolicy(Manager, ForPeople(Role.Manager));
        options.AddPolicy(Admin, ForPeople(Role.Admin));
        options.AddPolicy(SignedIn, new AuthorizationPolicyBuilder(People).RequireAuthenticatedUser().Build());
        options.AddPolicy(ClientsStaff, ForClients(Role.Staff));
        options.AddPolicy(ClientsManager, ForClients(Role.Manager));
        options.AddPolicy(ClientsAdmin, ForClients(Role.Admin));
        options.DefaultPolicy = ForPeople(Role.Staff);
        options.FallbackPolicy = ForPeople(Role.Staff);
    }

    internal static string People => IdentityConstants.ApplicationScheme;

    private static AuthorizationPolicy ForPeople(Role atLeast) => Holding(atLeast, People);

    private static AuthorizationPolicy ForClients(Role atLeast) => Holding(atLeast, BearerTokens.Scheme);

    private static AuthorizationPolicy Holding(Role atLeast, string scheme) => new AuthorizationPolicyBuilder(scheme)
        .RequireAuthenticatedUser()
        .RequireRole(Enum.GetValues<Role>().Where(role => role >= atLeast).Select(role => role.ToString()))
        .Build();
}
