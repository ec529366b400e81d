using System.Text.RegularExpressions;
using Bunit;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Tests.Stock;

public sealed class AdjustFormTests
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Only_reasons_that_fit_the_direction_are_offered_and_the_chosen_one_comes_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        var form = await OpenAsync(shop, test, 5);
        Assert.Equal(["Correction", "Damaged", "Lost", "Theft"], Reasons(form));
        await form.Find("input[value=Lost]").ChangeAsync(new() { Value = "Lost" });
        await form.Find("#adjust-units").InputAsync(new() { Value = "+2" });
        Assert.Equal(["Correction", "Found"], Reasons(form));
        await form.Find("#adjust-units").InputAsync(new() { Value = "-2" });
        Assert.True(form.Find("input[value=Lost]").HasAttribute("checked"));
        Assert.Contains("5 → 3", Squeezed(form), StringComparison.Ordinal);
        Assert.Contains("worth €200.00", Squeezed(form), StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_second_admin_is_announced_before_anything_is_sent(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        var form = await OpenAsync(shop, test, 10, 30_000);
        await form.Find("#adjust-units").InputAsync(new() { Value = "1" });
        Assert.DoesNotContain("second admin", form.Markup, StringComparison.Ordinal);
        await form.Find("#adjust-units").InputAsync(new() { Value = "2" });
        Assert.Contains("Worth €600.00: a second admin must approve this.", Squeezed(form), StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_is_missing_is_asked_for_and_nothing_typed_is_lost(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        var form = await OpenAsync(shop, test, 5);
        foreach (var (step, asks) in new (Func<Task>, string)[]
        {
            (() => Task.CompletedTask, "Give a whole number of units"),
            (() => form.Find("#adjust-units").InputAsync(new() { Value = "9" }), "Choose correction, damaged, lost"),
            (() => form.Find("input[value=Lost]").ChangeAsync(new() { Value = "Lost" }), "Say in the note what happened."),
            (() => form.Find("#adjust-note").InputAsync(new() { Value = "Shelf is empty" }), "has only 5 left"),
        })
        {
            await step();
            await form.Find("form").SubmitAsync(new());
            form.WaitForAssertion(() => Assert.Contains(asks, form.Find(".note-bad").TextContent, StringComparison.Ordinal));
        }

        Assert.Equal(("9", "Shelf is empty"), (Value(form, "units"), Value(form, "note")));
        Assert.Equal(0, await shop.CountAsync("stock_corrections"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, "count", 4)]
    [InlineData(TestDatabase.Sqlite, "difference", 2)]
    public async Task Moves_in_between_are_listed_and_what_was_meant_is_done(TestDatabase on, string meant, int left)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        var form = await OpenAsync(shop, test, 5);
        await form.Find("#adjust-units").InputAsync(new() { Value = "1" });
        await form.Find("input[value=Correction]").ChangeAsync(new() { Value = "Correction" });
        await form.Find("#adjust-note").InputAsync(new() { Value = "Miscounted" });
        await shop.MovesAsync(LedgerSteps.Storefront, LedgerSteps.Sale(1, 7), LedgerSteps.Sale(1, 8));
        await form.Find("form").SubmitAsync(new());
        form.WaitForAssertion(() => Assert.Equal(2, form.FindAll("tbody tr").Count));
        Assert.Contains("You saw 5, now there are 3.", Squeezed(form), StringComparison.Ordinal);
        Assert.Contains("Set to my count of 4 3 → 4 (+1)", Squeezed(form), StringComparison.Ordinal);
        Assert.Contains("Apply my difference of −1 3 → 2 (−1)", Squeezed(form), StringComparison.Ordinal);
        Assert.Equal(3, await shop.QuantityAsync(1));
        await form.Find($"[data-meant={meant}]").ClickAsync(new());
        Assert.Equal(left, await shop.QuantityAsync(1));
        Assert.Equal(1, await shop.CountAsync("stock_corrections", "note = 'Miscounted'"));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_can_no_longer_be_meant_is_not_offered_and_the_form_comes_back_whole(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        var form = await OpenAsync(shop, test, 3);
        await form.Find("#adjust-units").InputAsync(new() { Value = "2" });
        await form.Find("input[value=Lost]").ChangeAsync(new() { Value = "Lost" });
        await form.Find("#adjust-note").InputAsync(new() { Value = "Gone" });
        await shop.MovesAsync(LedgerSteps.Storefront, LedgerSteps.Sale(1, 7), LedgerSteps.Sale(1, 8));
        await form.Find("form").SubmitAsync(new());
        form.WaitForElement("[data-meant=count]");
        Assert.True(form.Find("[data-meant=count]").HasAttribute("disabled"));
        Assert.True(form.Find("[data-meant=difference]").HasAttribute("disabled"));
        await form.Find("[role=group] .question-actions .button").ClickAsync(new());
        Assert.Equal(("2", "Gone"), (Value(form, "units"), Value(form, "note")));
        Assert.Contains("1 unit now", Squeezed(form), StringComparison.Ordinal);
    }

    private static async Task<IRenderedComponent<AdjustForm>> OpenAsync(TestShop shop, PageTest test, int units, long priceCents = 10_000)
    {
        var product = await shop.ProductAsync(units, priceCents);
        _ = await test.SignInAsync(shop, Role.Admin);
        var form = test.Render<AdjustForm>(with => with.Add(one => one.ProductId, product));
        form.WaitForElement("#adjust-units");
        return form;
    }

    private static string? Value(IRenderedComponent<AdjustForm> form, string field) =>
        form.Find($"#adjust-{field}").GetAttribute("value");

    private static IEnumerable<string> Reasons(IRenderedComponent<AdjustForm> form) =>
        form.FindAll(".adjust-reason .strong").Select(reason => reason.TextContent);

    private static string Squeezed(IRenderedComponent<AdjustForm> form) => string.Join(' ',
        Regex.Replace(form.Markup, "<[^>]+>", " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
