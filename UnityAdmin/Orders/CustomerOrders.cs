using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Orders;

/// <summary>A customer's orders in their file.</summary>
internal sealed class CustomerOrders : ICustomerRecords
{
    private const int MostTyped = 100;

    private static readonly HashSet<string> Personal =
    [
        "customer_name", "customer_phone", "customer_email", "delivery_address", "delivery_city", "delivery_eircode", "notes",
        "closing_reason", "unpaid_reason", "taken_back_reason",
    ];

    public string Title => "Orders";

    public int Place => 10;

    public Task<Dictionary<int, int>> CountAsync(ShopDb db, IReadOnlyCollection<int> customers, CancellationToken stop) =>
        db.Orders.Where(row => row.UserId != null && customers.Contains(row.UserId.Value)).GroupBy(row => row.UserId!.Value)
            .Select(theirs => new { theirs.Key, Count = theirs.Count() })
            .ToDictionaryAsync(theirs => theirs.Key, theirs => theirs.Count, stop);

    public async Task<CustomerSection> ReadAsync(ShopDb db, int customer, int take, CancellationToken stop)
    {
        var theirs = db.Orders.AsNoTracking().Where(row => row.UserId == customer);
        var newest = await theirs.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(take).ToListAsync(stop);
        var kept = theirs.Where(row => row.PaymentStatus == PaymentStatus.Paid && row.Status != OrderStatus.Cancelled);
        var open = theirs.Where(row => (row.Status != OrderStatus.Completed && row.Status != OrderStatus.Cancelled)
            || (row.Status == OrderStatus.Cancelled && row.PaymentStatus == PaymentStatus.Paid));
        return new CustomerSection(
            Title,
            await theirs.CountAsync(stop),
            newest.ConvertAll(RecordOf),
            ("Spent", new Money(await kept.SumAsync(row => row.TotalCents, stop))),
            await open.OrderBy(row => row.Id).Select(row => row.OrderNumber).ToListAsync(stop));
    }

    public async Task<List<TypedDetails>> TypedAsync(ShopDb db, int customer, CancellationToken stop)
    {
        var newest = db.Orders.AsNoTracking().Where(row => row.UserId == customer).OrderByDescending(row => row.Id).Take(MostTyped);
        return (await newest.ToListAsync(stop)).ConvertAll(order => new TypedDetails(
            order.OrderNumber,
            HrefOf(order),
            new ContactDetails(order.CustomerName, order.CustomerPhone, order.CustomerEmail),
            order.DeliveryAddress is { } lines ? new Place(lines, order.DeliveryCity, order.DeliveryEircode) : null));
    }

    public async Task<Result> MoveAsync(ShopDb db, int from, int to, CancellationToken stop)
    {
        foreach (var order in await db.Orders.Where(row => row.UserId == from).ToListAsync(stop)) order.UserId = to;
        return Result.Done;
    }

    public async Task EraseAsync(ShopDb db, int customer, CancellationToken stop)
    {
        var theirs = await db.Orders.AsNoTracking().Include(row => row.Items).Where(row => row.UserId == customer).ToListAsync(stop);
        foreach (var order in theirs)
        {
            var text = order.SearchTextOfErased();
            _ = await db.Orders.Where(row => row.Id == order.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.CustomerName, Customer.ErasedName)
                    .SetProperty(row => row.CustomerPhone, (string?)null).SetProperty(row => row.CustomerEmail, (string?)null)
                    .SetProperty(row => row.DeliveryAddress, (string?)null).SetProperty(row => row.DeliveryCity, (string?)null)
                    .SetProperty(row => row.DeliveryEircode, (string?)null).SetProperty(row => row.Notes, (string?)null)
                    .SetProperty(row => row.ClosingReason, (string?)null).SetProperty(row => row.SearchText, text)
                    .SetProperty(row => row.UnpaidReason, (string?)null).SetProperty(row => row.TakenBackReason, (string?)null)
                    .SetProperty(row => row.Version, row => row.Version + 1),
                stop);
        }

        await db.ForgetInLogsAsync(Order.Table, theirs.ConvertAll(row => row.Id), Personal, stop);
    }

    private static string HrefOf(Order order) => $"/orders/{order.Id}";

    private static CustomerRecord RecordOf(Order order) => new(
        order.OrderNumber,
        HrefOf(order),
        order.CreatedAt,
        $"{(order.ItemCount == 1 ? "1 item" : $"{order.ItemCount} items")} · {order.PaymentStatus switch
        {
            PaymentStatus.Paid => order.OwesRefund ? "refund owed" : "paid",
            PaymentStatus.Refunded => "refunded",
            _ => "not paid",
        }}",
        order.TotalCents,
        order.Status switch
        {
            OrderStatus.Pending => ("Pending", "schedule", Meaning.Attention),
            OrderStatus.Confirmed => ("Confirmed", "thumb_up", Meaning.Info),
            OrderStatus.Processing => ("Processing", "package_2", Meaning.Info),
            OrderStatus.Shipped => ("Shipped", "local_shipping", Meaning.Info),
            OrderStatus.Completed => ("Completed", "check_circle", Meaning.Good),
            _ => ("Cancelled", "cancel", Meaning.Neutral),
        });
}
