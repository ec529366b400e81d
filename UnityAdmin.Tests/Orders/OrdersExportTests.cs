using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Tests.Staff;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;

namespace UnityAdmin.Tests.Orders;

public sealed class OrdersExportTests
{
    [Theory, BothDatabases]
    public async Task A_cell_that_a_spreadsheet_would_run_is_text(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3, 12_050, "-2+3");
        var evil = new ContactDetails("=HYPERLINK(\"http://evil\",\"x\")", "+353871234567", null);
        var order = await shop.OrderAsync(product, 2, evil);
        await shop.PayAsync(order, PaymentMethod.BankTransfer);
        using var file = new MemoryStream();
        await OrdersExport.WriteAsync(file, shop.Get<OrderList>().AllAsync(new OrderFilter(), Stop), Stop);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        Assert.StartsWith("\ufefforder_number,placed_at_utc,status,", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            "ORD-20260302-00001,2026-03-02T09:00:00Z,pending,paid,bank_transfer,2026-03-02T09:00:00Z,"
            + "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",087 123 4567,,collection,2,'-2+3,241.00,0.00,241.00,,,0.00,",
            lines[1]);
    }

    [Theory, BothDatabases]
    public async Task Staff_download_the_rows_of_a_filter_and_strangers_none(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Visitor.NoLimits, new TestClock());
        await Visitor.LetInAsync(server);
        var product = await StockSteps.AddProductAsync(server.Services, 5);
        foreach (var name in new[] { "Sorcha Walsh", "Liam Kelly" })
        {
            var wanted = new NewOrder([new CartLine(product, 1)], new ContactDetails(name, null, null), Collected);
            Assert.Null((await server.Services.GetRequiredService<Checkout>().PlaceAsync(wanted, null, Shopfront, Stop)).Refused);
        }

        using var staff = new Visitor(server);
        using var signedIn = await staff.SignInAsync(StaffSteps.Password);
        using var file = await staff.GetAsync("/orders.csv?q=liam");
        Assert.Equal("orders-2026-03-02.csv", file.Content.Headers.ContentDisposition?.FileName);
        var text = await file.Content.ReadAsStringAsync(Stop);
        Assert.Contains("Liam Kelly", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sorcha", text, StringComparison.Ordinal);

        using var stranger = server.NewClient();
        using var answer = await stranger.GetAsync(new Uri("/orders.csv", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
