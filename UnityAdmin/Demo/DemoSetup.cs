using UnityAdmin.Operations;

namespace UnityAdmin.Demo;

public static class DemoSetup
{
    /// <summary>In Development alone: a shop with a past and people to sign in as, unless <c>Demo:Fill</c> is false.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !builder.Configuration.GetValue("Demo:Fill", true)) return;
        builder.Services.AddSingleton<DemoStaff>();
        foreach (var person in DemoStaff.People) builder.Services.AddSingleton(person);
        builder.Services.AddSingleton<DemoAlbum>();
        builder.Services.AddSingleton<IFirstFill, DemoShop>();
    }
}
