namespace UnityAdmin.Staff;

public static class StaffSetup
{
    public static void AddStaff(this WebApplicationBuilder builder)
    {
    }

    public static void MapStaff(this WebApplication app)
    {
    }
}
