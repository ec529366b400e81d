using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace UnityAdmin.Tests.Selling;

/// <summary>Whatever a stranger types is kept as the text it is, or refused by the name of its field; it is never anything else.</summary>
public sealed class HostileTextTests
{
    private const string Script = "<img src=x onerror=alert(1)>";

    private static readonly string[] FreeFields =
        ["contact_name", "contact_channel", "contact_handle", "address", "city", "notes", "seller_message"];

    private static readonly string[] FreeItemFields = ["brand", "size", "description"];

    [Theory]
    [BothDatabases(Script)]
    [BothDatabases("'; DROP TABLE sell_items; --")]
    [BothDatabases("=HYPERLINK(\"http://evil\")")]
    [BothDatabases("{offer_link} %s ${x} {{x}}")]
    [BothDatabases("👩‍👩‍👧‍👦 Ṫ̸̡ é")]
    public async Task Hostile_text_is_stored_as_it_is_and_every_json_answer_escapes_it(TestDatabase on, string hostile)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var client = server.NewClient();
        var (status, body) = await client.PostAsync("/api/sell-submissions", Filled(hostile));
        Assert.Equal(HttpStatusCode.Created, status);
        var row = Assert.Single(await server.Rows.RowsAsync("SELECT * FROM sell_submissions"));
        Assert.All(FreeFields, field => Assert.Equal(hostile, row[field]));
        var item = Assert.Single(await server.Rows.RowsAsync("SELECT * FROM sell_items"));
        Assert.All(FreeItemFields, field => Assert.Equal(hostile, item[field]));

        using var staff = await server.NewProgramAsync(Role.Staff);
        foreach (var (asker, path) in new[]
        {
            (client, $"/api/offers/{body.Text("batch_id")}?token={Storefront.TokenOf(body)}"),
            (staff, "/api/admin/sell-requests"),
            (staff, $"/api/admin/sell-requests/{body.GetProperty("submission_id").GetInt32()}"),
            (staff, $"/api/admin/sell-requests?search={Uri.EscapeDataString(hostile)}"),
        })
        {
            using var answer = await asker.GetAsync(new Uri(path, UriKind.Relative), Stop);
            var raw = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.DoesNotContain("<", raw, StringComparison.Ordinal);
            Assert.Contains(hostile, TextsOf(JsonDocument.Parse(raw).RootElement));
        }
    }

    [Theory, BothDatabases]
    public async Task Words_of_the_form_are_words_and_no_text(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var client = server.NewClient();
        var form = Storefront.Form();
        foreach (var field in new[] { "contact_phone", "contact_email", "eircode" }) form[field] = Script;
        foreach (var field in new[] { "category", "condition" }) form["items"]![0]![field] = Script;
        var (status, body) = await client.PostAsync("/api/sell-submissions", form);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["contact_email", "contact_phone", "eircode", "items[0].category", "items[0].condition"],
            body.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, await server.Rows.CountAsync("sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task Five_thousand_characters_are_refused_by_the_name_of_each_field(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var client = server.NewClient();
        var (status, body) = await client.PostAsync("/api/sell-submissions", Filled(new string('x', 5_000)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            [.. FreeFields.Concat(FreeItemFields.Select(field => $"items[0].{field}")).Order(StringComparer.Ordinal)],
            body.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, await server.Rows.CountAsync("sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task A_line_break_in_a_name_ends_no_line_of_the_message_to_the_seller(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var client = server.NewClient();
        var form = Storefront.Form();
        form["contact_email"] = "a@b.example\r\nBcc: everyone@example.com";
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/api/sell-submissions", form)).Status);
        form["contact_email"] = "a@b.example";
        form["contact_name"] = "Sorcha\r\nBcc: everyone@example.com";
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/api/sell-submissions", form)).Status);
        Assert.Equal(1, await server.Rows.CountAsync("outbox_messages", "to_email = 'a@b.example' AND title NOT LIKE '%Bcc%'"));
    }

    private static JsonObject Filled(string text)
    {
        var form = Storefront.Form();
        foreach (var field in FreeFields) form[field] = text;
        foreach (var field in FreeItemFields) form["items"]![0]![field] = text;
        return form;
    }

    private static IEnumerable<string> TextsOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => TextsOf(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
