namespace UnityAdmin.Stock;

public static class StockSetup
{
    public static void AddStock(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StockSettings>().BindConfiguration("Stock").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<StockLedger>();
        builder.Services.AddSingleton<LedgerAudit>();
        builder.Services.AddSingleton<Corrections>();
    }
}
