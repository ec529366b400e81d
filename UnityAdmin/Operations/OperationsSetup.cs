namespace UnityAdmin.Operations;

public static class OperationsSetup
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddSchedule();
    }

    public static void MapOperations(this WebApplication app)
    {
    }
}
