using UnityAdmin.Customers;
using static UnityAdmin.Tests.Customers.CustomerSteps;

namespace UnityAdmin.Tests.Customers;

public sealed class CustomerCareTests
{
    [Theory, BothDatabases]
    public async Task A_name_is_changed_unless_someone_else_changed_it_first(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (care, id) = (shop.Get<CustomerCare>(), await shop.MeetAsync("Sorcha Walsh", "+353871234567"));
        Assert.Null((await care.RenameAsync(id, "Sorcha Walsh", " Sorcha Byrne ", Clerk, Stop)).Refused);
        var clash = (await care.RenameAsync(id, "Sorcha Walsh", "Sorcha W.", Clerk, Stop)).Refused!;
        Assert.Contains("“Sorcha Byrne”", clash.Fields["name"], StringComparison.Ordinal);
        Assert.Equal("Sorcha Byrne", await shop.ScalarAsync<string>("SELECT name FROM users"));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'customer.renamed' AND actor_name = 'Aoife Byrne'"));
        Assert.Equal(1, await shop.Get<CustomerList>().CountAsync(new CustomerFilter { Search = "byrne" }, Stop));
        Assert.Equal("name_too_long", (await care.RenameAsync(id, "Sorcha Byrne", new string('x', 121), Clerk, Stop)).Refused!.Code);
    }

    [Theory, BothDatabases]
    public async Task A_contact_is_added_once_and_never_taken_from_another(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (care, id) = (shop.Get<CustomerCare>(), await shop.MeetAsync("Sorcha Walsh", "+353871234567"));
        var other = await shop.MeetAsync("Orla Daly", "+353861112222");
        Assert.Null((await care.AddContactAsync(id, new NewContact(ContactKind.Handle, "@Sole.Sister", "Instagram"), Clerk, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("user_contacts", "value = 'instagram:sole.sister'"));
        var taken = new NewContact(ContactKind.Phone, "086 111 2222");
        var refused = (await care.AddContactAsync(id, taken, Clerk, Stop)).Refused!;
        Assert.Equal(CustomersRefusals.ContactTakenCode, refused.Code);
        Assert.Contains("Orla Daly", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(other, (await care.OwnerAsync(taken, Stop))!.Id);
        Assert.Equal("contact_there", await AddAsync(new NewContact(ContactKind.Phone, "+353 87 123 4567")));
        Assert.Equal("phone_invalid", await AddAsync(new NewContact(ContactKind.Phone, "my phone")));
        Assert.Equal("email_invalid", await AddAsync(new NewContact(ContactKind.Email, "no address")));
        Assert.Equal("handle_incomplete", await AddAsync(new NewContact(ContactKind.Handle, "@sole", " ")));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'customer.contact_added' AND entity = 'user_contacts'"));

        async Task<string?> AddAsync(NewContact contact) => (await care.AddContactAsync(id, contact, Clerk, Stop)).Refused?.Code;
    }

    [Theory, BothDatabases]
    public async Task A_contact_is_removed_but_not_the_last_one(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (care, id) = (shop.Get<CustomerCare>(), await shop.MeetAsync("Sorcha Walsh", "+353871234567", "sorcha@example.com"));
        var contacts = (await shop.FileAsync(id)).Customer.Contacts;
        Assert.Null((await care.RemoveContactAsync(id, contacts[1].Id, Clerk, Stop)).Refused);
        Assert.Equal("part_gone", (await care.RemoveContactAsync(id, contacts[1].Id, Clerk, Stop)).Refused!.Code);
        Assert.Equal("last_contact", (await care.RemoveContactAsync(id, contacts[0].Id, Clerk, Stop)).Refused!.Code);
        Assert.Equal(" sorcha walsh 353871234567 ", await shop.ScalarAsync<string>("SELECT search_text FROM users"));
        Assert.Equal(1, await shop.CountAsync(
            "system_logs", "action = 'customer.contact_removed' AND entity = 'user_contacts' AND after IS NULL"));
    }

    [Theory, BothDatabases]
    public async Task There_is_one_default_address_whichever_is_chosen_or_deleted(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (care, id) = (shop.Get<CustomerCare>(), await shop.MeetAsync("Sorcha Walsh", "+353871234567"));
        var (first, second, third) = (await shop.AddressAsync(id, "1 Thomas St"), await shop.AddressAsync(id, "2 Meath St"),
            await shop.AddressAsync(id, "3 Francis St"));
        foreach (var chosen in new[] { second, first, third, second })
        {
            Assert.Null((await care.ChooseAddressAsync(id, chosen, Clerk, Stop)).Refused);
            Assert.Equal([chosen], await DefaultsAsync());
        }

        Assert.Null((await care.DeleteAddressAsync(id, second, Clerk, Stop)).Refused);
        Assert.Equal([third], await DefaultsAsync());
        Assert.Null((await care.DeleteAddressAsync(id, first, Clerk, Stop)).Refused);
        Assert.Equal("part_gone", (await care.DeleteAddressAsync(id, first, Clerk, Stop)).Refused!.Code);
        Assert.Equal([third], await DefaultsAsync());

        Task<List<long>> DefaultsAsync() => Tests.Stock.StockSteps.IdsAsync(
            shop, $"SELECT id AS \"Value\" FROM addresses WHERE is_default AND user_id = {id}");
    }

    [Theory, BothDatabases]
    public async Task A_session_is_revoked_once_and_all_at_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (care, id) = (shop.Get<CustomerCare>(), await shop.MeetAsync("Sorcha Walsh", "+353871234567"));
        var stranger = await shop.SessionAsync(await shop.MeetAsync("Orla", "+353861112222"));
        var sessions = new[] { await shop.SessionAsync(id), await shop.SessionAsync(id), await shop.SessionAsync(id) };
        Assert.Null((await care.RevokeAsync(id, sessions[0], Clerk, Stop)).Refused);
        Assert.Equal("session_over", (await care.RevokeAsync(id, sessions[0], Clerk, Stop)).Refused!.Code);
        Assert.Equal("part_gone", (await care.RevokeAsync(id, stranger, Clerk, Stop)).Refused!.Code);
        Assert.Equal(2, (await shop.FileAsync(id)).OpenSessions);
        Assert.Null((await care.RevokeAllAsync(id, Clerk, Stop)).Refused);
        Assert.Equal(0, (await shop.FileAsync(id)).OpenSessions);
        Assert.Equal(3, await shop.CountAsync("sessions", "revoked_by = 'Aoife Byrne'"));
        Assert.Equal(1, await shop.CountAsync("sessions", "revoked_at IS NULL"));
        Assert.Equal(3, await shop.CountAsync("system_logs", $"entity = 'sessions' AND subject = 'users' AND subject_id = {id}"));
    }

    [Theory, BothDatabases]
    public async Task Changes_at_once_all_count(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (care, id) = (shop.Get<CustomerCare>(), await shop.MeetAsync("Sorcha Walsh", "+353871234567"));
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            care.AddContactAsync(id, new NewContact(ContactKind.Email, $"sorcha{number}@example.com"), Clerk, Stop))));
        Assert.All(added, one => Assert.Null(one.Refused));
        Assert.Equal(9, await shop.CountAsync("user_contacts"));
        var text = await shop.ScalarAsync<string>("SELECT search_text FROM users");
        Assert.All(Enumerable.Range(0, 8), number => Assert.Contains($" sorcha{number} ", text, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task Whoever_is_not_on_the_staff_changes_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (care, id) = (shop.Get<CustomerCare>(), await shop.MeetAsync("Sorcha Walsh", "+353871234567"));
        var stranger = Actor.Storefront("192.0.2.7");
        Assert.Equal("role_missing", (await care.RenameAsync(id, "Sorcha Walsh", "X", stranger, Stop)).Refused!.Code);
        Assert.Equal("role_missing", (await care.RevokeAllAsync(id, stranger, Stop)).Refused!.Code);
        Assert.Equal("role_missing", (await shop.MergeAsync(id, await shop.MeetAsync("Orla", "+353861112222"), Clerk)).Refused!.Code);
        Assert.Equal("role_missing", (await shop.EraseAsync(id, Manager)).Refused!.Code);
        Assert.Equal("customer_not_found", (await care.RevokeAllAsync(99, Clerk, Stop)).Refused!.Code);
    }
}
