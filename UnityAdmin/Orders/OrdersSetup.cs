using UnityAdmin.Shell;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

public static class OrdersSetup
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Checkout>();
        builder.Services.AddSingleton<Reservations>();
        builder.Services.AddSingleton<Fulfilment>();
        builder.Services.AddSingleton<OrderList>();
        builder.Services.AddSingleton<OrderBook>();
        builder.Services.AddSingleton<IStockDocuments, OrderDocuments>();
        builder.Services.AddSingleton<IPaletteSource, OrderFinder>();
        builder.Services.AddSingleton<INavigationBadge, PendingOrders>();
        builder.Services.AddSingleton(new NavigationEntry("Orders", "/orders", "shopping_bag", Role.Staff, 22));
    }

    public static void MapOrders(this WebApplication app)
    {
        app.MapOrdersApi();
        app.MapOrdersExport();
    }
}
