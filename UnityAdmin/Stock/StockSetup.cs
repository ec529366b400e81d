using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Stock;

public static class StockSetup
{
    public static void AddStock(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<StockSettings>("Stock");
        builder.Services.AddSingleton<StockLedger>();
        builder.Services.AddSingleton<LedgerAudit>();
        builder.Services.AddSingleton<Corrections>();
        builder.Services.AddSingleton<Stocktakes>();
        builder.Services.AddSingleton<CountLines>();
        builder.Services.AddSingleton<Counting>();
        builder.Services.AddSingleton<PastedCounts>();
        builder.Services.AddSingleton<CountPosting>();
        builder.Services.AddSingleton(new NavigationEntry("Stocktakes", "/stocktakes", "inventory", Role.Staff, 50));
        builder.Services.AddSingleton<StockDocuments>();
        builder.Services.AddSingleton<Products>();
        builder.Services.AddSingleton<ProductList>();
        builder.Services.AddSingleton<ShopWindow>();
        builder.Services.AddSingleton<ProductPhotos>();
        builder.Services.AddSingleton<ProductMoves>();
        builder.Services.AddSingleton<IPaletteSource, ProductFinder>();
        builder.Services.AddSingleton(TextBackfill.Of<Product>(Product.Table));
        builder.Services.AddSingleton(new NavigationEntry("Products", "/products", "apparel", Role.Staff, 30));
        builder.Services.AddSingleton<LedgerBook>();
        builder.Services.AddSingleton<CorrectionBook>();
        builder.Services.AddSingleton<StockOnHand>();
        builder.Services.AddSingleton(new NavigationEntry("Stock", "/stock", "inventory_2", Role.Staff, 40));
        builder.Services.AddSingleton<INavigationBadge, WaitingCorrections>();
        builder.Services.AddSingleton<IStockDocuments>(new OwnDocuments(StockDocumentKind.StockCount, "Stocktake", "/stocktakes/"));
        builder.Services.AddSingleton<IStockDocuments>(new OwnDocuments(StockDocumentKind.Correction, "Correction", "/stock/corrections/"));
        builder.Services.AddSingleton<IStockDocuments>(new OwnDocuments(StockDocumentKind.Move, "Move", "/stock?move="));
    }

    public static void MapStock(this WebApplication app)
    {
        app.MapLedgerExport();
        app.MapStockApi();
    }
}
