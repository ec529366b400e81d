using Bunit;
using UnityAdmin.Operations.Pages;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Operations;

public sealed class HomePageTests
{
    [Theory, BothDatabases]
    public async Task What_arrives_appears_by_itself_and_leads_to_its_queue(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<HomePage>();
        page.WaitForAssertion(() => Assert.Contains("Nothing waits for you", page.Markup, StringComparison.Ordinal));
        var submitted = await shop.SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("1", page.Find(".waiting-count").TextContent), TimeSpan.FromSeconds(60));
        Assert.Equal($"/sell-requests/{submitted.Id}", page.Find(".waiting-row a").GetAttribute("href"));
        Assert.Equal("/sell-requests?status=pending&sort=oldest", page.Find(".waiting-all").GetAttribute("href"));
        Assert.Contains("2 Mar: 1", page.Find("svg[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_locked_out_meanwhile_is_told_so()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        test.SignIn(Role.Staff, 99);
        var page = test.Render<HomePage>();
        page.WaitForAssertion(() => Assert.Contains("Home is closed to you", page.Markup, StringComparison.Ordinal));
    }
}
