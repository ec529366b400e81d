using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>A shop in the middle of its work on every screen between a phone and a wide desk: empty lists fit anywhere.</summary>
public sealed class WidthsJourney : Journey
{
    private static readonly int[] Widths = [1440, 1240, 1100, 1024, 900, 600, 390];

    private static readonly string[] Paths =
    [
        "/", "/sell-requests", "/offers", "/orders", "/reservations", "/customers", "/products", "/stock",
        "/stock/corrections?status=posted", "/stocktakes", "/analytics", "/analytics/events", "/jobs", "/system",
    ];

    private const string Squeezed = """
        () => [...document.querySelectorAll("main img")]
          .filter(photo => photo.clientHeight > 0 && photo.clientWidth < photo.clientHeight / 2)
          .map(photo => `${photo.closest("tr, article, li")?.className} ${photo.src}: ${photo.clientWidth} × ${photo.clientHeight}`)
        """;

    [Fact]
    public async Task Full_lists_fit_every_width_and_squeeze_no_photo()
    {
        var server = await StartAsync(TestDatabase.Sqlite, OpenShop.NoLimits with { Environment = "Development" });
        await server.LetInAsync(Role.Admin, Niamh);
        var page = await (await VisitAsync(server)).SignInAsync(Niamh);
        foreach (var path in Paths)
        {
            await page.OpenAsync(path);
            foreach (var width in Widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.AssertNarrowAsync();
                var squeezed = await page.EvaluateAsync<string[]>(Squeezed);
                Assert.True(squeezed.Length == 0, $"{path} at {width} px:\n{string.Join("\n", squeezed.Take(3))}");
            }

            await page.SetViewportSizeAsync(Widths[0], 900);
        }
    }
}
