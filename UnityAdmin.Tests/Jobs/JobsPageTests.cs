using Bunit;
using Radzen.Blazor;
using UnityAdmin.Jobs;
using UnityAdmin.Jobs.Pages;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Jobs;

public sealed class JobsPageTests
{
    [Fact]
    public async Task Every_job_stands_there_and_one_that_failed_says_why_and_its_history()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var audit = new JobStart("ledger-audit", JobLog.BySchedule);
        _ = await shop.RunJobAsync(audit, new JobOutcome(3, "3 moves proved"));
        _ = await shop.RunJobAsync(audit, new JobOutcome(4, "The ledger does not hold: move 3 is forged.") { IsFailure = true });
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        test.Services.GetService<Microsoft.AspNetCore.Components.NavigationManager>()!.NavigateTo("/jobs?history=ledger-audit");
        var page = test.Render<JobsPage>();
        page.WaitForElement(".runs li:nth-child(2)");
        Assert.Equal(Schedule.Jobs.Select(job => job.Name), page.FindAll("[data-job]").Select(row => row.GetAttribute("data-job")));
        Assert.Contains("move 3 is forged", page.Find(".job-bad .job-message").TextContent, StringComparison.Ordinal);
        Assert.Contains("3 moves proved", page.FindAll(".runs li")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(Schedule.Jobs.Count - 1, page.FindAll("[data-run]").Count);
        Assert.Contains("Never ran", Row(page, "outbox").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("Nothing.", page.Find("[data-preview]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_is_followed_and_cancelled_and_who_did_is_named()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var run = shop.RunJobAsync((progress, stop) =>
        {
            progress.Report(3, 12, "3 Mar 2026");
            return Task.Delay(Timeout.Infinite, stop);
        }, by: "Marek Kowalski");
        await shop.UntilAsync("job_runs", "progress_done = 3");
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        var (page, dialogs) = (test.Render<JobsPage>(), test.Render<RadzenDialog>());
        page.WaitForElement("progress[max='12'][value='3']");
        Assert.Contains("3 of 12", Row(page, Schedule.Rollup).TextContent, StringComparison.Ordinal);
        Assert.Contains("by Marek Kowalski", Row(page, Schedule.Rollup).TextContent, StringComparison.Ordinal);
        _ = page.Find("[data-cancel]").ClickAsync(new());
        var yes = dialogs.WaitForElement(".button-danger");
        await yes.ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains(
            "by Aoife Byrne at 3 of 12", Row(page, Schedule.Rollup).TextContent, StringComparison.Ordinal));
        Assert.Equal("job_cancelled", (await run).Refused!.Code);
    }

    [Fact]
    public async Task A_job_is_paused_only_with_a_reason_which_then_stands_there()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        var (page, dialogs) = (test.Render<JobsPage>(), test.Render<RadzenDialog>());
        _ = page.WaitForElement("[data-job=outbox] [data-pause]").ClickAsync(new());
        await dialogs.WaitForElement("#pause-reason").ChangeAsync("   ");
        await dialogs.Find("form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Say why", dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await dialogs.Find("#pause-reason").ChangeAsync("The mail server moves");
        await dialogs.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("The mail server moves", Row(page, "outbox").TextContent, StringComparison.Ordinal));
        Assert.Contains("Aoife Byrne", Row(page, "outbox").TextContent, StringComparison.Ordinal);
        await page.Find("[data-job=outbox] [data-resume]").ClickAsync(new());
        page.WaitForElement("[data-job=outbox] [data-pause]");
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Admin)]
    public async Task What_a_purge_would_do_is_shown_and_only_admins_may_press(Role role)
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await shop.Data.TellOfDaysAsync(shop.Clock.Now, 93);
        _ = await shop.RollUpAsync();
        await shop.TellAsync(AnalyticsSteps.Event(shop.Clock.Now.Date.AddDays(-93).AddHours(13), session: "late"));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        var (page, dialogs) = (test.Render<JobsPage>(), test.Render<RadzenDialog>());
        page.WaitForElement("[data-day]");
        var said = page.Find("[data-preview]").TextContent.Trim();
        Assert.StartsWith("2 raw events of 2 days. 1 day old enough must stay.", said, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("[data-day]").Count);
        Assert.Contains("changed since it was counted", page.Find("[data-day]").TextContent, StringComparison.Ordinal);
        Assert.Equal(role == Role.Admin, page.FindAll("[data-purge]").Count == 1);
        if (role != Role.Admin) return;
        _ = page.Find("[data-purge]").ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Contains("Delete 2 raw events?", dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Someone_locked_out_meanwhile_is_told_so()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        test.SignIn(Role.Manager, 99);
        var page = test.Render<JobsPage>();
        page.WaitForAssertion(() => Assert.Contains("The jobs are closed to you", page.Markup, StringComparison.Ordinal));
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<JobsPage> page, string job) => page.Find($"[data-job={job}]");
}
