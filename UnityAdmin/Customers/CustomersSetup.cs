using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Customers;

public static class CustomersSetup
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CustomerBook>();
        builder.Services.AddSingleton<CustomerList>();
        builder.Services.AddSingleton<CustomerFiles>();
        builder.Services.AddSingleton<CustomerCare>();
        builder.Services.AddSingleton<Merging>();
        builder.Services.AddSingleton<Erasure>();
        builder.Services.AddSingleton<IPaletteSource, CustomerFinder>();
        builder.Services.AddSingleton(ContactSpelling.Backfill);
        builder.Services.AddSingleton(TextBackfill.Of<Customer>(
            Customer.Table, rows => rows.Include(row => row.Contacts).Include(row => row.Addresses).AsSplitQuery()));
        builder.Services.AddSingleton(new NavigationEntry("Customers", "/customers", "group", Role.Staff, 26));
    }
}
