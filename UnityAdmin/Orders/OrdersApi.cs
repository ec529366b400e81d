using System.Net.Mime;
using UnityAdmin.Staff;

namespace UnityAdmin.Orders;

/// <summary>What the storefront may ask of Orders, without signing in (product.md section 5).</summary>
internal static class OrdersApi
{
    public static void MapOrdersApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Orders).WithTags("Orders");
        api.MapPost("/orders/create", PlaceAsync).WithSummary("Buy: takes the stock and writes the order, or neither.")
            .DescribeBody<OrderBody>().DescribeIdempotencyKey();
        api.MapPost("/checkout", PlaceAsync).WithSummary("The same as /api/orders/create.")
            .DescribeBody<OrderBody>().DescribeIdempotencyKey();
        api.MapPost("/reservations/create", ReserveAsync).WithSummary("Keep products for a buyer for a day: all of them or none.")
            .WithDescription("429 where the session, the address or the contact within them has too many open reservations.")
            .DescribeBody<ReservationBody>().DescribeIdempotencyKey().Produces<ReservationAnswer>();
    }

    private static async Task<IResult> PlaceAsync(HttpContext http, Checkout checkout, CancellationToken stop)
    {
        if (!(await ReadAsync(http, OrderForm.ReadOrder, stop)).Is(out var sent, out var wrong)) return wrong.Problem();
        return Answer(await checkout.PlaceAsync(sent.Wanted, sent.Request, Actor.Storefront(http.RemoteAddress), stop));
    }

    private static async Task<IResult> ReserveAsync(HttpContext http, Reservations reservations, CancellationToken stop)
    {
        if (!(await ReadAsync(http, OrderForm.ReadReservation, stop)).Is(out var sent, out var wrong)) return wrong.Problem();
        var wanted = sent.Wanted with { CountedAddress = await http.CountedAddressAsync() };
        return Answer(await reservations.CreateAsync(wanted, sent.Request, Actor.Storefront(http.RemoteAddress), stop));
    }

    private static async Task<Result<(T Wanted, IdempotentRequest? Request)>> ReadAsync<T>(
        HttpContext http, Func<ApiFields, Result<T>> read, CancellationToken stop)
    {
        if (IdempotencyHeader.Check(http.Request).Refused is { } noKey) return noKey;
        if (!(await ApiBody.ReadJsonAsync(http.Request, stop)).Is(out var body, out var unreadable)) return unreadable;
        if (!read(body.Fields).Is(out var wanted, out var wrong)) return wrong;
        return (wanted, await IdempotencyHeader.ReadAsync(http.Request, body, "", stop));
    }

    // The kept text itself, so that a repeat is answered byte for byte.
    private static IResult Answer(Result<string> outcome) => outcome.Is(out var body, out var refused)
        ? Results.Text(body, MediaTypeNames.Application.Json)
        : refused.Problem();
}
