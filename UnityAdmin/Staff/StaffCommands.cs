using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>
/// <c>user create</c>, <c>user reset</c> and <c>token create</c>. All run beside a serving process, in one short transaction.
/// </summary>
internal static class StaffCommands
{
    public static IEnumerable<Command> For(WebApplication app)
    {
        yield return new Command("user", "The people who sign in.") { CreateUser(app), ResetUser(app) };
        yield return new Command("token", "The tokens that programs call the HTTP API with.") { CreateToken(app) };
    }

    private static Command CreateUser(WebApplication app)
    {
        var email = new Option<string>("--email") { Required = true, Description = "What the person signs in with." };
        var role = RoleOption();
        var name = new Option<string?>("--name") { Description = "The name colleagues see; by default the e-mail's part before the @." };
        var password = new Option<string?>("--password")
        {
            Description = "Without it one is made, printed once, and changed at the first sign-in.",
        };
        var command = new Command("create", "Let a person in.") { email, role, name, password };
        command.SetAction((parsed, stop) => RunAsync(app, async () =>
        {
            var made = parsed.GetValue(password) is null ? Passwords.Generate() : null;
            var person = new NewPerson
            {
                Email = parsed.GetValue(email)!,
                Name = parsed.GetValue(name) ?? parsed.GetValue(email)!.Split('@')[0],
                Role = parsed.GetValue(role),
                Password = made ?? parsed.GetValue(password)!,
                MustChangePassword = made is not null,
            };
            var created = await app.Services.GetRequiredService<StaffDirectory>().CreateAsync(person, Actor.CommandLine(), stop);
            if (created.Refused is { } no) throw new StartRefusedException(no.Sentence);
            Console.WriteLine($"{person.Name} can sign in as {person.Email} with the role {person.Role}.");
            if (made is not null) Console.WriteLine($"The password, shown only now and to be changed at the first sign-in: {made}");
        }, stop));
        return command;
    }

    private static Command ResetUser(WebApplication app)
    {
        var email = new Option<string>("--email") { Required = true, Description = "Who forgot the password or lost the telephone." };
        var command = new Command("reset", "Give a person a new password and turn their two-factor sign-in off.") { email };
        command.SetAction((parsed, stop) => RunAsync(app, async () =>
        {
            var people = app.Services.GetRequiredService<StaffDirectory>();
            var wanted = StaffUser.Normalize(parsed.GetValue(email)!);
            var person = (await people.ListAsync(stop)).Find(one => StaffUser.Normalize(one.Email) == wanted)
                ?? throw new StartRefusedException(StaffRefusals.NoSuchPerson.Sentence);
            var reset = await people.ResetSignInAsync(person.Id, Actor.CommandLine(), stop);
            if (!reset.Is(out var password, out var no)) throw new StartRefusedException(no.Sentence);
            Console.WriteLine($"The new password of {person.Name}, shown only now and to be changed at the first sign-in: {password}");
        }, stop));
        return command;
    }

    private static Command CreateToken(WebApplication app)
    {
        var name = new Option<string>("--email") { Required = true, Description = "Who the token is for; a name or an e-mail address." };
        var role = RoleOption();
        var days = new Option<int>("--days") { Required = true, Description = "How many days it is valid." };
        var command = new Command("create", "Make a token; it is printed as the last word and cannot be read again.") { name, role, days };
        command.SetAction((parsed, stop) => RunAsync(app, async () =>
        {
            var (client, held, valid) = (parsed.GetValue(name)!, parsed.GetValue(role), parsed.GetValue(days));
            var made = await app.Services.GetRequiredService<ApiTokens>().CreateAsync(client, held, valid, Actor.CommandLine(), stop);
            if (!made.Is(out var token, out var no)) throw new StartRefusedException(no.Sentence);
            Console.WriteLine($"A token for {client} with the role {held}, valid for {valid} days: {token}");
        }, stop));
        return command;
    }

    private static Option<Role> RoleOption() => new("--role")
    {
        Required = true,
        Description = "Staff, Manager or Admin.",
        CustomParser = text =>
        {
            var word = text.Tokens.Single().Value;
            if (Enum.TryParse<Role>(word, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsDigit(word[0])) return role;
            text.AddError($"There is no role '{word}'; it is Staff, Manager or Admin.");
            return default;
        },
    };

    private static async Task<int> RunAsync(WebApplication app, Func<Task> act, CancellationToken stop)
    {
        try
        {
            await CheckDatabaseAsync(app, stop);
            await act();
            return 0;
        }
        catch (Exception failed) when (failed is DbException or DbUpdateException or DatabaseBusyException)
        {
            var why = failed.GetBaseException().Message.TrimEnd('.');
            throw new StartRefusedException($"The database could not be used: {why}. Nothing was changed.");
        }
    }

    private static async Task CheckDatabaseAsync(WebApplication app, CancellationToken stop)
    {
        app.Services.GetRequiredService<DatabaseAddress>().MustExist();
        await app.Services.GetRequiredService<Migrator>().MustBeCurrentAsync(stop);
    }
}
