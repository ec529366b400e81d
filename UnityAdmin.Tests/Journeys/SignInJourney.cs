namespace UnityAdmin.Tests.Journeys;

public sealed class SignInJourney : Journey
{
    [Theory, BothDatabases]
    public async Task Nobody_is_sent_to_sign_in_with_the_way_back(TestDatabase on)
    {
        var server = await StartAsync(on);
        var page = await VisitAsync(server, Screen.Phone);
        await page.GotoAsync("/account");
        Assert.Equal("/sign-in?returnUrl=%2Faccount", new Uri(page.Url).PathAndQuery);
        await AssertAccessibleAsync(page);
    }
}
