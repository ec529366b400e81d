using UnityAdmin.Data;

namespace UnityAdmin.Tests.Staff;

/// <summary>The program as it is called on the server's command line.</summary>
public sealed class StaffCommandsTests : IAsyncDisposable
{
    private readonly string folder = TempFolder.New();
    private DatabaseAddress? database;

    [Theory, BothDatabases]
    public async Task People_are_let_in_once_and_the_second_time_is_refused_in_a_sentence(TestDatabase on)
    {
        await MigratedAsync(on);
        var made = await RunAsync("user", "create", "--email", "aoife@unity.example", "--role", "Admin", "--name", "Aoife Byrne");
        Assert.Equal(0, made.Exit);
        Assert.StartsWith("Aoife Byrne can sign in as aoife@unity.example with the role Admin.", made.Out, StringComparison.Ordinal);
        Assert.Equal(1, await RowsOf.CountAsync("staff_users", "must_change_password"));
        var hash = Convert.FromBase64String(await RowsOf.ScalarAsync<string>("SELECT password_hash FROM staff_users"));
        Assert.Equal(210_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
        var again = await RunAsync("user", "create", "--email", "AOIFE@unity.example", "--role", "Staff");
        Assert.Equal((1, "Somebody already signs in with this e-mail address."), (again.Exit, again.Error));
        Assert.Equal(1, await RowsOf.CountAsync("staff_users"));
    }

    [Theory, BothDatabases]
    public async Task A_token_is_the_last_word_of_what_is_printed_and_only_its_hash_is_kept(TestDatabase on)
    {
        await MigratedAsync(on);
        var made = await RunAsync("token", "create", "--email", "storefront@unity.example", "--role", "Staff", "--days", "7");
        Assert.Equal((0, ""), (made.Exit, made.Error));
        var token = made.Out.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Matches("^ua_[A-Za-z0-9_-]{43}$", token);
        var row = Assert.Single(await RowsOf.RowsAsync("SELECT * FROM api_tokens"));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
        Assert.Equal(hash, row["token_hash"]);
        Assert.DoesNotContain(row.Values, value => value is string text && text.Contains(token, StringComparison.Ordinal));
        Assert.Equal(0, await RowsOf.CountAsync("system_logs", $"after LIKE '%{token}%' OR after LIKE '%{hash}%'"));
        Assert.Equal(1, await RowsOf.CountAsync("system_logs", "action = 'token.created'"));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_done_is_one_sentence_on_stderr_and_exit_code_1(TestDatabase on)
    {
        await MigratedAsync(on);
        string[] user = ["user", "create", "--email", "a@unity.example"];
        foreach (var (sentence, arguments) in new (string, string[])[]
        {
            ("There is no role 'Boss'; it is Staff, Manager or Admin.", [.. user, "--role", "Boss"]),
            ("There is no role '3'; it is Staff, Manager or Admin.", [.. user, "--role", "3"]),
            ("Option '--role' is required.", user),
            ("This is not an e-mail address.", ["user", "create", "--email", "nobody", "--role", "Staff"]),
            ("There is no such person.", ["user", "reset", "--email", "nobody@unity.example"]),
            ("A token is valid for 1 to 3650 days.", ["token", "create", "--email", "x", "--role", "Staff", "--days", "0"]),
            ("Unrecognized command or argument 'frobnicate'.", ["frobnicate"]),
        })
        {
            var outcome = await RunAsync(arguments);
            Assert.Equal((1, sentence), (outcome.Exit, outcome.Error));
        }

        Assert.Equal(0, await RowsOf.CountAsync("staff_users"));
        Assert.Equal(0, await RowsOf.CountAsync("api_tokens"));
    }

    [Theory, BothDatabases]
    public async Task Without_its_schema_the_database_is_named_and_left_alone(TestDatabase on)
    {
        database = await Databases.EmptyAsync(on, folder);
        var outcome = await RunAsync("user", "create", "--email", "a@unity.example", "--role", "Staff");
        Assert.Equal(1, outcome.Exit);
        Assert.EndsWith("Start the server once, or run `UnityAdmin migrate`.", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", outcome.Error, StringComparison.Ordinal);
        if (on == TestDatabase.Sqlite) Assert.False(File.Exists(Path.Combine(folder, "unity.db")));
    }

    [Fact]
    public async Task A_database_server_that_does_not_answer_is_one_sentence()
    {
        database = new DatabaseAddress(DatabaseProvider.Postgres, "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=3");
        var outcome = await RunAsync("user", "create", "--email", "a@unity.example", "--role", "Staff");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("PostgreSQL does not answer at 127.0.0.1:1: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", outcome.Error, StringComparison.Ordinal);
        database = null;
    }

    [Theory, BothDatabases]
    public async Task Migrating_says_what_it_did_and_the_second_time_that_nothing_was_left(TestDatabase on)
    {
        database = await Databases.EmptyAsync(on, folder);
        var first = await RunAsync("migrate");
        Assert.Equal((0, ""), (first.Exit, first.Error));
        Assert.Matches("[1-9][0-9]* migration\\(s\\) applied\\.\\s*$", first.Out);
        var second = await RunAsync("migrate");
        Assert.Equal((0, "The database is up to date."), (second.Exit, second.Out.Trim().Split('\n')[^1]));
        Assert.Equal(3, await RowsOf.CountAsync("staff_roles"));
    }

    [Theory, BothDatabases]
    public async Task The_first_admin_link_is_printed_while_the_shop_has_no_staff_and_not_after(TestDatabase on)
    {
        await MigratedAsync(on);
        var empty = await ChildProgram.ServeOnceAsync(database!, folder);
        Assert.Equal(0, empty.Exit);
        Assert.Matches(@"http://127\.0\.0\.1:[0-9]+/first-admin\?code=[A-Za-z0-9_-]{43}\s", empty.Out);
        Assert.Equal(0, (await RunAsync("user", "create", "--email", "a@unity.example", "--role", "Admin")).Exit);
        var staffed = await ChildProgram.ServeOnceAsync(database!, folder);
        Assert.Equal(0, staffed.Exit);
        Assert.Contains("Application started", staffed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("first-admin", staffed.Out, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null) await Databases.DropAsync(database);
        TempFolder.Delete(folder);
    }

    private Rows RowsOf => new(database!);

    private async Task MigratedAsync(TestDatabase on) => database = await Databases.CopyAsync(on, folder);

    private Task<ChildProgram.Outcome> RunAsync(params string[] arguments) => ChildProgram.RunAsync(database!, folder, arguments);
}
