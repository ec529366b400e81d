using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Messages;
using UnityAdmin.Selling.Pages;

namespace UnityAdmin.Selling;

/// <summary>What a customer offered the shop, in their file.</summary>
internal sealed class CustomerSubmissions : ICustomerRecords
{
    private const int MostTyped = 100;

    private static readonly HashSet<string> Personal =
    [
        "contact_name", "contact_phone", "contact_email", "contact_channel", "contact_handle", "address", "city", "eircode", "notes",
        "seller_message", "seller_response_message", "closing_reason", "message", "answer_message", "sent_by_name", "answered_by_name",
        "text",
    ];

    public string Title => "Sell requests";

    public int Place => 20;

    public Task<Dictionary<int, int>> CountAsync(ShopDb db, IReadOnlyCollection<int> customers, CancellationToken stop) =>
        db.SellSubmissions.Where(row => row.UserId != null && customers.Contains(row.UserId.Value)).GroupBy(row => row.UserId!.Value)
            .Select(theirs => new { theirs.Key, Count = theirs.Count() })
            .ToDictionaryAsync(theirs => theirs.Key, theirs => theirs.Count, stop);

    public async Task<CustomerSection> ReadAsync(ShopDb db, int customer, int take, CancellationToken stop)
    {
        var theirs = db.SellSubmissions.AsNoTracking().Where(row => row.UserId == customer);
        var newest = await theirs.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(take).ToListAsync(stop);
        var paid = db.SellPayments.Where(payment => theirs.Any(row => row.Id == payment.SubmissionId));
        var open = theirs.Where(row => row.Status != SellStatus.Rejected && row.Status != SellStatus.Cancelled
            && row.Status != SellStatus.Completed);
        return new CustomerSection(
            Title,
            await theirs.CountAsync(stop),
            newest.ConvertAll(RecordOf),
            ("Paid out", new Money(await paid.SumAsync(payment => payment.AmountCents, stop))),
            await open.OrderBy(row => row.Id).Select(row => row.BatchId).ToListAsync(stop));
    }

    public async Task<List<TypedDetails>> TypedAsync(ShopDb db, int customer, CancellationToken stop)
    {
        var newest = db.SellSubmissions.AsNoTracking().Where(row => row.UserId == customer).OrderByDescending(row => row.Id)
            .Take(MostTyped);
        return (await newest.ToListAsync(stop)).ConvertAll(row => new TypedDetails(
            row.BatchId,
            HrefOf(row),
            row.Contact.Details,
            row.Contact.Address is { } lines ? new Place(lines, row.Contact.City, row.Contact.Eircode) : null));
    }

    public async Task<Result> MoveAsync(ShopDb db, int from, int to, CancellationToken stop)
    {
        foreach (var submission in await db.SellSubmissions.Where(row => row.UserId == from).ToListAsync(stop)) submission.UserId = to;
        return Result.Done;
    }

    public async Task EraseAsync(ShopDb db, int customer, CancellationToken stop)
    {
        var theirs = db.SellSubmissions.Where(row => row.UserId == customer);
        var erased = await theirs.AsNoTracking().Include(row => row.Items).ToListAsync(stop);
        var ids = erased.ConvertAll(row => row.Id);
        _ = await theirs.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Contact.Name, Customer.ErasedName)
                .SetProperty(row => row.Contact.Phone, SellerContact.Erased).SetProperty(row => row.Contact.Email, (string?)null)
                .SetProperty(row => row.Contact.Channel, "").SetProperty(row => row.Contact.Handle, "")
                .SetProperty(row => row.Contact.Address, (string?)null).SetProperty(row => row.Contact.City, (string?)null)
                .SetProperty(row => row.Contact.Eircode, (string?)null).SetProperty(row => row.Notes, (string?)null)
                .SetProperty(row => row.SellerMessage, (string?)null).SetProperty(row => row.SellerResponseMessage, (string?)null)
                .SetProperty(row => row.ClosingReason, (string?)null).SetProperty(row => row.Version, row => row.Version + 1),
            stop);
        foreach (var (id, text) in erased.Select(row => (row.Id, row.SearchTextOfErased())))
            _ = await theirs.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SearchText, text), stop);
        await EraseTalkAsync(db, ids, stop);
        await db.ForgetInLogsAsync(SellSubmission.Table, ids, Personal, stop);
    }

    /// <summary>What was said to each other: rounds keep their prices, notes and messages go.</summary>
    private static async Task EraseTalkAsync(ShopDb db, List<int> ids, CancellationToken stop)
    {
        var rounds = db.SellOffers.Where(round => ids.Contains(round.SubmissionId));
        _ = await rounds.ExecuteUpdateAsync(
            set => set.SetProperty(round => round.Message, (string?)null).SetProperty(round => round.AnswerMessage, (string?)null)
                .SetProperty(round => round.Version, round => round.Version + 1),
            stop);
        _ = await rounds.Where(round => round.MadeBy == OfferParty.Seller)
            .ExecuteUpdateAsync(set => set.SetProperty(round => round.SentByName, Customer.ErasedName), stop);
        _ = await rounds.Where(round => round.MadeBy == OfferParty.Shop && (round.Answer == OfferAnswer.Accepted
                || round.Answer == OfferAnswer.Refused || round.Answer == OfferAnswer.Countered))
            .ExecuteUpdateAsync(set => set.SetProperty(round => round.AnsweredByName, Customer.ErasedName), stop);
        _ = await db.SellNotes.Where(note => ids.Contains(note.SubmissionId)).ExecuteDeleteAsync(stop);
        var documents = ids.ConvertAll(id => (long)id);
        _ = await db.OutboxMessages.Where(message => message.Subject == SellSubmission.Table && documents.Contains(message.SubjectId))
            .ExecuteDeleteAsync(stop);
    }

    private static string HrefOf(SellSubmission submission) => $"/sell-requests/{submission.Id}";

    private static CustomerRecord RecordOf(SellSubmission submission)
    {
        var look = Look.Of(submission.Status);
        return new CustomerRecord(
            submission.BatchId,
            HrefOf(submission),
            submission.CreatedAt,
            submission.ItemCount == 1 ? "1 item" : $"{submission.ItemCount} items",
            submission.FinalPriceCents ?? submission.OfferedPriceCents,
            (look.Word, look.Icon, look.Meaning));
    }
}
