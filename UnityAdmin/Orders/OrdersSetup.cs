using UnityAdmin.Customers;

namespace UnityAdmin.Orders;

public static class OrdersSetup
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Checkout>();
        builder.Services.AddSingleton<Reservations>();
        builder.Services.AddSingleton<Fulfilment>();
        builder.Services.AddSingleton<ICustomerRecords, CustomerOrders>();
        builder.Services.AddSingleton<ICustomerRecords, CustomerHolds>();
    }

    public static void MapOrders(this WebApplication app) => app.MapOrdersApi();
}
