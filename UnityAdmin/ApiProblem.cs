namespace UnityAdmin;

/// <summary>A refusal as the HTTP border shows it: RFC 9457 problem details, plus the members the storefront reads.</summary>
public static class ApiProblem
{
    /// <param name="refusal">What was refused and why.</param>
    /// <param name="more">Further members, such as the offer now in force.</param>
    public static IResult Of(Refusal refusal, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var members = new Dictionary<string, object?>
        {
            ["success"] = false,
            ["error"] = refusal.Sentence,
            ["code"] = refusal.Code,
        };
        if (refusal.Fields.Count > 0) members["errors"] = refusal.Fields;
        foreach (var (name, value) in more) members[name] = value;
        return Results.Problem(refusal.Sentence, statusCode: StatusOf(refusal.Kind), title: TitleOf(refusal.Kind), extensions: members);
    }

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Missing => StatusCodes.Status404NotFound,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status409Conflict,
    };

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "The request is not valid",
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.Missing => "Not found",
        RefusalKind.TooLarge => "Too large",
        RefusalKind.TooMany => "Too many requests",
        _ => "Not possible now",
    };
}
