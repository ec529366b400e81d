using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using UnityAdmin.Tests.Staff;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>Who is not signed in, and how they are.</summary>
public sealed class NobodyJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    private static readonly string[] Open = ["/sign-in", "/sign-in/code", "/first-admin", "/no-access", "/not-found", "/offers/1"];

    [Fact]
    public async Task Every_page_leads_nobody_to_sign_in_and_keeps_the_way_back()
    {
        var pages = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(PathOf).Except(Open).Distinct().ToList();
        Assert.Contains("/sell-requests/1", pages);
        var page = await VisitAsync(shop.Server);
        foreach (var path in pages.Append("/photos/1"))
        {
            await page.GotoAsync(path);
            Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(path)}", page.Place());
            await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
        }
    }

    [Fact]
    public async Task Every_admin_route_answers_nobody_in_json()
    {
        using var stranger = shop.Server.NewClient();
        var routes = Endpoints().Where(endpoint => PathOf(endpoint).StartsWith("/api/admin/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(PathOf(route), UriKind.Relative));
            using var answer = await stranger.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_said_in_a_sentence_and_the_right_one_leads_where_they_meant_to_go()
    {
        var page = await VisitAsync(shop.Server, Screen.Phone);
        ExpectComplaint(page, "status of 403");
        await page.GotoAsync("/sell-requests?status=pending");
        await SendAsync(page, "not the password");
        await Expect(page.Locator(".auth-note-bad")).ToContainTextAsync("E-mail and password do not match");
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(StaffSteps.EmailOf(Marek));
        await SendAsync(page, StaffSteps.Password);
        await page.WaitForURLAsync(new Regex(@"/sell-requests\?status=pending$"));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sell requests");
    }

    [Fact]
    public async Task Who_signs_out_is_nobody()
    {
        var page = await (await VisitAsync(shop.Server)).SignInAsync(Aoife);
        await page.Locator(".account-button").ClickAsync();
        await page.Button("Sign out").ClickAsync();
        await page.WaitForURLAsync(new Regex("/sign-in"));
        await page.GotoAsync("/offers");
        Assert.Equal("/sign-in?returnUrl=%2Foffers", page.Place());
    }

    private static async Task SendAsync(IPage page, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(StaffSteps.EmailOf(Marek));
        await page.GetByLabel("Password").FillAsync(password);
        await page.Button("Sign in").ClickAsync();
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        shop.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string PathOf(RouteEndpoint endpoint) =>
        Regex.Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]*\}", "1");
}
