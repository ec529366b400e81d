using System.Net;
using System.Net.Http.Headers;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Operations;

namespace UnityAdmin.Tests.Operations;

/// <summary>The program as it is started, and what it says where that cannot work.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = TempFolder.New();

    private DatabaseAddress File => new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "unity.db")}");

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_as_it_is()
    {
        var path = SqliteFile.PathOf(File.ConnectionString);
        var text = string.Concat(Enumerable.Repeat("These are my notes.\n", 100));
        await System.IO.File.WriteAllTextAsync(path, text, Stop);
        await AssertRefusedAsync(
            File, $"{path} is not a SQLite database. Move it away, or name another database in ConnectionStrings__Unity.");
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(path, Stop));
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_named()
    {
        var address = await Databases.CopyAsync(TestDatabase.Sqlite, folder);
        await AssertRefusedAsync(
            address with { ConnectionString = address.ConnectionString + ";Mode=ReadOnly" },
            $"{SqliteFile.PathOf(address.ConnectionString)} cannot be written. Give this user the right to write the file and its folder, "
                + "or name another database in ConnectionStrings__Unity.");
    }

    [Fact]
    public async Task A_PostgreSQL_that_does_not_answer_is_named() => await AssertRefusedAsync(
        new DatabaseAddress(DatabaseProvider.Postgres, "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=3"),
        "PostgreSQL does not answer at 127.0.0.1:1: Connection refused. Start it, or name another database in ConnectionStrings__Unity.");

    [Fact]
    public async Task Every_setting_that_is_wrong_is_named_before_anything_is_made()
    {
        await AssertRefusedAsync(
            File,
            "Shop:TimeZone is 'Europe/Dublinn', which is no time zone such as Europe/Dublin. "
                + "Shop:ReservationHours must be between 1 and 336. "
                + "Mail:Port must be between 1 and 65535. "
                + "Stock:SecondApproverCents must be 0 or more.",
            "--Shop:TimeZone", "Europe/Dublinn", "--Shop:ReservationHours", "-1", "--Stock:SecondApproverCents", "-5", "--Mail:Port", "0");
        Assert.False(System.IO.File.Exists(SqliteFile.PathOf(File.ConnectionString)));
    }

    [Theory]
    [InlineData("RateLimits:OrdersPerMinute must be between 1 and 2147483647.", "--RateLimits:OrdersPerMinute", "0")]
    [InlineData("RateLimits:TrackingBytesPerMinute must be between 1 and 2147483647.", "--RateLimits:TrackingBytesPerMinute", "0")]
    [InlineData(
        "Shop:HoldsPerSession must be between 1 and 100000. Shop:HoldsPerAddress must be between 1 and 100000. "
            + "Shop:HoldsPerContact must be between 1 and 100000.",
        "--Shop:HoldsPerSession", "0", "--Shop:HoldsPerAddress", "-1", "--Shop:HoldsPerContact", "100001")]
    [InlineData("Photos:BytesPerAddressPerDay must be between 1 and 1000000000000.", "--Photos:BytesPerAddressPerDay", "0")]
    [InlineData("The setting Shop:ReservationHours is 'a day', which is no whole number.", "--Shop:ReservationHours", "a day")]
    [InlineData("Invalid url: 'here'. Write --urls as http://localhost:5080.", "--urls", "here")]
    public async Task A_setting_that_cannot_be_read_is_named(string sentence, params string[] arguments) =>
        await AssertRefusedAsync(File, sentence, arguments);

    [Fact]
    public void A_folder_that_is_a_file_is_named()
    {
        var path = Path.Combine(folder, "notes");
        System.IO.File.WriteAllText(path, "");
        var refused = Assert.Throws<StartRefusedException>(
            () => StorageFolder.MustBeWritable(new StorageSettings { Directory = path }));
        Assert.StartsWith($"Nothing can be written to {path}: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("or name another folder in Storage__Directory.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_shop_is_filled_the_sign_in_page_says_how_far_it_is_and_the_rest_says_wait()
    {
        var fill = new SlowFill();
        var settings = new AppServer.Settings { Environment = "Development", Replace = fill.Register };
        await using var server = await AppServer.BeginAsync(TestDatabase.Sqlite, settings);
        fill.Progress = server.Services.GetRequiredService<StartupProgress>();
        fill.Progress.Report(42);
        using var client = server.NewClient();
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Stop);
        Assert.Contains("<progress max=\"100\" value=\"42\"", page, StringComparison.Ordinal);
        Assert.Matches("<button type=\"submit\" class=\"button button-primary\" disabled", page);
        Assert.Matches("name=\"As\" value=\"owner@unity.example\" disabled", page);
        await AssertAnswersAsync(client, "/health", HttpStatusCode.OK);
        await AssertAnswersAsync(client, "/css/auth.css", HttpStatusCode.OK);
        foreach (var path in new[] { "/health/ready", "/api/products", "/orders", "/analytics/days.csv", "/hangfire", "/openapi/v1.json" })
            await AssertAnswersAsync(client, path, HttpStatusCode.ServiceUnavailable);
        using var form = new FormUrlEncodedContent([]);
        using var posted = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form, Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, posted.StatusCode);
        Assert.Equal(0, RecurringJobs(server));

        using var browser = server.NewClient();
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var home = await browser.GetAsync(new Uri("/", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, home.StatusCode);
        Assert.Contains("<progress", await home.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        fill.IsDone.SetResult();
        await fill.Progress.Over.WaitAsync(Stop);
        await AssertAnswersAsync(client, "/api/products", HttpStatusCode.OK);
        page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Stop);
        Assert.DoesNotContain("<progress", page, StringComparison.Ordinal);
        while (RecurringJobs(server) == 0) await Task.Delay(20, Stop);
    }

    [Theory, BothDatabases]
    public async Task While_the_shop_is_filled_a_verb_says_to_wait(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        string[] verb = ["token", "create", "--email", "x", "--role", "Staff", "--days", "1"];
        await using (await db.Database.BeginTransactionAsync(Stop))
        using (await FillLock.TakeAsync(db, shop.Address, Stop))
        {
            var refused = await ChildProgram.RunAsync(shop.Address, folder, verb);
            Assert.Equal(
                (1, "The demo shop is being filled. Wait until the server says that it is ready, then try again."),
                (refused.Exit, refused.Error));
        }

        Assert.Equal(0, (await ChildProgram.RunAsync(shop.Address, folder, verb)).Exit);
    }

    [Theory, BothDatabases]
    public async Task A_fill_that_is_stopped_ends_with_one_sentence_and_leaves_an_empty_shop(TestDatabase on)
    {
        var database = await Databases.CopyAsync(on, folder);
        using var server = ChildServer.Begin(database, folder, "--environment", "Development");
        while (!server.Out.Contains("Filling the demo shop… 50/400", StringComparison.Ordinal)) await Task.Delay(20, Stop);
        Assert.Equal(0, await server.EndAsync());
        Assert.Contains("Stopped while the demo shop was being filled: nothing of it was kept", server.Out, StringComparison.Ordinal);
        Assert.Equal("", server.Error);
        Assert.Equal(0, await new Rows(database).CountAsync("sell_submissions"));
        await Databases.DropAsync(database);
    }

    /// <summary>A fill that lasts as long as the test wants.</summary>
    private sealed class SlowFill : IFirstFill
    {
        public TaskCompletionSource IsDone { get; } = new();

        public StartupProgress Progress { get; set; } = null!;

        public void Register(IServiceCollection services) => services.AddSingleton<IFirstFill>(this);

        public Task<bool> IsNeededAsync(CancellationToken stop) => Task.FromResult(true);

        public Task RunAsync(CancellationToken stop) => IsDone.Task.WaitAsync(stop);

        public Task IntroduceAsync(CancellationToken stop) => Task.CompletedTask;
    }

    public void Dispose() => TempFolder.Delete(folder);

    private async Task AssertRefusedAsync(DatabaseAddress database, string sentence, params string[] arguments)
    {
        string[] listening = arguments.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var outcome = await ChildProgram.RunAsync(database, folder, [.. listening, .. arguments]);
        Assert.Equal((1, sentence), (outcome.Exit, outcome.Error));
    }

    private static int RecurringJobs(AppServer server)
    {
        using var connection = server.Services.GetRequiredService<JobStorage>().GetConnection();
        return connection.GetRecurringJobs().Count;
    }

    private static async Task AssertAnswersAsync(HttpClient client, string path, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        Assert.Equal((path, status), (path, answer.StatusCode));
        Assert.Equal((path, status == HttpStatusCode.ServiceUnavailable), (path, answer.Headers.RetryAfter is not null));
    }
}
