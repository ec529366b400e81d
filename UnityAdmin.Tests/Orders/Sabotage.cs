using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Orders;

/// <summary>Bugs planted before the real checkout, each as a real shop has had it; a check that misses its bug is worth nothing.</summary>
internal static class Sabotage
{
    public const string LoserStays = "the loser's order stays behind";
    public const string LostSale = "a sale is answered and never written";
    public const string ErrorShown = "a refusal becomes an error";
    public const string LineLost = "one line of a cart is not written";
    public const string DuplicateLost = "the second of two equal lines is dropped";
    public const string ClientPrice = "the client's price is used";
    public const string NegativeTaken = "what cannot be read is taken for one unit";
    public const string KeyForgotten = "a key is forgotten now and then";

    private static readonly Dictionary<string, Func<HttpContext, RequestDelegate, Task>> Bugs = new()
    {
        [LoserStays] = async (http, next) =>
        {
            await next(http);
            if (http.Response.StatusCode == StatusCodes.Status409Conflict) await RowsOf(http).ExecuteAsync(StrayOrder);
        },
        [LostSale] = Every(20, (http, _) =>
            http.Response.WriteAsync($$"""{"success":true,"order_number":"ORD-{{Guid.NewGuid():N}}","items":[]}""")),
        [ErrorShown] = async (http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                if (http.Response.StatusCode == StatusCodes.Status409Conflict) http.Response.StatusCode = 500;
                return Task.CompletedTask;
            });
            await next(http);
        },
        [LineLost] = async (http, next) =>
        {
            await next(http);
            if (http.Response.StatusCode == StatusCodes.Status200OK)
                await RowsOf(http).ExecuteAsync("DELETE FROM order_items WHERE id = (SELECT MAX(id) FROM order_items)");
        },
        [DuplicateLost] = (http, next) => RewriteAsync(http, next, body =>
        {
            var items = body["items"]!.AsArray();
            var once = items.DistinctBy(item => (int)item!["product_id"]!).Select(item => item!.DeepClone()).ToArray();
            body["items"] = new JsonArray(once);
        }),
        [ClientPrice] = async (http, next) =>
        {
            await next(http);
            if (http.Response.StatusCode != StatusCodes.Status200OK) return;
            await RowsOf(http).ExecuteAsync("UPDATE order_items SET unit_price_cents = 1, line_cents = quantity");
            await RowsOf(http).ExecuteAsync("UPDATE orders SET subtotal_cents = item_count, total_cents = item_count");
        },
        [NegativeTaken] = (http, next) => RewriteAsync(http, next, body =>
        {
            foreach (var item in body["items"] as JsonArray ?? [])
            {
                if (item is JsonObject line && line["quantity"]?.ToJsonString() is "-5" or "0") line["quantity"] = 1;
            }
        }),
        [KeyForgotten] = Every(4, (http, next) =>
        {
            http.Request.Headers.Remove("Idempotency-Key");
            return next(http);
        }),
    };

    private const string StrayOrder =
        """
        INSERT INTO orders (order_number, status, payment_status, delivery_method, subtotal_cents, delivery_cents, total_cents, item_count,
        created_at, updated_at, search_text, version)
        SELECT 'STRAY-' || (SELECT COUNT(*) FROM orders), 'pending', 'pending', 'collection', 0, 0, 0, 1,
        '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '', 0
        """;

    /// <summary>A server without limits in which a bug is planted.</summary>
    public static AppServer.Settings With(string bug) => CheckoutLoadTests.NoLimits with
    {
        Replace = services => services.AddSingleton<IStartupFilter>(new Before(Bugs[bug])),
    };

    // Counted rather than drawn: a bug that by chance never strikes would not be found.
    private static Func<HttpContext, RequestDelegate, Task> Every(int turn, Func<HttpContext, RequestDelegate, Task> bug)
    {
        var requests = 0;
        return (http, next) => Interlocked.Increment(ref requests) % turn == 0 ? bug(http, next) : next(http);
    }

    private static Rows RowsOf(HttpContext http) => new(http.RequestServices.GetRequiredService<DatabaseAddress>());

    private static async Task RewriteAsync(HttpContext http, RequestDelegate next, Action<JsonNode> change)
    {
        if (await ReadAsync(http) is { } body)
        {
            change(body);
            http.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
            http.Request.ContentLength = http.Request.Body.Length;
        }

        await next(http);
    }

    private static async Task<JsonNode?> ReadAsync(HttpContext http)
    {
        var sent = new MemoryStream();
        await http.Request.Body.CopyToAsync(sent);
        sent.Position = 0;
        http.Request.Body = sent;
        try
        {
            return JsonNode.Parse(sent.ToArray());
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private sealed class Before(Func<HttpContext, RequestDelegate, Task> bug) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) => http.Request.Path.StartsWithSegments("/api/orders") ? bug(http, rest) : rest(http));
            next(app);
        };
    }
}
