using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Messages;
using UnityAdmin.Shell;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

public static class SellingSetup
{
    public static void AddSelling(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OfferLinks>();
        builder.Services.AddSingleton<IMessageLinks>(services => services.GetRequiredService<OfferLinks>());
        builder.Services.AddSingleton<SellMessages>();
        builder.Services.AddSingleton<Submissions>();
        builder.Services.AddSingleton<Offers>();
        builder.Services.AddSingleton<Intake>();
        builder.Services.AddSingleton<IStockDocuments, SellItemDocuments>();
        builder.Services.AddSingleton<ICustomerRecords, CustomerSubmissions>();
        builder.Services.AddSingleton<Queue>();
        builder.Services.AddSingleton<SellRequests>();
        builder.Services.AddSingleton<Reviews>();
        builder.Services.AddSingleton<Viewers>();
        builder.Services.AddSingleton(new NavigationEntry("Sell requests", "/sell-requests", "sell", Role.Staff, 10));
        builder.Services.AddSingleton<INavigationBadge, PendingBadge>();
        builder.Services.AddSingleton<IPaletteSource, SubmissionFinder>();
        builder.Services.AddSingleton(TextBackfill.Of<SellSubmission>(
            SellSubmission.Table, rows => rows.Include(row => row.Items), submission => submission.Contact = submission.Contact.Respelt()));
        builder.Services.AddSingleton<OfferBoard>();
        builder.Services.AddSingleton(new NavigationEntry("Offers", "/offers", "handshake", Role.Staff, 20));
    }

    public static void MapSelling(this WebApplication app)
    {
        app.MapSellingApi();
        app.MapSellRequestsApi();
        app.MapSellRequestsExport();
    }
}
