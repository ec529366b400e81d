namespace UnityAdmin.Selling;

public static class SellingSetup
{
    public static void AddSelling(this WebApplicationBuilder builder)
    {
    }

    public static void MapSelling(this WebApplication app)
    {
    }
}
