namespace UnityAdmin.Orders;

public static class OrdersSetup
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Checkout>();
        builder.Services.AddSingleton<Reservations>();
        builder.Services.AddSingleton<Fulfilment>();
        builder.Services.AddSingleton<OrderAudit>();
    }

    public static void MapOrders(this WebApplication app) => app.MapOrdersApi();
}
