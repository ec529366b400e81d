using System.Net.Mime;
using UnityAdmin.Media;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling;

/// <summary>What the storefront and sellers may ask of Selling, without signing in (product.md section 5).</summary>
internal static class SellingApi
{
    private const long MaxUploadBytes = (long)PhotoStore.MaxPhotos * PhotoStore.MaxBytes + 512 * 1024;

    public static void MapSellingApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").AllowAnonymous().DisableAntiforgery().WithTags("Selling");
        api.MapPost("/sell-submissions", SubmitAsync).RequireRateLimiting(RateLimits.Submit).WithSummary("Send in a sell submission.")
            .WithDescription("All of it is stored or nothing. 429 where the photos of one address come to more than it may send in a day.")
            .DescribeIdempotencyKey();
        api.MapGet("/offers/{batchId}", FindAsync).RequireRateLimiting(RateLimits.Offers).WithSummary("Read an offer by its link.");
        api.MapPost("/offers/{batchId}/respond", RespondAsync).RequireRateLimiting(RateLimits.Offers).WithSummary("Answer an offer.")
            .DescribeIdempotencyKey();
        api.MapGet("/offers/{batchId}/photos/{photoId:int}/{file?}", PhotoAsync).RequireRateLimiting(RateLimits.Photos)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, Submissions submissions, PhotoStore store, CancellationToken stop)
    {
        if (IdempotencyHeader.Check(http.Request).Refused is { } noKey) return noKey.Problem();
        var read = await ApiBody.ReadFormAsync(http.Request, SellForm.Lists, SellForm.Prices, MaxUploadBytes, stop);
        if (!read.Is(out var body, out var unreadable)) return unreadable.Problem();
        if (!SellForm.Read(body.Fields).Is(out var sent, out var wrong)) return wrong.Problem();
        await using var upload = store.Begin(await http.CountedAddressAsync());
        if ((await AddPhotosAsync(body.Files, upload, stop)).Refused is { } unfit) return unfit.Problem();
        var request = await IdempotencyHeader.ReadAsync(http.Request, body, "", stop);
        var submitted = await submissions.SubmitAsync(sent, upload, request, Actor.Storefront(http.RemoteAddress), stop);
        if (!submitted.Is(out var done, out var refused)) return refused.Problem();
        return Results.Json(
            new
            {
                success = true,
                batch_id = done.BatchId,
                submission_id = done.Id,
                message = $"Your submission {done.BatchId} has arrived. We answer within two working days.",
                items_count = done.ItemsCount,
                offer_url = done.OfferUrl,
            },
            statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Result> AddPhotosAsync(IFormFileCollection files, PhotoUpload upload, CancellationToken stop)
    {
        if (files.Count > PhotoStore.MaxPhotos) return MediaRefusals.TooMany;
        if (files.FirstOrDefault(file => file.Length > PhotoStore.MaxBytes) is { } large) return MediaRefusals.TooLarge(NameOf(large));
        foreach (var file in files)
        {
            var bytes = new byte[file.Length];
            await using (var sent = file.OpenReadStream()) await sent.ReadExactlyAsync(bytes, stop);
            if ((await upload.AddAsync(NameOf(file), bytes, stop)).Refused is { } refused) return refused;
        }

        return Result.Done;
    }

    private static string NameOf(IFormFile file) => Path.GetFileName(file.FileName);

    private static async Task<IResult> FindAsync(
        string batchId, string? token, Offers offers, TimeProvider clock, CancellationToken stop) =>
        (await offers.FindForSellerAsync(batchId, token, stop)).Is(out var submission, out var refused)
            ? Results.Ok(new { success = true, submission = SellerView.Of(submission, clock.NowUtc()) })
            : refused.Problem();

    private static async Task<IResult> RespondAsync(
        string batchId, HttpContext http, Offers offers, TimeProvider clock, CancellationToken stop)
    {
        if (IdempotencyHeader.Check(http.Request).Refused is { } noKey) return noKey.Problem();
        if (!(await ApiBody.ReadJsonAsync(http.Request, stop)).Is(out var body, out var unreadable)) return unreadable.Problem();
        var token = body.Fields.Text("token", 200) ?? http.Request.Query["token"].ToString();
        if (!SellerView.ReadAnswer(body.Fields).Is(out var answer, out var wrong)) return wrong.Problem();
        var request = await IdempotencyHeader.ReadAsync(http.Request, body, $"{batchId}\n{token}", stop);
        var answered = await offers.AnswerOnceAsync(
            batchId, token, answer, request, submission => SellerView.Answered(answer, submission), http.RemoteAddress, stop);
        if (answered.Is(out var text, out var refused)) return Results.Text(text, MediaTypeNames.Application.Json);
        if (refused.Kind != RefusalKind.Conflict) return refused.Problem();
        var current = await offers.FindForSellerAsync(batchId, token, stop);
        return refused.Problem(("current", current.Refused is null ? SellerView.Of(current.Value, clock.NowUtc()) : null));
    }

    private static async Task<IResult> PhotoAsync(
        string batchId, int photoId, string? file, string? token, Offers offers, Photos photos, CancellationToken stop)
    {
        if (!(await offers.FindForSellerAsync(batchId, token, stop)).Is(out var submission, out var refused)) return refused.Problem();
        return await photos.FindAsync(photoId, stop) is { } image && image.SubmissionId == submission.Id
            ? photos.Serve(image, file)
            : MediaRefusals.NotFound.Problem();
    }
}
