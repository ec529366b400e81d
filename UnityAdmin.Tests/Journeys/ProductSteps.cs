using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Journeys;

/// <summary>What lies on the shelf before a journey begins.</summary>
internal static class ProductSteps
{
    /// <summary>A product with a photo, more moves than its waterfall has bars, and two prices.</summary>
    /// <returns>The path of its page.</returns>
    public static async Task<string> ProductWithAStoryAsync(this AppServer server)
    {
        var products = server.Services.GetRequiredService<Products>();
        var corrections = server.Services.GetRequiredService<Corrections>();
        var facts = ProductsTests.Hoodie with { Brand = "Nike", PriceCents = 100 };
        var id = (await products.AddAsync(facts, 5, StockSteps.Aoife, Stop)).Value.Id;
        for (var number = 0; number <= Waterfall.MaxSteps; number++)
        {
            var moves = await server.Services.GetRequiredService<ProductMoves>().ReadAsync(id, null, 1, Stop);
            var wanted = new Adjustment(
                id, moves.Moves[0].Move.Id, number % 3 == 0 ? -1 : 1, null, StockReason.Correction, "Miscounted", Guid.NewGuid());
            Assert.Null((await corrections.AdjustAsync(wanted, StockSteps.Marek, Stop)).Refused);
        }

        Assert.Null((await products.EditAsync(id, facts, facts with { PriceCents = 9_900 }, StockSteps.Marek, Stop)).Refused);
        var photos = server.Services.GetRequiredService<ProductPhotos>();
        Assert.Null((await photos.AddAsync(id, "side.webp", ProductPhotosTests.Photo, StockSteps.Aoife, Stop)).Refused);
        return string.Create(CultureInfo.InvariantCulture, $"/products/{id}");
    }
}
