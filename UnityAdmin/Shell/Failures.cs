using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>
/// What nobody caught: logged with a reference, answered without a trace of its inside. Programs get problem details, people a page
/// that needs neither database nor circuit.
/// </summary>
public sealed class Failures(IProblemDetailsService problems, IWebHostEnvironment environment, ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DatabaseBusyException && DatabaseAwayException.IsMeantBy(exception))
            exception = new DatabaseAwayException(exception, isOutcomeUnknown: true);
        if (exception is not DatabaseBusyException && FullDisk.IsMeantBy(exception)) exception = new DatabaseFullException(exception);
        var (status, title, sentence) = Said(exception);
        var reference = NewReference();
        var level = status < StatusCodes.Status500InternalServerError ? LogLevel.Information : LogLevel.Error;
        var request = httpContext.Request;
        log.Log(level, exception, "{Method} {Path} failed, reference {Reference}", request.Method, request.Path, reference);

        httpContext.Response.StatusCode = status;
        if (exception is DatabaseBusyException { RetryAfter.TotalSeconds: var seconds })
            httpContext.Response.Headers.RetryAfter = seconds.ToString("0", CultureInfo.InvariantCulture);
        if (!IsApi(httpContext))
        {
            await WritePageAsync(httpContext, title, sentence, reference, cancellationToken);
            return true;
        }

        var problem = new ProblemDetails { Status = status, Title = title, Detail = sentence, Extensions = { ["reference"] = reference } };
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    /// <summary>Eight characters that find a failure in the log and can be read out over the phone.</summary>
    public static string NewReference() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 8);

    internal static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>The storefront reads <c>success</c> and <c>error</c> in every answer.</summary>
    internal static void SpeakStorefront(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        _ = problem.Extensions.TryAdd("success", false);
        _ = problem.Extensions.TryAdd("error", problem.Detail ?? problem.Title);
    }

    private static (int Status, string Title, string Sentence) Said(Exception exception) => exception switch
    {
        DatabaseBusyException busy => (StatusCodes.Status503ServiceUnavailable, busy.Title, busy.Sentence),
        BadHttpRequestException bad => (bad.StatusCode, "The request could not be read", "Nothing was saved. Check what was sent."),
        _ => (500, "Something went wrong on our side", "It may not have been saved. If it happens again, quote the reference."),
    };

    private async Task WritePageAsync(HttpContext context, string title, string sentence, string reference, CancellationToken stop)
    {
        // By the provider and not by path: a program that runs as built, or from another folder, has its files elsewhere.
        using var file = new StreamReader(environment.WebRootFileProvider.GetFileInfo("failure.html").CreateReadStream());
        var page = await file.ReadToEndAsync(stop);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(
            page.Replace("{title}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
                .Replace("{sentence}", WebUtility.HtmlEncode(sentence), StringComparison.Ordinal)
                .Replace("{reference}", reference, StringComparison.Ordinal),
            stop);
    }
}
