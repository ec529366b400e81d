using UnityAdmin.Staff;

namespace UnityAdmin.Demo;

/// <summary>The people of the demo shop. Their passwords are printed at the start, so they exist in Development alone.</summary>
internal sealed class DemoStaff(StaffDirectory directory)
{
    public static readonly IReadOnlyList<SignInSuggestion> People =
    [
        new("admin@unity.example", "Niall Fitzgerald", Role.Admin, "demo-admin-shop"),
        new("manager@unity.example", "Gráinne Doyle", Role.Manager, "demo-manager-shop"),
        new("staff@unity.example", "Ciara Nolan", Role.Staff, "demo-staff-shop"),
        new("marek@unity.example", "Marek Kowalski", Role.Staff, "demo-staff-shop"),
        new("tolu@unity.example", "Tolu Adeyemi", Role.Staff, "demo-staff-shop"),
        new("eoin@unity.example", "Eoin Walsh", Role.Staff, "demo-staff-shop"),
        new("owner@unity.example", "Deirdre Flynn", Role.Admin, "demo-owner-shop"),
    ];

    /// <returns>Everyone as they act at the shop's own desk: the admin, the manager, the staff, then the owner, an admin too.</returns>
    public async Task<IReadOnlyList<Actor>> HireAsync(CancellationToken stop)
    {
        var hired = new List<Actor>();
        foreach (var person in People)
        {
            var id = await directory.EnsureAsync(person.Email, person.Name, person.Role, person.Password, stop);
            var desk = $"192.168.10.{20 + hired.Count}";
            hired.Add(new Actor(ActorKind.Staff, $"{id.Value}", person.Name, person.Role, desk));
        }

        return hired;
    }

    /// <summary>Only of those who are there, and not for a shop that was filled by other means.</summary>
    public async Task PrintSignInsAsync(CancellationToken stop)
    {
        var there = (await directory.ListAsync(stop)).Where(person => !person.Locked).Select(person => person.Email).ToHashSet();
        var people = People.Where(person => there.Contains(person.Email)).ToList();
        if (people.Count == 0) return;
        Console.WriteLine("Demo sign-ins:");
        foreach (var person in people) Console.WriteLine($"  {person.Email,-22} {person.Password,-18} {person.Role,-8} {person.Name}");
    }
}
