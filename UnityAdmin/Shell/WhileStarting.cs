namespace UnityAdmin.Shell;

/// <summary>
/// While the program starts it answers with its sign-in page, which shows how far it is; programs hear 503 and when to ask again.
/// </summary>
internal sealed class WhileStarting(RequestDelegate next, StartupProgress progress)
{
    private const string SignIn = "/sign-in";
    private const string RetryAfterSeconds = "5";

    private static readonly string[] Assets = ["/_framework", "/_content", "/css", "/js", "/fonts", "/img"];

    public Task InvokeAsync(HttpContext http)
    {
        if (progress.IsOver || IsServed(http.Request)) return next(http);
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        if (!IsPage(http.Request))
        {
            return ApiProblem.WriteAsync(
                http, StatusCodes.Status503ServiceUnavailable, "starting", $"{progress.Doing} Try again in a few seconds.");
        }

        (http.Request.Path, http.Request.QueryString) = (SignIn, QueryString.Empty);
        http.Response.OnStarting(static answer =>
        {
            ((HttpResponse)answer).StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }, http.Response);
        return next(http);
    }

    private static bool IsServed(HttpRequest request) => HttpMethods.IsGet(request.Method) && (
        request.Path == SignIn || request.Path == "/health" || IsAsset(request.Path));

    // What is made of the components' own styles lies at the root.
    private static bool IsAsset(PathString path) =>
        Assets.Any(folder => path.StartsWithSegments(folder)) || path.Value!.EndsWith(".styles.css", StringComparison.Ordinal);

    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
