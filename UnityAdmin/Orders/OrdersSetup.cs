using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
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
        builder.Services.AddSingleton<OrderAudit>();
        builder.Services.AddSingleton<OrderList>();
        builder.Services.AddSingleton<OrderBook>();
        builder.Services.AddSingleton<IStockDocuments, OrderDocuments>();
        builder.Services.AddSingleton<IPaletteSource, OrderFinder>();
        builder.Services.AddSingleton(TextBackfill.Of<Order>(Order.Table, rows => rows.Include(row => row.Items), order => order.RespellContact()));
        builder.Services.AddSingleton(TextBackfill.Of<Reservation>(Reservation.Table, respell: hold => (hold.CustomerPhone, hold.CustomerEmail) =
            (Phone.Respell(hold.CustomerPhone), EmailAddress.Respell(hold.CustomerEmail))));
        builder.Services.AddSingleton<INavigationBadge, PendingOrders>();
        builder.Services.AddSingleton(new NavigationEntry("Orders", "/orders", "shopping_bag", Role.Staff, 22));
        builder.Services.AddSingleton<HoldBook>();
        builder.Services.AddSingleton(new NavigationEntry("Reservations", "/reservations", "lock_clock", Role.Staff, 24));
        builder.Services.AddSingleton<INavigationBadge, HoldsRunningOut>();
        builder.Services.AddSingleton<IPaletteSource, HoldFinder>();
        builder.Services.AddSingleton<IStockDocuments>(
            new OwnDocuments(StockDocumentKind.Reservation, "Reservation", "/reservations?id="));
        builder.Services.AddSingleton<ICustomerRecords, CustomerOrders>();
        builder.Services.AddSingleton<ICustomerRecords, CustomerHolds>();
    }

    public static void MapOrders(this WebApplication app)
    {
        app.MapOrdersApi();
        app.MapOrdersExport();
    }
}
