using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Shell;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Shell;

public sealed class ScanListenerTests
{
    [Theory, BothDatabases]
    public async Task A_scan_names_a_product_an_order_or_a_sell_request_by_its_whole_code(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(9);
        var order = await shop.OrderAsync(product);
        var submitted = await shop.SubmitAsync();
        var sku = await shop.SkuAsync(product);
        var number = await shop.ScalarAsync<string>($"SELECT order_number FROM orders WHERE id = {order}");
        async Task<string?> Named(string code)
        {
            var found = await Task.WhenAll(shop.Root.GetServices<IPaletteSource>().Select(source => source.FindNamedAsync(code, Stop)));
            return found.SingleOrDefault(href => href is not null);
        }

        Assert.Equal($"/products/{product}", await Named(sku));
        Assert.Equal($"/products/{product}", await Named(sku.ToLowerInvariant()));
        Assert.Equal($"/orders/{order}", await Named(number));
        Assert.Equal($"/sell-requests/{submitted.Id}", await Named(submitted.BatchId));
        Assert.Null(await Named(sku[..^1]));
        Assert.Null(await Named($"{sku}0"));
        Assert.Null(await Named("Sorcha Walsh"));
        Assert.Null(await Named(""));
    }
}
