namespace UnityAdmin.Customers;

public static class CustomersSetup
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CustomerBook>();
    }
}
