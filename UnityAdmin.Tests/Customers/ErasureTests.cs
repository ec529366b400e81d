using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Media;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Customers.CustomerSteps;

namespace UnityAdmin.Tests.Customers;

public sealed class ErasureTests
{
    private static readonly ContactDetails Quill = new("Sorcha Quill", "+353871234567", "Quill@Example.com");

    /// <summary>What of the person must be nowhere: in whatever case, as part of whatever text.</summary>
    private static readonly string[] Traces = ["quill", "871234567", "ravenswood", "203.0.113.9", "WXYZ-77"];

    [Theory, BothDatabases]
    public async Task Nothing_of_the_person_is_left_in_any_text_of_the_database(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (id, order) = await LiveAsync(shop);
        Assert.NotEmpty(await TracesAsync(shop));
        var stock = await shop.RowsAsync("SELECT id, quantity_available FROM products ORDER BY id");
        var orders = await shop.RowsAsync("SELECT order_number, total_cents, status, payment_status FROM orders ORDER BY id");

        Assert.Null((await shop.EraseAsync(id)).Refused);

        Assert.Empty(await TracesAsync(shop));
        Assert.Equal(orders, await shop.RowsAsync("SELECT order_number, total_cents, status, payment_status FROM orders ORDER BY id"));
        Assert.Equal(stock, await shop.RowsAsync("SELECT id, quantity_available FROM products ORDER BY id"));
        Assert.Equal(0, await shop.CountAsync("user_contacts") + await shop.CountAsync("addresses") + await shop.CountAsync("sessions")
            + await shop.CountAsync("password_resets") + await shop.CountAsync("outbox_messages") + await shop.CountAsync("sell_notes"));
        var said = Assert.Single(await shop.RowsAsync("SELECT * FROM system_logs WHERE action = 'customer.erased'"));
        Assert.Equal(("users", "Aoife Byrne", "10.0.0.1"), (said["subject"], said["actor_name"], said["ip_address"]));
        Assert.Contains("erased_at", (string)said["after"]!, StringComparison.Ordinal);
        Assert.Equal(Customer.ErasedName, await shop.ScalarAsync<string>($"SELECT customer_name FROM orders WHERE id = {order}"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Whoever_comes_again_is_a_new_customer_and_two_erased_sellers_are_not_one(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (id, _) = await LiveAsync(shop);
        var other = await shop.SubmitAsync(A.Form("086 111 2222", "other@example.com", "@other"));
        var otherId = await shop.MeetAsync(null, "+353861112222");
        Assert.Null((await shop.Get<Submissions>().CancelAsync([other.Id], "Not needed", Admin, Stop)).Refused);
        Assert.Null((await shop.EraseAsync(id)).Refused);
        Assert.Null((await shop.EraseAsync(otherId)).Refused);
        Assert.NotEqual(id, await shop.MeetAsync("Sorcha Quill", Quill.Phone));
        var review = (await shop.Get<Reviews>().FindAsync(other.Id, Stop))!;
        Assert.Equal(1, review.Seller.Submissions);
        var edited = review.Submission.Contact with { Phone = "+353861112222", Handle = "@other", Channel = "Instagram" };
        Assert.Equal("contact_erased",
            (await shop.Get<Submissions>().EditContactAsync(other.Id, review.Submission.Contact, edited, Admin, Stop)).Refused!.Code);
    }

    [Theory, BothDatabases]
    public async Task Open_business_of_each_kind_stands_in_the_way(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var sent = await shop.SubmitAsync(A.Form());
        var hold = await shop.ReservationAsync(product, 1);
        var (order, id) = (await shop.OrderAsync(await shop.ProductAsync(1)), await shop.MeetAsync(null, OrderSteps.Sorcha.Phone));
        var refused = (await shop.EraseAsync(id)).Refused!;
        Assert.Equal("open_business", refused.Code);
        foreach (var name in new[] { sent.BatchId, $"reservation {hold}", await NumberAsync(order) })
            Assert.Contains(name, refused.Sentence, StringComparison.Ordinal);
        Assert.Equal("Sorcha Walsh", await shop.ScalarAsync<string>("SELECT name FROM users"));

        Assert.Null((await shop.Get<Submissions>().CancelAsync([sent.Id], "Not needed", Admin, Stop)).Refused);
        Assert.Null((await shop.Get<Reservations>().CancelAsync(hold, Admin, Stop)).Refused);
        var fulfilment = shop.Get<Fulfilment>();
        Assert.Null((await fulfilment.MarkPaidAsync(order, 0, UnityAdmin.Orders.PaymentMethod.Card, null, Admin, Stop)).Refused);
        Assert.Null((await fulfilment.CancelAsync(order, 1, "Sold out", Admin, Stop)).Refused);
        Assert.Equal("open_business", (await shop.EraseAsync(id)).Refused!.Code);
        Assert.Null((await shop.RefundWholeAsync(order, 2, "Sold out", Admin)).Refused);
        Assert.Null((await shop.EraseAsync(id)).Refused);

        Task<string> NumberAsync(int number) => shop.ScalarAsync<string>($"SELECT order_number FROM orders WHERE id = {number}");
    }

    [Theory, BothDatabases]
    public async Task It_is_an_admin_s_on_what_they_saw_with_the_words_typed_and_done_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.MeetAsync("Sorcha Quill", Quill.Phone);
        var (erasure, version) = (shop.Get<Erasure>(), await shop.VersionAsync(id));
        Assert.Equal("role_missing", (await erasure.EraseAsync(id, version, Erasure.WordsFor(id), Clerk, Stop)).Refused!.Code);
        Assert.Equal("role_missing", (await erasure.EraseAsync(id, version, Erasure.WordsFor(id), Manager, Stop)).Refused!.Code);
        Assert.Equal("not_confirmed", (await erasure.EraseAsync(id, version, "yes", Admin, Stop)).Refused!.Code);
        Assert.Equal("customer_changed", (await erasure.EraseAsync(id, version + 1, Erasure.WordsFor(id), Admin, Stop)).Refused!.Code);
        Assert.Equal("Sorcha Quill", await shop.ScalarAsync<string>("SELECT name FROM users"));
        Assert.Null((await erasure.EraseAsync(id, version, Erasure.WordsFor(id).ToUpperInvariant(), Admin, Stop)).Refused);
        Assert.Equal("customer_gone", (await shop.EraseAsync(id)).Refused!.Code);
        Assert.Equal("customer_gone", (await shop.Get<CustomerCare>().RenameAsync(id, null, "Back", Admin, Stop)).Refused!.Code);
    }

    [Theory, BothDatabases]
    public async Task What_the_shop_bought_keeps_its_figures_and_loses_descriptions_reasons_and_references(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        var done = await shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, IntakeSteps.Shelf(paid), A.Aoife, Stop);
        Assert.Null(done.Refused);
        const string Figures =
            "SELECT category, brand, size, condition, seller_price_cents, price_cents, product_id FROM sell_items ORDER BY id";
        var figures = await shop.RowsAsync(Figures);
        Assert.Null((await shop.EraseAsync(paid.UserId!.Value)).Refused);
        Assert.Equal(figures, await shop.RowsAsync(Figures));
        Assert.Equal(3, await shop.CountAsync("sell_items", "description = '(erased)'"));
        Assert.Equal(2, await shop.CountAsync("sell_inspections", "reason = '(erased)'"));
        Assert.Equal(1, await shop.CountAsync("sell_payments", "reference = '(erased)' AND amount_cents = 7000"));
        var said = await shop.RowsAsync("SELECT before, after FROM system_logs WHERE subject = 'sell_submissions'");
        Assert.DoesNotContain(said, row => $"{row["before"]}{row["after"]}".Contains("REV-1", StringComparison.Ordinal)
            || $"{row["before"]}{row["after"]}".Contains("worn twice", StringComparison.Ordinal));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory]
    [BothDatabases(true)]
    [BothDatabases(false)]
    public async Task Photos_they_sent_go_with_their_files_unless_they_show_what_is_in_stock(TestDatabase on, bool isInStock)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        var photos = await shop.PhotosAsync(paid.Id);
        var shelf = IntakeSteps.Shelf(paid, photos[0].Id);
        Assert.Null((await shop.Get<Intake>().CompleteAsync(paid.Id, paid.Version, shelf, A.Aoife, Stop)).Refused);
        var product = await shop.ScalarAsync<int>("SELECT product_id FROM images WHERE product_id IS NOT NULL");
        var own = (await shop.Get<ProductPhotos>().AddAsync(product, "own.jpg", TestPhotos.Jpeg(50, 40), A.Aoife, Stop)).Value;
        if (!isInStock) Assert.Null((await shop.BuyAsync(product)).Refused);
        var stranger = await shop.SubmitAsync(A.Form("086 111 2222", "other@example.com", "@other"));
        await shop.AddRowAsync(new StoredPhoto(photos[1].ContentHash, new PhotoFormat("image/jpeg", 1, 1), 1, "other"), product, 3);
        _ = await shop.ExecuteAsync($"UPDATE images SET product_id = NULL, submission_id = {stranger.Id} WHERE source_hash = 'other'");

        Assert.Null((await shop.EraseAsync(paid.UserId!.Value)).Refused);

        Assert.Equal(0, await shop.CountAsync("images", $"submission_id = {paid.Id}"));
        var shown = await shop.RowsAsync($"SELECT content_hash FROM images WHERE product_id = {product} ORDER BY position");
        string[] left = isInStock ? [photos[0].ContentHash, own.ContentHash] : [own.ContentHash];
        Assert.Equal(left, shown.Select(row => (string)row["content_hash"]!));
        Assert.Equal(1, await shop.ScalarAsync<int>($"SELECT MIN(position) FROM images WHERE product_id = {product}"));

        // What somebody else sent as well is theirs.
        var files = shop.PhotoFiles.Select(name => name[..64]).Distinct();
        Assert.Equal(left.Append(photos[1].ContentHash).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"Sorcha","total_cents":100}""", """{"name":"(erased)","total_cents":100}""")]
    [InlineData("""{"name":null,"status":"pending"}""", """{"name":null,"status":"pending"}""")]
    [InlineData(null, null)]
    public void Only_personal_columns_are_blanked(string? json, string? blanked) =>
        Assert.Equal(blanked, Forgetting.Blank(json, new HashSet<string> { "name" }));

    /// <summary>A life with the shop in which they said who they are wherever one can.</summary>
    private static async Task<(int Id, int Order)> LiveAsync(TestShop shop)
    {
        var product = await shop.ProductAsync(5);
        var home = new Delivery(DeliveryMethod.Delivery, "17 Ravenswood Parade", "Dublin 8", "D08 X285");
        var cart = new NewOrder([new CartLine(product, 2)], Quill, home, Notes: "Ring at Quill, 087 123 4567 or 0871234567");
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(cart, null, Actor.Storefront("203.0.113.9"), Stop)).Refused);
        var order = await shop.ScalarAsync<int>("SELECT MAX(id) FROM orders");
        var fulfilment = shop.Get<Fulfilment>();
        Assert.Null((await fulfilment.AdvanceAsync(order, 0, OrderStatus.Confirmed, Admin, Stop)).Refused);
        Assert.Null((await fulfilment.TakeBackStepAsync(order, 1, "Ms Quill had not asked", Admin, Stop)).Refused);
        Assert.Null((await fulfilment.MarkPaidAsync(
            order, 2, UnityAdmin.Orders.PaymentMethod.BankTransfer, "From S QUILL, WXYZ-77", Admin, Stop)).Refused);
        Assert.Null((await fulfilment.CancelAsync(order, 3, "Ms Quill wants it no more", Admin, Stop)).Refused);
        var refund = new NewRefund([], 20_000, "Ms Quill wants it no more", "To S QUILL, WXYZ-77");
        Assert.Null((await fulfilment.RefundAsync(order, 4, refund, Admin, Stop)).Refused);
        var hold = await shop.ReservationAsync(product, 1, Quill, "session of quill");
        Assert.Null((await shop.Get<Reservations>().CancelAsync(hold, Admin, Stop)).Refused);
        await SellAsync(shop);

        var twin = await shop.MeetAsync("S. Quill", "+353860000001", null, "@quillfinds", "TikTok");
        var id = await shop.MeetAsync(null, Quill.Phone);
        _ = await shop.AddressAsync(twin, "The Gate Lodge, Ravenswood");
        Assert.Null((await shop.MergeAsync(twin, id)).Refused);
        await shop.AccountAsync(id, "quill@example.com");
        _ = await shop.SessionAsync(id);
        Assert.Null((await shop.Get<CustomerCare>().RevokeAllAsync(id, Admin, Stop)).Refused);
        Assert.Null((await shop.Get<CustomerCare>().RenameAsync(id, "Sorcha Quill", "Sorcha Quill-Byrne", Admin, Stop)).Refused);
        _ = await shop.ExecuteAsync("INSERT INTO password_resets (user_id, token_hash, created_at, expires_at) "
            + $"VALUES ({id}, 'quill', '2026-03-02 09:00:00.000', '2026-03-03 09:00:00.000')");
        return (id, order);
    }

    private static async Task SellAsync(TestShop shop)
    {
        var contact = A.Form().Contact with
        {
            Name = Quill.Name, Email = Quill.Email, Handle = "@quillfinds", Address = "17 Ravenswood Parade",
        };
        var sent = await shop.SubmitAsync(A.Form() with
        {
            Contact = contact,
            Notes = "Quill here",
            SellerMessage = "Call Quill",
            Items = [new NewItem("Shoes", "Nike", "Like New", "UK 9", "Signed for Sorcha Quill", new Money(12_000))],
        });
        var (submissions, offers) = (shop.Get<Submissions>(), shop.Get<Offers>());
        Assert.Null((await submissions.AddNoteAsync(sent.Id, "Quill was nice", Admin, Stop)).Refused);
        var item = await shop.ScalarAsync<int>($"SELECT id FROM sell_items WHERE submission_id = {sent.Id}");
        var dear = new ItemVerdict(ItemDecision.Repriced, new Money(9_000), "Quill wrote on it");
        Assert.Null((await submissions.DecideItemAsync(item, 0, dear, Admin, Stop)).Refused);
        var offer = await offers.SendTotalAsync(sent.Id, new OfferTerms(new Money(9_000), "Dear Ms Quill"), Admin, Stop);
        Assert.Null(offer.Refused);
        var counter = new SellerAnswer(SellerAction.Counter, 1, new Money(10_000), "Quill wants more");
        Assert.Null((await shop.AnswerAsync(sent, counter)).Refused);
        Assert.Null((await offers.RefuseCounterAsync(sent.Id, 2, "Sorry, Ms Quill", Admin, Stop)).Refused);
        var moved = contact with { Address = "2 Ravenswood Mews" };
        Assert.Null((await submissions.EditContactAsync(sent.Id, contact, moved, Admin, Stop)).Refused);
        Assert.Null((await submissions.RejectAsync([sent.Id], "Too dear, Ms Quill", Admin, Stop)).Refused);
    }

    /// <summary>Where in the database a trace is: every column of every table, past all of our code.</summary>
    private static async Task<List<string>> TracesAsync(TestShop shop)
    {
        var sqlite = shop.Address.Provider == DatabaseProvider.Sqlite;
        var tables = await shop.RowsAsync(sqlite
            ? "SELECT name AS t FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        var found = new List<string>();
        foreach (var table in tables.Select(row => (string)row["t"]!))
        {
            foreach (var row in await shop.RowsAsync($"SELECT * FROM \"{table}\""))
            {
                found.AddRange(row.Where(column => column.Value is string text
                        && Array.Exists(Traces, trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase)))
                    .Select(column => $"{table}.{column.Key}: {column.Value}"));
            }
        }

        return found;
    }
}
