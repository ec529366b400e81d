namespace UnityAdmin.Staff;

public static class Policies
{
    public const string Staff = nameof(Staff);
}
