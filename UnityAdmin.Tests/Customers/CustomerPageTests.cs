using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Customers;
using UnityAdmin.Customers.Pages;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Customers;

public sealed class CustomerPageTests
{
    [Theory]
    [BothDatabases(Role.Staff, false, false)]
    [BothDatabases(Role.Manager, true, false)]
    [BothDatabases(Role.Admin, true, true)]
    public async Task Each_role_is_offered_what_it_may_do(TestDatabase on, Role role, bool merge, bool erase)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.MeetAsync("Sorcha Walsh", "+353871234567");
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        var page = Open(test, id);
        page.WaitForAssertion(() => Assert.Contains("087 123 4567", page.Find(".contacts").TextContent, StringComparison.Ordinal));
        Assert.Equal(merge, page.FindAll("[data-merge]").Count == 1);
        Assert.Equal(erase, page.FindAll("[data-erase]").Count == 1);
    }

    [Theory, BothDatabases]
    public async Task The_file_shows_what_they_did_and_where_they_are_signed_in(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(3, 12_500), 2);
        var hold = await shop.ReservationAsync(await shop.ProductAsync(1));
        var id = await shop.MeetAsync(null, OrderSteps.Sorcha.Phone);
        await shop.SessionAsync(id);
        _ = await shop.AddressAsync(id, "17 Thomas Street");
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, id);
        page.WaitForElement($"a[href='/orders/{order}']");
        Assert.Contains("€250.00", page.Find($"a[href='/orders/{order}']").TextContent, StringComparison.Ordinal);
        Assert.Contains("Held", page.Find($"a[href='/reservations?id={hold}']").TextContent, StringComparison.Ordinal);
        Assert.Contains("17 Thomas Street", page.Find(".addresses").TextContent, StringComparison.Ordinal);
        Assert.Contains("Safari on iPhone", page.Find(".sessions").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("[data-session] button").Click());
        page.WaitForAssertion(() => Assert.Contains("revoked by Aoife", page.Find(".sessions").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, await shop.CountAsync("sessions", "revoked_at IS NOT NULL"));
    }

    [Theory, BothDatabases]
    public async Task What_a_document_says_of_them_is_added_with_one_press(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (id, product) = (await shop.MeetAsync("Sorcha Walsh", "+353871234567"), await shop.ProductAsync(1));
        var order = await shop.OrderAsync(product, 1);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, id);
        page.WaitForElement($".new-details a[href='/orders/{order}']");
        await page.InvokeAsync(() => page.Find(".new-details button[aria-label='Add sorcha@example.com']").Click());
        page.WaitForAssertion(() => Assert.Contains("sorcha@example.com", page.Find(".contacts").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".new-details"));
    }

    [Theory, BothDatabases]
    public async Task A_contact_of_someone_else_leads_to_them_and_a_manager_to_the_merge(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (id, other) = (await shop.MeetAsync("Sorcha Walsh", "+353871234567"), await shop.MeetAsync("Orla Daly", "+353861112222"));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        var page = Open(test, id);
        page.WaitForElement("[data-add-contact]");
        await page.InvokeAsync(() => page.Find("[data-add-contact]").Click());
        page.WaitForElement("#contact-value");
        await page.InvokeAsync(() => page.Find("#contact-value").Input("086 111 2222"));
        await page.InvokeAsync(() => page.Find(".contacts form").Submit());
        page.WaitForElement($".contacts form a[href='/customers/{other}']");
        Assert.Contains("This belongs to Orla Daly", page.Find("#contact-said").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.FindAll(".contacts form button"), button => button.TextContent.StartsWith("Merge", StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("#contact-value").Input("086 111 3333"));
        await page.InvokeAsync(() => page.Find(".contacts form").Submit());
        page.WaitForAssertion(() => Assert.Contains("086 111 3333", page.Find(".panel-lines").TextContent, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task The_merged_lead_on_the_erased_say_so_and_the_missing_are_missing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (old, kept) = (await shop.MeetAsync("Sorcha", "+353871234567"), await shop.MeetAsync("Sorcha Walsh", "+353861112222"));
        Assert.Null((await shop.MergeAsync(old, kept)).Refused);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Admin);
        var merged = Open(test, old);
        merged.WaitForAssertion(() => Assert.EndsWith($"/customers/{kept}", Where(test), StringComparison.Ordinal));
        var stands = Open(test, kept);
        stands.WaitForAssertion(() => Assert.Equal("also Sorcha", stands.Find("[data-other-names]").TextContent));
        var missing = Open(test, 99);
        missing.WaitForAssertion(() => Assert.Equal("There is no such customer", missing.Find(".state h2").TextContent));
        Assert.Null((await shop.EraseAsync(kept)).Refused);
        var erased = Open(test, kept);
        erased.WaitForAssertion(() => Assert.Contains("Erased customer", erased.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Contains("personal data was erased", erased.Find(".note").TextContent, StringComparison.Ordinal);
        Assert.Empty(erased.FindAll(".contacts, [data-erase], [data-merge], [data-other-names]"));
    }

    [Theory, BothDatabases]
    public async Task What_a_colleague_changes_shows_itself(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.MeetAsync("Sorcha Walsh", "+353871234567");
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, id);
        page.WaitForElement(".contacts");
        var contact = new NewContact(ContactKind.Email, "new@example.com");
        Assert.Null((await shop.Get<CustomerCare>().AddContactAsync(id, contact, CustomerSteps.Admin, Stop)).Refused);
        page.WaitForAssertion(() => Assert.Contains("new@example.com", page.Find(".contacts").TextContent, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task The_list_follows_its_address_and_says_what_to_do_when_it_is_empty(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<CustomersPage>();
        page.WaitForAssertion(() => Assert.Contains("No customers yet", page.Find(".state h2").TextContent, StringComparison.Ordinal));
        var id = await shop.MeetAsync("Sorcha Walsh", "+353871234567");
        test.Services.GetRequiredService<NavigationManager>().NavigateTo("/customers?q=087%20123%204567");
        page.WaitForElement($"tr[data-id='{id}']");
        Assert.Equal($"/customers/{id}?q=087%20123%204567", page.Find(".customers-link").GetAttribute("href"));
        await page.InvokeAsync(() => page.Find("#customer-search").Input("nobody"));
        page.WaitForAssertion(() => Assert.Equal("Nobody found for “nobody”", page.Find(".state h2").TextContent));
    }

    [Theory, BothDatabases]
    public async Task A_failure_is_shown_as_one_and_can_be_tried_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = await shop.MeetAsync("Sorcha Walsh", "+353871234567");
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        _ = await shop.ExecuteAsync("ALTER TABLE user_contacts RENAME TO contacts_gone");
        var (list, page) = (test.Render<CustomersPage>(), Open(test, id));
        list.WaitForElement(".state-bad");
        page.WaitForElement(".state-bad");
        Assert.Empty(list.FindAll("tr[data-id]"));
        _ = await shop.ExecuteAsync("ALTER TABLE contacts_gone RENAME TO user_contacts");
        await list.InvokeAsync(() => list.Find(".state-action button").Click());
        await page.InvokeAsync(() => page.Find(".state-action button").Click());
        list.WaitForElement($"tr[data-id='{id}']");
        page.WaitForElement(".contacts");
    }

    [Theory]
    [InlineData(CustomerSteps.Iphone, "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("curl/8.5", "curl/8.5")]
    [InlineData(null, "Unknown device")]
    public void A_device_is_called_as_people_call_it(string? userAgent, string words) => Assert.Equal(words, Device.Words(userAgent));

    private static IRenderedComponent<CustomerPage> Open(PageTest test, int id) =>
        test.Render<CustomerPage>(parameters => parameters.Add(page => page.Id, id));

    private static string Where(PageTest test) => test.Services.GetRequiredService<NavigationManager>().Uri;
}
