using System.Globalization;
using System.Net;
using System.Text.Json;
using UnityAdmin.Analytics;

namespace UnityAdmin.Tests.Analytics;

/// <summary>What becomes of one event a browser tells, without a database.</summary>
public sealed class TrackFormTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("""{"type":"page_view"}""")]
    [InlineData("""{"type":"page_view","path":null,"session_id":null,"user_id":null,"data":null,"id":null,"timestamp":null}""")]
    [InlineData("""{"type":"page_view","user_id":"nobody"}""")]
    [InlineData("""{"type":"page_view","user_id":-5}""", "UserId=-5")]
    [InlineData("""{"type":"page_view","user_id":{"id":1}}""")]
    [InlineData("""{"type":"page_view","user_id":99999999999}""")]
    [InlineData("""{"event_type":"Page View","page_url":"https://unity.ie/shoes?email=a@b.ie#x"}""", "EventType=page_view", "Path=/shoes")]
    [InlineData("""{"type":"page_view","page_url":"https://unity.example"}""", "Path=/")]
    [InlineData("""{"type":"page_view","path":"/a/http://b?token=secret"}""", "Path=/a/http://b")]
    [InlineData("""{"type":"addToCart","data":{"productId":"12"}}""", "EventType=add_to_cart", "ProductId=12")]
    [InlineData("""{"type":"Clicked Banner.2"}""", "EventType=clicked_banner_2")]
    [InlineData("""{"type":"product_view","data":{"item_id":-3}}""", "ProductId=")]
    [InlineData("""{"type":"product_view","data":{"product_id":1e400}}""", "ProductId=")]
    [InlineData("""{"type":"product_view","data":{"product_id":4.5}}""", "ProductId=")]
    [InlineData("""{"type":"search","data":{"q":"  Dunk \t LOW ","results":0}}""", "SearchTerm=dunk low", "SearchResults=0")]
    [InlineData("""{"type":"search","data":{"search_term":"a\u0000b","result_count":-1}}""", "SearchTerm=ab", "SearchResults=")]
    [InlineData("""{"type":"search","data":{"query":7,"results_count":"12"}}""", "SearchTerm=", "SearchResults=12")]
    [InlineData("""{"type":"page_view","data":{"query":"dunk"}}""", "SearchTerm=")]
    [InlineData("""{"type":"purchase","type":"search"}""", "EventType=search")]
    [InlineData("""{"type":"page_view","session_id":" own ","event_id":"e1"}""", "SessionId=own", "ClientEventId=e1")]
    [InlineData("""{"type":"page_view","timestamp":"2026-03-01T10:00:00.1239+01:00"}""", "Timestamp=2026-03-01 09:00:00.123")]
    [InlineData("""{"type":"page_view","timestamp":"2026-03-02T09:05:00Z"}""", "Timestamp=2026-03-02 09:00:00.000")]
    [InlineData("""{"type":"page_view","timestamp":"2026-01-31T09:00:00Z"}""", "Timestamp=2026-01-31 09:00:00.000")]
    public void What_can_be_taken_is_taken_as_it_is_counted(string told, params string[] cells)
    {
        var taken = Assert.Single(Read(told).Events);
        Assert.Equal(("s", "203.0.113.0"), (cells.Contains("SessionId=own") ? "s" : taken.SessionId, taken.IpAddress));
        Assert.All(cells, cell => Assert.Equal(cell, $"{cell.Split('=')[0]}={Cell(taken, cell.Split('=')[0])}"));
    }

    /// <summary>Field case 30.</summary>
    [Theory]
    [InlineData("2026-03-02T09:05:00.001Z")]
    [InlineData("2026-03-02T10:00:00+00:00")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2025-03-02T08:59:59Z")]
    public void A_clock_that_is_wrong_counts_at_the_servers_time_and_is_marked(string timestamp)
    {
        var taken = Assert.Single(Read($$$"""{"type":"page_view","timestamp":"{{{timestamp}}}","data":{"a":1}}""").Events);
        Assert.Equal(Now, taken.Timestamp);
        using var data = JsonDocument.Parse(taken.EventData!);
        Assert.Equal(timestamp, data.RootElement.GetProperty("client_timestamp").GetString());
        Assert.Equal(1, data.RootElement.GetProperty("a").GetInt32());
    }

    /// <summary>Field case 29.</summary>
    [Theory]
    [InlineData("Caf\u00e9")]
    [InlineData("Cafe\u0301")]
    [InlineData("CAFE\u0301")]
    [InlineData("\u200bcaf\u00e9\u2060")]
    public void One_word_is_one_term_in_every_normal_form_and_case(string typed) => Assert.Equal(
        "caf\u00e9", Assert.Single(Read($$$"""{"type":"search","data":{"query":"{{{typed}}}"}}""").Events).SearchTerm);

    /// <summary>Field case 27: the first column is what a browser or crawler really sends.</summary>
    [Theory]
    [InlineData("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "AhrefsBot")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile "
        + "Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot")]
    [InlineData("Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)", "Slurp")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "facebookexternalhit")]
    [InlineData("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)", "Baiduspider")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", "GPTBot")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/131.0.0.0", "HeadlessChrome")]
    [InlineData("ia_archiver (+http://www.alexa.com/site/help/webmasters; crawler@alexa.com)", "ia_archiver")]
    [InlineData("Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)", "spider")]
    [InlineData("PriceWatch/1.4 (+https://pricewatch.example/about)", "PriceWatch")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36", null)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile "
        + "Safari/604.1", null)]
    [InlineData("Mozilla/5.0 (Linux; Android 11; CUBOT_X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile", null)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", null)]
    [InlineData("node-fetch/3.3 (storefront)", null)]
    [InlineData("", null)]
    public void A_crawler_that_says_so_is_no_visitor_and_keeps_what_it_told(string browser, string? name)
    {
        using var body = JsonDocument.Parse("""{"events":[{"type":"pageview","session_id":"bot-0","data":{"a":1}}]}""");
        var taken = Assert.Single(new TrackForm("203.0.113.0", browser, Now).Read(body.RootElement).Value.Events);
        Assert.Equal(name is null ? "page_view" : "crawler", taken.EventType);
        using var data = JsonDocument.Parse(taken.EventData!);
        Assert.Equal(name is null ? null : $"page_view {name}", data.RootElement.TryGetProperty("crawler", out var crawler)
            ? $"{data.RootElement.GetProperty("event_type")} {crawler}"
            : null);
    }

    [Fact]
    public void What_the_server_has_to_say_takes_the_place_of_data_that_leaves_no_room_for_it()
    {
        var full = $$$"""{"a":"{{{new string('x', AnalyticsEvent.DataLength - 8)}}}"}""";
        var taken = Assert.Single(Read($$"""{"type":"a","timestamp":"2027-01-01T00:00:00Z","data":{{full}}}""").Events);
        Assert.Equal("""{"client_timestamp":"2027-01-01T00:00:00Z"}""", taken.EventData);
    }

    [Theory]
    [InlineData("5", "must be an object")]
    [InlineData("null", "must be an object")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "type is missing")]
    [InlineData("""{"type":""}""", "type is missing")]
    [InlineData("""{"type":"  "}""", "type is missing")]
    [InlineData("""{"type":5}""", "type must be text")]
    [InlineData("""{"type":"42"}""", "type must be a name")]
    [InlineData("""{"type":"<script>"}""", "type must be a name")]
    [InlineData("""{"type":"page\u0000view"}""", "type must be text")]
    [InlineData("""{"type":"\ud800"}""", "not text")]
    [InlineData("""{"type":"a","session_id":7}""", "session_id must be text")]
    [InlineData("""{"type":"a","id":7}""", "id must be text")]
    [InlineData("""{"type":"a","path":["/"]}""", "path must be text")]
    [InlineData("""{"type":"a","data":"text"}""", "data must be an object")]
    [InlineData("""{"type":"a","data":[1]}""", "data must be an object")]
    [InlineData("""{"type":"search","data":{"q":"\udc00"}}""", "not text")]
    [InlineData("""{"type":"a","timestamp":1772442000000}""", "timestamp must be")]
    [InlineData("""{"type":"a","timestamp":"yesterday"}""", "timestamp must be")]
    [InlineData("""{"type":"a","timestamp":"2026-03-02"}""", "timestamp must be")]
    [InlineData("""{"type":"a","timestamp":"2026-03-02T09:00:00"}""", "timestamp must be")]
    [InlineData("""{"type":"a","timestamp":"2026-01-31T08:59:59.999Z"}""", "more than 30 days ago")]
    [InlineData("""{"type":"a","timestamp":"2025-03-02T09:00:00Z"}""", "more than 30 days ago")]
    [InlineData("""{"type":"a","timestamp":"0001-01-01T00:00:00+14:00"}""", "timestamp")]
    public void What_cannot_is_named_with_its_place(string told, string sentence)
    {
        var read = Read("""{"type":"page_view"}""", told);
        _ = Assert.Single(read.Events);
        var error = Assert.Single(read.Errors);
        Assert.Equal(1, error.Index);
        Assert.Contains(sentence, error.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type", AnalyticsEvent.NameLength)]
    [InlineData("session_id", AnalyticsEvent.KeyLength)]
    [InlineData("id", AnalyticsEvent.KeyLength)]
    [InlineData("path", AnalyticsEvent.PathLength)]
    public void Text_of_the_full_length_is_taken_and_one_more_is_not(string field, int most)
    {
        string Event(int length) => $$"""{"type":"a","{{field}}":"{{new string('x', length)}}"}""";
        _ = Assert.Single(Read(Event(most)).Events);
        _ = Assert.Single(Read(Event(most + 1)).Errors);
    }

    [Fact]
    public void Data_may_have_its_full_length_and_a_search_term_is_cut_to_whole_characters()
    {
        string Data(int length) => $$$"""{"type":"search","data":{"q":"{{{new string('é', length - 8)}}}"}}""";
        Assert.Equal(AnalyticsEvent.SearchLength, Assert.Single(Read(Data(AnalyticsEvent.DataLength)).Events).SearchTerm!.Length);
        _ = Assert.Single(Read(Data(AnalyticsEvent.DataLength + 1)).Errors);
        var shoes = string.Concat(Enumerable.Repeat("👟", 80));
        var cut = Assert.Single(Read($$$"""{"type":"search","data":{"q":"a{{{shoes}}}"}}""").Events);
        Assert.Equal(AnalyticsEvent.SearchLength - 1, cut.SearchTerm!.Length);
    }

    [Theory]
    [InlineData("{}", "events_missing")]
    [InlineData("""{"events":[]}""", "events_missing")]
    [InlineData("""{"events":{"type":"a"}}""", "events_missing")]
    [InlineData("""{"events":[{"type":"a"}],"sessionId":5}""", "session_unreadable")]
    [InlineData("""{"events":[{"type":"a"}],"sessionId":"\ud800"}""", "not_text")]
    [InlineData("""{"events":[{"type":"a"}],"\ud800":1}""", "not_text")]
    public void A_request_without_events_or_with_an_unreadable_session_is_refused_whole(string body, string code)
    {
        using var document = JsonDocument.Parse(body);
        Assert.Equal(code, new TrackForm(null, null, Now).Read(document.RootElement).Refused?.Code);
    }

    [Fact]
    public void Five_hundred_events_are_taken_and_one_more_is_too_many()
    {
        Assert.Equal(500, Read([.. Enumerable.Repeat("""{"type":"a"}""", 500)]).Events.Count);
        using var many = JsonDocument.Parse($$"""{"events":[{{string.Join(',', Enumerable.Repeat("1", 501))}}]}""");
        Assert.Equal(RefusalKind.TooLarge, new TrackForm(null, null, Now).Read(many.RootElement).Refused?.Kind);
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0")]
    [InlineData("2001:db8:1234:5678::9", "2001:db8:1234::")]
    public void An_address_is_kept_without_its_last_part(string address, string kept) =>
        Assert.Equal(kept, TrackApi.NetworkOf(IPAddress.Parse(address)));

    private static ToldEvents Read(params string[] events)
    {
        using var body = JsonDocument.Parse($$"""{"session_id":"s","events":[{{string.Join(',', events)}}]}""");
        return new TrackForm("203.0.113.0", "Test", Now).Read(body.RootElement).Value;
    }

    private static string? Cell(AnalyticsEvent told, string name) => typeof(AnalyticsEvent).GetProperty(name)!.GetValue(told) switch
    {
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        var other => other?.ToString(),
    };
}
