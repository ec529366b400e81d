using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

public sealed class SavedViewsTests
{
    private const string Page = "/sell-requests";

    [Theory, BothDatabases]
    public async Task People_see_their_own_views_and_those_that_are_shared(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (aoife, marek) = (await PersonAsync(shop, "Aoife Byrne"), await PersonAsync(shop, "Marek Kowalski"));
        await SaveAsync(shop, aoife, "Mine");
        await SaveAsync(shop, aoife, "Ours", isShared: true);
        await SaveAsync(shop, marek, "His");
        Assert.Equal(["Mine", "Ours"], await NamesAsync(shop, aoife));
        Assert.Equal(["His", "Ours"], await NamesAsync(shop, marek));
        Assert.Empty(await shop.Get<SavedViews>().ListAsync("/orders", aoife.StaffId!.Value, Stop));
    }

    [Theory, BothDatabases]
    public async Task Saving_under_a_name_one_has_replaces_that_view(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var aoife = await PersonAsync(shop, "Aoife Byrne");
        var first = await SaveAsync(shop, aoife, "Shoes", "category=Shoes");
        var again = await SaveAsync(shop, aoife, " Shoes ", "category=Shoes&sort=oldest");
        Assert.Equal(first, again);
        Assert.Equal(1, await shop.CountAsync("saved_views", "query = 'category=Shoes&sort=oldest' AND version = 1"));
    }

    [Theory, BothDatabases]
    public async Task Two_saves_of_one_name_at_once_leave_one_view(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var aoife = await PersonAsync(shop, "Aoife Byrne");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => SaveAsync(shop, aoife, "Shoes", $"q=shoe{i}"), Stop)));
        Assert.Equal(1, await shop.CountAsync("saved_views"));
    }

    [Theory]
    [BothDatabases("", "q=x", "view_name_missing")]
    [BothDatabases("   ", "q=x", "view_name_missing")]
    [BothDatabases("LONG", "q=x", "view_name_too_long")]
    [BothDatabases("Fine", "LONG", "view_too_long")]
    public async Task A_view_without_a_name_or_too_long_is_refused(TestDatabase on, string name, string query, string code)
    {
        await using var shop = await on.OpenAsync();
        var aoife = await PersonAsync(shop, "Aoife Byrne");
        string Spelt(string text, int length) => text == "LONG" ? new string('x', length + 1) : text;
        var view = new NewView(Spelt(name, SavedView.NameLength), Spelt(query, SavedView.QueryLength), false);
        Assert.Equal(code, (await shop.Get<SavedViews>().SaveAsync(Page, view, aoife, Stop)).Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("saved_views"));
    }

    [Theory]
    [BothDatabases(Role.Staff, false, "no_such_view")]
    [BothDatabases(Role.Staff, true, "not_your_view")]
    [BothDatabases(Role.Manager, true, "not_your_view")]
    [BothDatabases(Role.Admin, false, "no_such_view")]
    [BothDatabases(Role.Admin, true, null)]
    public async Task Only_its_owner_deletes_a_view_or_an_admin_a_shared_one(TestDatabase on, Role role, bool isShared, string? code)
    {
        await using var shop = await on.OpenAsync();
        var (aoife, other) = (await PersonAsync(shop, "Aoife Byrne"), await PersonAsync(shop, "Marek Kowalski", role));
        var view = await SaveAsync(shop, aoife, "Shoes", isShared: isShared);
        Assert.Equal(code, (await shop.Get<SavedViews>().DeleteAsync(view, other, Stop)).Refused?.Code);
        Assert.Equal(code is null ? 0 : 1, await shop.CountAsync("saved_views"));
        if (code is null) return;
        Assert.Null((await shop.Get<SavedViews>().DeleteAsync(view, aoife, Stop)).Refused);
        Assert.Equal(0, await shop.CountAsync("saved_views"));
    }

    [Theory, BothDatabases]
    public async Task Sharing_shows_a_view_to_all_and_can_be_taken_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (aoife, marek) = (await PersonAsync(shop, "Aoife Byrne"), await PersonAsync(shop, "Marek Kowalski"));
        var view = await SaveAsync(shop, aoife, "Shoes");
        Assert.Null((await shop.Get<SavedViews>().ShareAsync(view, true, aoife, Stop)).Refused);
        Assert.Equal(["Shoes"], await NamesAsync(shop, marek));
        Assert.Equal("not_your_view", (await shop.Get<SavedViews>().ShareAsync(view, false, marek, Stop)).Refused?.Code);
        Assert.Null((await shop.Get<SavedViews>().ShareAsync(view, false, aoife, Stop)).Refused);
        Assert.Empty(await NamesAsync(shop, marek));
    }

    private static async Task<Actor> PersonAsync(TestShop shop, string name, Role role = Role.Staff) =>
        new(ActorKind.Staff, (await shop.LetInAsync(role, name)).ToString(System.Globalization.CultureInfo.InvariantCulture), name, role);

    private static async Task<int> SaveAsync(TestShop shop, Actor by, string name, string query = "q=x", bool isShared = false) =>
        (await shop.Get<SavedViews>().SaveAsync(Page, new NewView(name, query, isShared), by, Stop)).Value;

    private static async Task<IEnumerable<string>> NamesAsync(TestShop shop, Actor who) =>
        (await shop.Get<SavedViews>().ListAsync(Page, who.StaffId!.Value, Stop)).Select(view => view.Name);
}
