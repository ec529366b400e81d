using Bunit;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Tests.Shell;

public sealed class FailureStateTests
{
    [Theory, BothDatabases]
    public async Task While_the_database_is_away_a_page_says_so_and_it_loads_by_itself_afterwards(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var page = new PageTest(shop);
        var retries = 0;
        var failure = page.Render<FailureState>(parameters => parameters
            .Add(state => state.Sentence, "Nothing was changed.")
            .Add(state => state.OnRetry, () => _ = Interlocked.Increment(ref retries)));
        shop.Get<DatabaseOutage>().Begin();
        failure.Render();
        Assert.Contains("The database is away", failure.Markup, StringComparison.Ordinal);
        failure.WaitForAssertion(() => Assert.Equal(1, retries));
        Assert.False(shop.Get<DatabaseOutage>().IsOn);
    }

    [Fact]
    public async Task Any_other_failure_keeps_its_own_words()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var page = new PageTest(shop);
        var failure = page.Render<FailureState>(parameters => parameters.Add(state => state.Sentence, "Nothing was changed."));
        Assert.Contains("Nothing was changed.", failure.Markup, StringComparison.Ordinal);
    }
}
