namespace UnityAdmin.Tests.Staff;

/// <summary>What a route asks of whoever knocks.</summary>
internal enum Asks
{
    Nothing,

    /// <summary>A cookie, whatever the role: the account pages.</summary>
    SignedIn,

    Staff,
    Manager,
    Admin,

    /// <summary>The same for programs, which come with a bearer token.</summary>
    ClientStaff,
    ClientManager,
    ClientAdmin,
}

/// <summary>One route of the program and what it answers.</summary>
/// <param name="Method">GET, POST …; a page has a row for each.</param>
/// <param name="Route">As the program spells it.</param>
/// <param name="Asks">Who may come in.</param>
/// <param name="Answer">What whoever may come in is told: a status, or <c>to /path</c> for a redirect.</param>
/// <param name="Path">Where to knock, if not at the route as it is spelt.</param>
/// <param name="Inside">What someone signed in is told at a door that is open to all, if not the same.</param>
internal sealed record Door(string Method, string Route, Asks Asks, string Answer = "200", string? Path = null, string? Inside = null);

/// <summary>Every way into the program. A new page or endpoint gets its row here, or <see cref="AccessTests"/> fails.</summary>
internal static class Doors
{
    /// <summary>The submission with one photo that the paths below lead to; its link's batch and token are filled in.</summary>
    public const string Batch = "{batch}";
    public const string Token = "{token}";

    // A POST that comes without the form of the page is refused by antiforgery, after the door.
    private const string NoForm = "400";

    public static readonly IReadOnlyList<Door> All =
    [
        .. Page("/", Asks.Staff),
        .. Page("/sell-requests", Asks.Staff),
        .. Page("/sell-requests/{Id:int}", Asks.Staff, path: "/sell-requests/1"),
        new("GET", "/sell-requests.csv", Asks.Staff),
        .. Page("/offers", Asks.Staff),
        .. Page("/orders", Asks.Staff),
        .. Page("/analytics/events", Asks.Manager),
        .. Page("/orders/{Id:int}", Asks.Staff, path: "/orders/1"),
        .. Page("/orders/{Id:int}/slip", Asks.Staff, path: "/orders/1/slip"),
        new("GET", "/orders.csv", Asks.Staff),
        .. Page("/reservations", Asks.Staff),
        .. Page("/products", Asks.Staff),
        .. Page("/products/new", Asks.Admin),
        .. Page("/products/{Id:int}", Asks.Staff, path: "/products/1"),
        .. Page("/customers", Asks.Staff),
        .. Page("/customers/{Id:int}", Asks.Staff, path: "/customers/1"),
        .. Page("/stock", Asks.Staff),
        .. Page("/stock/corrections", Asks.Staff),
        .. Page("/stock/corrections/{Id:int}", Asks.Staff, path: "/stock/corrections/1"),
        new("GET", "/stock.csv", Asks.Staff),
        .. Page("/offers/{BatchId}", Asks.Nothing, path: $"/offers/{Batch}?token={Token}"),
        .. Page("/stocktakes", Asks.Staff),
        .. Page("/stocktakes/{Id:int}", Asks.Staff, path: "/stocktakes/1"),
        .. Page("/jobs", Asks.Manager),
        new("GET", "/hangfire/{**path}", Asks.Admin, Path: "/hangfire"),
        .. Page("/analytics", Asks.Manager),
        new("GET", "/analytics/{name}.csv", Asks.Manager, Path: "/analytics/days.csv"),
        .. Page("/system", Asks.Admin),
        .. Page("/account", Asks.SignedIn),
        .. Page("/account/password", Asks.SignedIn),
        .. Page("/account/two-factor", Asks.SignedIn),
        .. Page("/styleguide", Asks.Admin, "404"),
        .. Page("/not-found", Asks.Nothing, "404"),
        .. Page("/no-access", Asks.Nothing, "403"),
        .. Page("/sign-in", Asks.Nothing, inside: "to /"),
        .. Page("/sign-in/code", Asks.Nothing, "to /sign-in"),
        .. Page("/first-admin", Asks.Nothing, "403"),
        new("POST", "/sign-out", Asks.Nothing, "to /sign-in"),
        new("GET", "/photos/{id:int}/{file?}", Asks.Staff, Path: "/photos/1"),
        new("GET", "/health", Asks.Nothing),
        new("GET", "/health/ready", Asks.Nothing),
        new("GET", "/scalar/{**rest}", Asks.Nothing, "404", "/scalar"),
        new("GET", "/openapi/{documentName}.json", Asks.Nothing, Path: "/openapi/v1.json"),
        new("GET", "/api/{**rest}", Asks.Nothing, "404", "/api/no-such-call"),
        new("POST", "/api/sell-submissions", Asks.Nothing, "400"),
        new("GET", "/api/offers/{batchId}", Asks.Nothing, Path: $"/api/offers/{Batch}?token={Token}"),
        new("POST", "/api/offers/{batchId}/respond", Asks.Nothing, "400", $"/api/offers/{Batch}/respond?token={Token}"),
        new("GET", "/api/offers/{batchId}/photos/{photoId:int}/{file?}", Asks.Nothing, Path: $"/api/offers/{Batch}/photos/1?token={Token}"),
        new("POST", "/api/orders/create", Asks.Nothing, "400"),
        new("POST", "/api/checkout", Asks.Nothing, "400"),
        new("POST", "/api/reservations/create", Asks.Nothing, "400"),
        new("POST", "/api/analytics/track", Asks.Nothing, "400"),
        new("GET", "/api/products", Asks.Nothing),
        new("GET", "/api/products/{id:int}", Asks.Nothing, "404", "/api/products/1"),
        new("GET", "/api/products/photos/{photoId:int}/{file?}", Asks.Nothing, "404", "/api/products/photos/1"),
        new("GET", "/api/admin/sell-requests", Asks.ClientStaff),
        new("GET", "/api/admin/sell-requests/{id:int}", Asks.ClientStaff, Path: "/api/admin/sell-requests/1"),
        new("POST", "/api/admin/sell-requests/{id:int}/offer", Asks.ClientStaff, "400", "/api/admin/sell-requests/1/offer"),
    ];

    /// <summary>A page answers GET, and POST where it has a form; Razor maps both for every page.</summary>
    private static IEnumerable<Door> Page(string route, Asks asks, string answer = "200", string? path = null, string? inside = null) =>
        [new("GET", route, asks, answer, path, inside), new("POST", route, asks, NoForm, path)];
}
