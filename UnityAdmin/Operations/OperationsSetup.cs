namespace UnityAdmin.Operations;

public static class OperationsSetup
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
    }

    public static void MapOperations(this WebApplication app)
    {
    }
}
