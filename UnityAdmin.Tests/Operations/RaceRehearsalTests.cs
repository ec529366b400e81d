using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Operations;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Operations;

public sealed class RaceRehearsalTests
{
    private const string Everything =
        """
        SELECT (SELECT COUNT(*) FROM users) || '/' || (SELECT COUNT(*) FROM product_reservations) || '/'
        || (SELECT COUNT(*) FROM idempotency_keys) || '/' || (SELECT COUNT(*) FROM orders WHERE status <> 'cancelled') || '/'
        || (SELECT COUNT(*) FROM products WHERE status = 'active')
        """;

    [Theory, BothDatabases]
    public async Task On_a_running_server_past_its_own_limits_one_wins_and_nothing_is_left_but_the_lines(TestDatabase on)
    {
        // In Production, whose limit of 60 orders a minute would turn most of them away.
        await using var server = await AppServer.StartAsync(on);
        var model = await AddProductAsync(server.Services, 5, 69_000, "Air Jordan 1 Low Travis Scott Olive");
        var before = await server.Rows.ScalarAsync<string>(Everything);
        var report = (await RunAsync(server, null, 150)).Value;

        Assert.Empty(report.Faults);
        Assert.Equal((1, 149, 0), (report.Won, report.Lost, report.Others.Count));
        Assert.Equal(["opening", "sale", "sale_cancelled", "correction"], await ReasonsAsync(server, report.ProductId));
        Assert.Equal(before, await server.Rows.ScalarAsync<string>(Everything));
        Assert.Equal(1, await server.Rows.CountAsync("products", $"id = {report.ProductId} AND sku = 'RACE-000001' AND status = 'hidden'"));
        Assert.Equal(1, await server.Rows.CountAsync("orders", "status = 'cancelled' AND closing_reason = 'Race rehearsal'"));
        Assert.Equal(1, await server.Rows.CountAsync("stock_moves", "reason = 'correction' AND note = 'Race rehearsal'"));
        Assert.Equal(5, await server.Rows.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {model}"));
        Assert.True(await server.Rows.CountAsync("system_logs", $"actor_name = 'Aoife Byrne' AND subject_id = {report.ProductId}") >= 3);
    }

    [Theory, BothDatabases]
    public async Task A_named_product_is_copied_and_one_that_is_not_there_refused(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on);
        Assert.Equal("nothing_on_sale", (await RunAsync(server, null, 2)).Refused!.Code);
        var first = await AddProductAsync(server.Services, 1);
        _ = await AddProductAsync(server.Services, 1);
        var report = (await RunAsync(server, first, 2)).Value;
        Assert.True(report.Passed);
        Assert.Equal("UN-000001", report.ModelSku);
        Assert.Equal("product_not_found", (await RunAsync(server, 999, 2)).Refused!.Code);
        Assert.Equal("buyers_out_of_range", (await RunAsync(server, null, 1)).Refused!.Code);
        Assert.Equal("buyers_out_of_range", (await RunAsync(server, null, 2_001)).Refused!.Code);
        Assert.Equal("role_missing", (await RunAsync(server, null, 2, Niamh)).Refused!.Code);
    }

    [Fact]
    public async Task Stopped_half_way_it_tidies_up_all_the_same()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        _ = await AddProductAsync(server.Services, 1);
        using var stop = new CancellationTokenSource();
        var running = RunAsync(server, null, 2_000, answered: new Stopping(stop), stop: stop.Token);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, await server.Rows.CountAsync("products", "sku LIKE 'RACE-%' AND (status <> 'hidden' OR quantity_available <> 0)"));
        Assert.Equal(0, await server.Rows.CountAsync("orders", "status <> 'cancelled'"));
        Assert.True((await RunAsync(server, null, 4)).Value.Passed);
    }

    [Fact]
    public async Task What_a_killed_rehearsal_left_on_sale_is_tidied_up_by_the_next()
    {
        var clock = new TestClock();
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, clock: clock);
        var products = server.Services.GetRequiredService<Products>();
        var real = await AddProductAsync(server.Services, 1);
        var facts = ProductFacts.Of((await products.FindAsync(real, Stop))!.Product);
        var left = (await products.AddAsync(facts, 1, Aoife, Stop, "RACE")).Value;
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.True((await RunAsync(server, null, 4)).Value.Passed);
        Assert.Equal(1, await server.Rows.CountAsync("products", $"id = {left.Id} AND status = 'hidden' AND quantity_available = 0"));
    }

    [Fact]
    public async Task The_pass_is_not_known_to_strangers()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, new AppServer.Settings
        {
            Values = new Dictionary<string, string> { ["RateLimits:OrdersPerMinute"] = "3" },
        });
        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add(RehearsalPass.Header, new string('A', 64));
        var answers = new List<int>();
        for (var number = 0; number < 5; number++)
            answers.Add((int)(await client.PostAsync("/api/orders/create", new System.Text.Json.Nodes.JsonObject())).Status);
        Assert.Equal([400, 400, 400, 429, 429], answers);
    }

    [Fact]
    public async Task The_command_rehearses_prints_the_ledger_and_exits_with_0()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        _ = await shop.ProductAsync(3);
        var outcome = await ChildProgram.RunAsync(shop.Address, shop.Folder, "race", "--buyers", "100");
        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.Contains("1 × 200", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("99 × 409", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("0 × anything else", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("-1 Sale", outcome.Out.Replace('−', '-'), StringComparison.Ordinal);
        await shop.AssertLedgerIsSoundAsync();
        Assert.Equal(0, await shop.CountAsync("products", "sku LIKE 'RACE-%' AND status = 'active'"));

        var none = await ChildProgram.RunAsync(shop.Address, shop.Folder, "race", "--product", "999", "--buyers", "2");
        Assert.Equal((1, "There is no such product."), (none.Exit, none.Error));
        using (SqliteFile.Take(shop.Address.ConnectionString))
        {
            var taken = await ChildProgram.RunAsync(shop.Address, shop.Folder, "race", "--buyers", "2");
            Assert.Equal(1, taken.Exit);
            Assert.Contains("Stop it first", taken.Error, StringComparison.Ordinal);
            Assert.Contains("on its System page", taken.Error, StringComparison.Ordinal);
        }
    }

    private static Task<Result<RaceReport>> RunAsync(
        AppServer server, int? product, int buyers, Actor? by = null, IProgress<int>? answered = null, CancellationToken? stop = null) =>
        server.Services.GetRequiredService<RaceRehearsal>().RunAsync(
            product, buyers, OwnAddress.Of(server.Services.GetRequiredService<IServer>())!, by ?? Aoife, answered, stop ?? Stop);

    private static async Task<IEnumerable<string>> ReasonsAsync(AppServer server, int product) =>
        (await server.Rows.RowsAsync($"SELECT reason FROM stock_moves WHERE product_id = {product} ORDER BY id"))
        .Select(row => (string)row["reason"]!);

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value == 5) stop.Cancel();
        }
    }
}
