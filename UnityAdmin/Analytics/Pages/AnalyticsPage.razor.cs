using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Analytics.Pages;

/// <summary>The shop's figures over some days, or of one. All of its state is in its address.</summary>
public sealed partial class AnalyticsPage(
    AnalyticsBook book, FigureBook figures, CurrentStaff staff, NavigationManager navigation, IOptions<ShopSettings> shop,
    ILogger<AnalyticsPage> log) : AddressedPage(navigation, log, AnalyticsView.Page, "figures")
{
    private const int MostAlarms = 5;

    private AnalyticsView view = null!;
    private Overview? overview;
    private Rankings? rankings;
    private FigureState? state;
    private Refusal? refused;
    private bool isRead;

    private string Title => view.Day is { } day ? AnalyticsWords.Long(day) : "Analytics";

    private string? Subtitle => view.Day is null ? AnalyticsWords.Span(view.Period) : null;

    private Period? Chosen => view.Period.Preset is null ? view.Period : null;

    private List<TabLink> Tabs => [.. Period.Presets.Select(preset => new TabLink(
        preset.Word, (view with { Period = Period.Of(preset.Preset, book.Today) }).Href(), null, preset.Preset == view.Period.Preset))];

    protected override void ReadAddress(string query) => view = AnalyticsView.Parse(query, book.Today);

    // Another line in the great chart is drawn from what is here.
    protected override async Task MoveOnAsync()
    {
        var before = view;
        ReadAddress();
        StateHasChanged();
        if (before with { Metric = view.Metric } != view || overview is null) await LoadAsync();
        StateHasChanged();
    }

    // The long lists come last: of a year they are many rows, and the rest need not wait for them.
    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await staff.ActAsync(Role.Manager, stop)).Is(out _, out refused)) return;
        var wanted = view;
        var read = await book.ReadAsync(wanted.Shown, stop);
        var fresh = await figures.ReadAsync(stop);
        if (stop.IsCancellationRequested) return;
        (overview, state, isRead) = (read, fresh, true);
        if (read is null) return;
        StateHasChanged();
        var ranked = await book.RankAsync(wanted.Shown, wanted.Order, stop);
        if (!stop.IsCancellationRequested) rankings = ranked;
    }

    private string HrefOf(DateOnly? from, DateOnly? to) =>
        (view with { Period = Period.Parse(Spelt("from", from) + Spelt("to", to), book.Today) }).Href();

    private static string Spelt(string name, DateOnly? day) =>
        day is { } known ? string.Create(CultureInfo.InvariantCulture, $"&{name}={Period.Spell(known)}") : "";
}
