namespace UnityAdmin.Tests.Analytics;

/// <summary>Bodies nobody means well with: each a mixture of values where others belong, some of them broken outright.</summary>
internal static class HostileEvents
{
    private const int Seed = 47;

    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1.5", "1e400", "-1e-400", "2147483648", "99999999999999999999999", "\"\"", "\" \"", "\"3\"",
        "\"\\u0000\"",
        "\"\\ud800\"", "\"\\udc00x\"", "\"\\u202egnp.exe\"", "\"<img src=x onerror=alert(1)>\"", "\"' OR 1=1 --\"", "\"%_\\\\\"", "[]",
        "{}",
        "[[[[]]]]", "{\"a\":{\"b\":{\"c\":{}}}}", "\"2026-02-30T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"",
        "\"page_view\"", "\"page_view\"", "\"search\"", "{\"q\":\"\\ud83d\"}", "{\"query\":\"\\u0000\\u0001\"}", "{\"product_id\":1e400}",
        "{\"__proto__\":1,\"\\ud800\":2}", "{\"results\":-2147483649,\"q\":\"x\"}", "\"" + "x_".PadRight(5_000, 'y') + "\"",
    ];

    // Without the events' own ids: told twice they would be counted once, and the rows would no longer be as many as the answers say.
    private static readonly string[] Fields =
        ["type", "event_type", "path", "page_url", "session_id", "user_id", "data", "timestamp", "\\u0074ype", "\\ud800"];

    private static readonly string[] Broken =
    [
        "", "null", "[]", "5", "{", "{\"events\":", "{\"events\":[{]}", "{\"events\":[{\"type\":NaN}]}", "{\"events\":[{\"type\":\"a\"}],}",
        "{'events':[]}", "\ufeff{\"events\":[{\"type\":\"a\"}]}", new string('[', 10_000), "{\"events\":" + new string('[', 40), "<xml/>",
        "{\"events\":[{\"type\":\"a\u0001\"}]}", "events[0][type]=a",
    ];

    public static List<string> Bodies(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(index => index < Broken.Length ? Broken[index] : Body(random))];
    }

    private static string Body(Random random)
    {
        var events = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(8) == 0 ? Pick(random, Values) : Event(random));
        var body = $"\"events\":[{string.Join(',', events)}]";
        return random.Next(5) switch
        {
            0 => $"{{{body},\"sessionId\":{Pick(random, Values)}}}",
            1 => $"{{\"events\":{Pick(random, Values)},{body}}}",
            _ => $"{{{body},\"session_id\":\"s\",\"{Pick(random, Fields)}\":1}}",
        };
    }

    private static string Event(Random random)
    {
        var type = random.Next(3) == 0 ? "" : "\"type\":\"page_view\",";
        var fields = Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"\"{Pick(random, Fields)}\":{Pick(random, Values)}");
        return $"{{{type}{string.Join(',', fields)}}}";
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
