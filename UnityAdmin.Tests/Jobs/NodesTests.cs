using UnityAdmin.Tests.Messages;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Jobs;

public sealed class NodesTests
{
    private const int Units = 200;

    private const string ARequest =
        """
        {"items":[{"category":"Shoes","brand":"Nike","condition":"Mint","size":"UK 9","description":"Dunk Low"}],
         "contact_phone":"087 123 4567","contact_channel":"whatsapp","contact_handle":"@sorcha","contact_email":"sorcha@example.com"}
        """;

    /// <summary>Checks 18 and 25 of quality.md section 2: each message waits in a queue, and each leaves once, whatever happens.</summary>
    [Fact]
    public async Task What_is_queued_takes_effect_once_while_one_node_is_killed_and_the_other_is_paused()
    {
        await using var post = new TinySmtpServer { Thinks = TimeSpan.FromMilliseconds(50) };
        await using var shop = await TestDatabase.Postgres.OpenAsync();
        string[] mail = ["--Mail:Host", "127.0.0.1", "--Mail:Port", $"{post.Port}", "--Mail:UseTls", "false"];
        using var first = await ChildServer.StartAsync(shop.Address, shop.Folder, mail);
        using var second = await ChildServer.StartAsync(shop.Address, shop.Folder, mail);
        for (var unit = 1; unit < Units; unit++) _ = await shop.SubmitAsync();
        await SubmitAsync(first);
        await UntilSentAsync(shop, 20);
        var node = await shop.ScalarAsync<string>("SELECT node FROM job_runs WHERE job = 'outbox' AND state = 'running'");
        var (runs, waits) = node.EndsWith($" {first.ProcessId}", StringComparison.Ordinal) ? (first, second) : (second, first);
        waits.Pause();
        runs.Kill();
        Assert.InRange(await SentAsync(shop), 20, Units - 1);

        // A minute passes, in which nothing is heard of the dead node, and the lease of the message that it had in hand ends.
        await shop.ExecuteAsync("UPDATE job_runs SET seen_at = seen_at - INTERVAL '61 seconds' WHERE state = 'running'");
        await shop.ExecuteAsync("UPDATE outbox_messages SET due_at = created_at WHERE status = 'sending'");
        waits.Resume();
        await SubmitAsync(waits);
        await UntilSentAsync(shop, Units + 1);
        Assert.Equal(Units + 1, await shop.CountAsync("outbox_messages", "status = 'sent'"));
        var letters = post.Letters.Select(MessageId).ToList();
        Assert.Equal(Units + 1, letters.Distinct().Count());

        // The one between the post's yes and the note of it may be there twice, under the same Message-ID (docs/decisions/006).
        Assert.InRange(letters.Count, Units + 1, Units + 2);
        await shop.UntilAsync("job_runs", "job = 'outbox' AND state = 'succeeded' AND is_recovery");
        Assert.Equal(1, await shop.CountAsync("job_runs", "job = 'outbox' AND state = 'failed' AND is_cut_off"));
    }

    /// <summary>Its message to the seller wakes the node that took it.</summary>
    private static async Task SubmitAsync(ChildServer node)
    {
        using var client = new HttpClient { BaseAddress = node.Url };
        using var body = new StringContent(ARequest, null, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), body, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static string MessageId(string[] letter) =>
        letter.Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));

    private static Task<long> SentAsync(TestShop shop) => shop.CountAsync("outbox_messages", "status = 'sent'");

    private static async Task UntilSentAsync(TestShop shop, int count)
    {
        for (var looks = 0; await SentAsync(shop) < count; looks++)
        {
            if (looks == 3_000)
            {
                var runs = await shop.RowsAsync("SELECT job, state, note FROM job_runs");
                Assert.Fail(string.Join(", ", runs.Select(run => $"{run["job"]} {run["state"]} {run["note"]}")));
            }

            await Task.Delay(20, Stop);
        }
    }
}
