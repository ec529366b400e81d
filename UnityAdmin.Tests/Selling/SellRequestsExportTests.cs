using System.Net;
using System.Text;
using UnityAdmin.Selling;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Selling;

public sealed class SellRequestsExportTests
{
    [Theory, BothDatabases]
    public async Task A_cell_that_a_spreadsheet_would_run_is_text(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var evil = A.Form(handle: "@SUM(1+1)");
        await shop.SubmitAsync(evil with
        {
            Contact = evil.Contact with { Name = "=HYPERLINK(\"http://evil\",\"x\")", Channel = "+cmd" },
            Items = [evil.Items[0] with { Brand = "-2+3", Price = new Money(12_050) }],
        });
        var lines = await ExportAsync(shop);
        Assert.StartsWith("\ufeffbatch_id,received_at_utc,status,", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            "BATCH-20260302-00001,2026-03-02T09:00:00Z,pending,no_offer,,\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",087 123 4567,"
            + "aoife@example.com,'+cmd,'@SUM(1+1),1,'-2+3,Shoes,120.50,,,",
            lines[1]);
    }

    [Theory, BothDatabases]
    public async Task Staff_download_the_rows_of_a_filter_and_strangers_none(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits, new TestClock());
        await Visitor.LetInAsync(server);
        using var storefront = server.NewClient();
        foreach (var handle in new[] { "@first", "@second" })
        {
            var form = Storefront.Form();
            form["contact_handle"] = handle;
            Assert.Equal(HttpStatusCode.Created, (await storefront.PostAsync("/api/sell-submissions", form)).Status);
        }

        using var staff = new Visitor(server);
        using var signedIn = await staff.SignInAsync(StaffSteps.Password);
        using var file = await staff.GetAsync("/sell-requests.csv?q=second");
        Assert.Equal("sell-requests-2026-03-02.csv", file.Content.Headers.ContentDisposition?.FileName);
        var text = await file.Content.ReadAsStringAsync(Stop);
        Assert.Contains("@second", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@first", text, StringComparison.Ordinal);

        using var stranger = await storefront.GetAsync(new Uri("/sell-requests.csv", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
    }

    private static async Task<string[]> ExportAsync(TestShop shop)
    {
        using var file = new MemoryStream();
        await SellRequestsExport.WriteAsync(file, shop.Get<Queue>().AllAsync(new QueueFilter(), Stop), shop.Clock.NowUtc(), Stop);
        return Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
    }
}
