using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using UnityAdmin.Shell;

namespace UnityAdmin.Tests.Pages;

public sealed class AddressedPageTests
{
    [Fact]
    public async Task A_page_that_was_left_reads_nothing_more_and_does_not_break_who_calls_back()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        var page = new Probe(test.Services.GetRequiredService<NavigationManager>());
        await page.ReloadAsync();
        Assert.Equal((1, false), (page.Readings, page.IsLeft));
        page.Dispose();
        await page.ReloadAsync();
        await page.MoreAsync();
        Assert.Equal((1, true), (page.Readings, page.IsLeft));
    }

    private sealed class Probe(NavigationManager navigation) : AddressedPage(navigation, NullLogger.Instance, "/probe", "probes")
    {
        public int Readings { get; private set; }

        public bool IsLeft => Gone.IsCancellationRequested;

        public Task ReloadAsync() => LoadAsync();

        public Task MoreAsync() => ReadOnAsync(ReadAsync);

        protected override void ReadAddress(string query)
        {
        }

        protected override Task ReadAsync(CancellationToken stop)
        {
            Readings++;
            return Task.CompletedTask;
        }
    }
}
