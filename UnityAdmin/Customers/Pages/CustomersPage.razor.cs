using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>The customers, newest first. All of its state but how far it was read is in its address.</summary>
public sealed partial class CustomersPage(
    CustomerList list, CurrentStaff staff, NavigationManager navigation, ILogger<CustomersPage> log) : IDisposable
{
    private static readonly Shortcut[] Keys = [new("/", "Search customers")];

    private static readonly (CustomerKind Kind, string Word)[] Words =
        [(CustomerKind.WithAccount, "With an account"), (CustomerKind.Guests, "Guests"), (CustomerKind.Erased, "Erased")];

    private readonly CancellationTokenSource gone = new();
    private CancellationTokenSource loading = new();
    private SearchBox? box;
    private CustomerFilter filter = new();
    private IReadOnlyList<string> titles = [];
    private List<CustomerRow>? rows;
    private CustomerCursor? next;
    private Refusal? refused;
    private string? failure;
    private int total;
    private bool busy;

    private string? Subtitle => rows is null ? null
        : total > CustomerList.MostCounted ? $"{CustomerList.MostCounted:N0}+"
        : total.ToString("N0", CultureInfo.InvariantCulture);

    private List<FilterMenu.Option> Kinds =>
        [.. Words.Select(one => new FilterMenu.Option(one.Word, (filter with { Kind = one.Kind }).Href(), filter.Kind == one.Kind))];

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        filter = FilterInAddress();
        if (!(await staff.ActAsync(Role.Staff)).Is(out _, out refused)) return;
        await LoadAsync();
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Follow;
        loading.Cancel();
        loading.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private CustomerFilter FilterInAddress() => CustomerFilter.Parse(new Uri(navigation.Uri).Query);

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == CustomerLinks.Page) _ = InvokeAsync(ReopenAsync);
    }

    // A search that is being typed on is one step of the way back, not one for each key.
    private void Search(string? text) =>
        navigation.NavigateTo((filter with { Search = text }).Href(), replace: filter.Search is not null && text is not null);

    private Task PressAsync(string key) => box?.FocusAsync() ?? Task.CompletedTask;

    private async Task ReopenAsync()
    {
        filter = FilterInAddress();
        StateHasChanged();
        if (refused is null) await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        await loading.CancelAsync();
        loading.Dispose();
        loading = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var stop = loading.Token;
        try
        {
            var wanted = filter;
            var first = await list.ReadAsync(wanted, null, CustomerList.PageSize, stop);
            var counted = await list.CountAsync(wanted, stop);
            if (stop.IsCancellationRequested) return;
            (titles, rows, next, total, failure) = (first.Titles, [.. first.Rows], first.Next, counted, null);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Another filter was asked for; whatever this one ended with no longer matters.
        }
        catch (Exception broken)
        {
            Fail(broken);
        }
    }

    private async Task ShowMoreAsync()
    {
        if (busy || rows is not { } open) return;
        busy = true;
        try
        {
            var more = await list.ReadAsync(filter, next, CustomerList.PageSize, gone.Token);
            if (open != rows) return;
            open.AddRange(more.Rows);
            next = more.Next;
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            Fail(broken);
        }
        finally
        {
            busy = false;
        }
    }

    private void Fail(Exception broken)
    {
        failure = Failures.NewReference();
        log.LogError(broken, "The customers could not be read, reference {Reference}", failure);
    }
}
