using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

/// <summary>A seller with their link and a browser without scripts.</summary>
internal sealed partial class SellerBrowser(AppServer server, Submitted submitted) : IDisposable
{
    private readonly HttpClient http = server.NewClient();
    private readonly string address = new Uri(submitted.OfferUrl!).PathAndQuery;

    public string Html { get; private set; } = "";

    public string Text => WebUtility.HtmlDecode(Html);

    public int Id => submitted.Id;

    /// <summary>A submission, and its seller with the page open.</summary>
    public static async Task<SellerBrowser> SubmitAsync(AppServer server, NewSubmission? form = null)
    {
        var submissions = server.Services.GetRequiredService<Submissions>();
        var seller = new SellerBrowser(server, (await submissions.SubmitAsync(form ?? A.Form(), [], Actor.Storefront(null), Stop)).Value);
        Assert.Equal(HttpStatusCode.OK, (await seller.OpenAsync()).StatusCode);
        return seller;
    }

    public static async Task<SellerBrowser> OfferedAsync(AppServer server, long cents = 12_000, string? message = "Deal?")
    {
        var seller = await SubmitAsync(server);
        await seller.OfferAsync(cents, message);
        Assert.Equal(HttpStatusCode.OK, (await seller.OpenAsync()).StatusCode);
        return seller;
    }

    public async Task OfferAsync(long cents, string? message = null)
    {
        var offers = server.Services.GetRequiredService<Offers>();
        Assert.Null((await offers.SendTotalAsync(Id, new OfferTerms(new Money(cents), message, 1), A.Aoife, Stop)).Refused);
    }

    public async Task<HttpResponseMessage> OpenAsync(string? path = null)
    {
        var page = await http.GetAsync(new Uri(path ?? address, UriKind.Relative), Stop);
        Html = await page.Content.ReadAsStringAsync(Stop);
        return page;
    }

    public string WithToken(string token) => $"{address.Split('?')[0]}?token={token}";

    /// <summary>Sends a form of the page that is open, as it was shown.</summary>
    public async Task<HttpResponseMessage> SendAsync(string name, string? price = null, string? message = null)
    {
        var form = new Dictionary<string, string>
        {
            ["_handler"] = name,
            ["__RequestVerificationToken"] = Antiforgery().Match(Html).Groups[1].Value,
            ["Revision"] = Revision().Match(Html).Groups[1].Value,
        };
        if (price is not null) form["Price"] = price;
        if (message is not null) form["Message"] = message;
        using var content = new FormUrlEncodedContent(form);
        var answer = await http.PostAsync(new Uri(address, UriKind.Relative), content, Stop);
        if (answer.StatusCode != HttpStatusCode.Redirect) Html = await answer.Content.ReadAsStringAsync(Stop);
        return answer;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();

    [GeneratedRegex("name=\"Revision\" value=\"([0-9]+)\"")]
    private static partial Regex Revision();
}
