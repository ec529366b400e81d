using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling;

/// <summary>The queue for programs, as the shop's old admin API had it (product.md section 5); bearer tokens only.</summary>
internal static class SellRequestsApi
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 200;
    private const int MaxPage = 1_000_000;

    public static void MapSellRequestsApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/admin/sell-requests")
            .RequireAuthorization(Policies.ClientsStaff).DisableAntiforgery().WithTags("Sell requests");
        api.MapGet("", ListAsync).WithSummary("Submissions under a filter, newest first.");
        api.MapGet("/{id:int}", FindAsync).WithSummary("One submission, whole.");
        api.MapPost("/{id:int}/offer", OfferAsync).WithSummary("Send the shop's next offer.").DescribeIdempotencyKey();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Doorkeeper door, SellRequests requests, CancellationToken stop)
    {
        if ((await AdmitAsync(http, door, stop)).Refused is { } refused) return refused.Problem();
        if (!ReadQuery(http.Request.Query).Is(out var asked, out var wrong)) return wrong.Problem();
        var (filter, batchId, after, page, limit) = asked;
        var skip = after is null ? (page - 1) * limit : 0;
        var (rows, total, next, summary) = await requests.ListAsync(filter, batchId, after, skip, limit, stop);
        return Results.Json(new
        {
            success = true,
            submissions = rows.Select(SellRequestView.Of),
            pagination = new { page, limit, total, total_pages = (total + limit - 1) / limit, next_cursor = next?.ToString() },
            summary,
        });
    }

    private static async Task<IResult> FindAsync(int id, HttpContext http, Doorkeeper door, Reviews reviews, CancellationToken stop)
    {
        if ((await AdmitAsync(http, door, stop)).Refused is { } refused) return refused.Problem();
        return await reviews.FindAsync(id, stop) is { } review
            ? Results.Json(new { success = true, submission = SellRequestView.Whole(review) })
            : SellingRefusals.NotFound.Problem();
    }

    private static async Task<IResult> OfferAsync(int id, HttpContext http, Doorkeeper door, Offers offers, CancellationToken stop)
    {
        if (!(await AdmitAsync(http, door, stop)).Is(out var client, out var refused)) return refused.Problem();
        if (IdempotencyHeader.Check(http.Request).Refused is { } noKey) return noKey.Problem();
        if (!(await ApiBody.ReadJsonAsync(http.Request, stop)).Is(out var body, out var unreadable)) return unreadable.Problem();
        var fields = body.Fields;
        var price = fields.Euros("offered_price");
        if (price is null) fields.Wrong("offered_price", "offered_price is missing.");
        var message = fields.Text("offer_message", SellOffer.MessageLength);
        var days = fields.WholeNumber("expires_in_days") ?? SellOffer.DefaultDays;
        if (fields.Refused is { } wrong) return wrong.Problem();
        var request = await IdempotencyHeader.ReadAsync(http.Request, body, $"{id}", stop);
        var sent = await offers.SendTotalOnceAsync(id, new OfferTerms(price!.Value, message, days), request, client, stop);
        return sent.Is(out var round, out var no)
            ? Results.Json(new
            {
                success = true,
                message = "The offer is sent.",
                submission_id = id,
                revision = round.Revision,
                offered_price = price.Value.Euros,
                offer_status = "sent",
                expires_at = round.ExpiresAt,
            })
            : no.Problem();
    }

    private static Task<Result<Actor>> AdmitAsync(HttpContext http, Doorkeeper door, CancellationToken stop) =>
        door.AdmitAsync(http.User, Role.Staff, http.RemoteAddress, stop);

    private sealed record Asked(QueueFilter Filter, string? BatchId, PageCursor? After, int Page, int Limit);

    private static Result<Asked> ReadQuery(IQueryCollection query)
    {
        var wrong = new Dictionary<string, string>();
        int Number(string name, int otherwise, int max)
        {
            if (!query.TryGetValue(name, out var typed) || string.IsNullOrEmpty(typed)) return otherwise;
            var isNumber = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            if (isNumber && number >= 1 && number <= max) return number;
            wrong[name] = $"{name} must be a whole number from 1 to {max}.";
            return otherwise;
        }

        var statuses = string.Join(", ", Enum.GetValues<SellStatus>().Select(SellingRefusals.Word));
        var status = query["status"].ToString();
        var filter = QueueFilter.Parse(QueryHelpers.AddQueryString("", new Dictionary<string, string?>
        {
            ["status"] = status,
            ["q"] = query["search"],
            ["sort"] = query["sort"],
        }));
        if (status is not ("" or "all") && filter.Status is null) wrong["status"] = $"status must be one of: all, {statuses}.";
        if (filter.Search?.Length > 100) wrong["search"] = "search may be at most 100 characters long.";
        if (!PageCursor.TryRead(query["cursor"], out var after)) wrong["cursor"] = PageCursor.Unreadable;
        var asked = new Asked(filter, query["batch_id"].ToString() is { Length: > 0 } batch ? batch : null, after,
            Number("page", 1, MaxPage), Number("limit", DefaultLimit, MaxLimit));
        return wrong.Count == 0
            ? asked
            : new Refusal("query_invalid", string.Join(' ', wrong.Values), RefusalKind.Invalid) { Fields = wrong };
    }
}
