using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Staff;

public sealed class StaffDirectoryTests
{
    private static readonly Actor Server = Actor.CommandLine();

    [Theory, BothDatabases]
    public async Task A_person_is_let_in_with_one_role_and_an_audit_row_without_secrets(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = (await shop.Get<StaffDirectory>().CreateAsync(StaffSteps.Person(role: Role.Manager), Server, Stop)).Value;
        Assert.Equal(1, await shop.CountAsync("staff_user_roles", $"user_id = {id} AND role_id = 2"));
        var logged = await shop.ScalarAsync<string>(
            "SELECT after FROM system_logs WHERE action = 'staff.created' AND entity = 'staff_users'");
        var hash = await shop.ScalarAsync<string>("SELECT password_hash FROM staff_users");
        Assert.Contains("\"password_hash\":\"(secret)\"", logged, StringComparison.Ordinal);
        Assert.DoesNotContain(hash, logged, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_e_mail_address_signs_in_one_person_however_it_is_spelt(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var people = shop.Get<StaffDirectory>();
        Assert.Null((await people.CreateAsync(StaffSteps.Person("marek@unity.example"), Server, Stop)).Refused);
        Assert.Equal("email_taken", (await people.CreateAsync(StaffSteps.Person(" MAREK@unity.example"), Server, Stop)).Refused?.Code);
        Assert.Equal(1, await shop.CountAsync("staff_users"));
    }

    [Theory]
    [BothDatabases("not an address", "a quiet sunny morning", "bad_person")]
    [BothDatabases("marek@unity.example", "short", "password_too_short")]
    [BothDatabases("marek@unity.example", "Password123", "password_too_common")]
    [BothDatabases("marek@unity.example", "aaaaaaaaaaaaab", "password_too_common")]
    public async Task A_bad_address_or_password_is_refused_by_name(TestDatabase on, string email, string password, string code)
    {
        await using var shop = await on.OpenAsync();
        var made = await shop.Get<StaffDirectory>().CreateAsync(StaffSteps.Person(email, password: password), Server, Stop);
        Assert.Equal(code, made.Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("staff_users"));
    }

    [Theory, BothDatabases]
    public async Task Only_an_admin_lets_people_in(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var manager = new Actor(ActorKind.Staff, "7", "Niamh", Role.Manager);
        var made = await shop.Get<StaffDirectory>().CreateAsync(StaffSteps.Person(), manager, Stop);
        Assert.Equal("not_allowed", made.Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("staff_users"));
    }

    [Theory, BothDatabases]
    public async Task The_last_admin_is_neither_demoted_nor_locked(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var people = shop.Get<StaffDirectory>();
        var only = await shop.LetInAsync(Role.Admin);
        Assert.Equal("last_admin", (await people.SetRoleAsync(only, Role.Staff, Server, Stop)).Refused?.Code);
        Assert.Equal("last_admin", (await people.LockAsync(only, Server, Stop)).Refused?.Code);
    }

    [Theory, BothDatabases]
    public async Task Of_two_admins_demoted_at_the_same_moment_one_stays(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var people = shop.Get<StaffDirectory>();
        int[] admins = [await shop.LetInAsync(Role.Admin, "Aoife Byrne"), await shop.LetInAsync(Role.Admin, "Marek Kowalski")];
        var outcomes = await Task.WhenAll(admins.Select(id => Task.Run(() => people.SetRoleAsync(id, Role.Staff, Server, Stop), Stop)));
        Assert.Single(outcomes, outcome => outcome.Refused?.Code == "last_admin");
        Assert.Equal(1, await shop.CountAsync("staff_user_roles", "role_id = 3"));
    }

    [Theory, BothDatabases]
    public async Task The_first_admin_is_made_once_with_the_link_of_this_start(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var door = shop.Get<FirstAdmin>();
        var code = door.NewCode();
        Assert.Equal("first_admin_link_spent", (await door.CreateAsync("guess", StaffSteps.Person(), null, Stop)).Refused?.Code);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => Task.Run(() => door.CreateAsync(code, StaffSteps.Person($"admin{i}@unity.example"), null, Stop), Stop)));
        Assert.Single(outcomes, outcome => outcome.Refused is null);
        Assert.Equal(1, await shop.CountAsync("staff_users"));
        Assert.Equal(1, await shop.CountAsync("staff_user_roles", "role_id = 3"));
    }

    [Theory, BothDatabases]
    public async Task The_first_admin_link_ends_after_a_day(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var door = shop.Get<FirstAdmin>();
        var code = door.NewCode();
        Assert.True(await door.OpensAsync(code, Stop));
        shop.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False(await door.OpensAsync(code, Stop));
    }
}
