using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The catalogue, newest first. All of its state but how far it was read is in its address.</summary>
public sealed partial class ProductsPage(
    ProductList list, CurrentStaff staff, NavigationManager navigation, ILogger<ProductsPage> log) : IDisposable
{
    private static readonly Shortcut[] Keys = [new("/", "Search products")];

    private readonly CancellationTokenSource gone = new();
    private CancellationTokenSource loading = new();
    private ProductToolbar? toolbar;
    private ProductFilter filter = new();
    private IReadOnlyList<string> brands = [];
    private List<ProductRow>? rows;
    private ProductCursor? next;
    private Refusal? refused;
    private string? failure;
    private int total;
    private bool isAdmin;
    private bool busy;

    private string? Subtitle => rows is null ? null
        : total > ProductList.MostCounted ? $"{ProductList.MostCounted:N0}+"
        : total.ToString("N0", CultureInfo.InvariantCulture);

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        filter = FilterInAddress();
        if (!(await staff.ActAsync(Role.Staff)).Is(out var me, out refused)) return;
        isAdmin = me.Is(Role.Admin);
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

    private ProductFilter FilterInAddress() => ProductFilter.Parse(new Uri(navigation.Uri).Query);

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == ProductLinks.Page) _ = InvokeAsync(ReopenAsync);
    }

    // A search that is being typed on is one step of the way back, not one for each key.
    private void Search(string? text) =>
        navigation.NavigateTo((filter with { Search = text }).Href(), replace: filter.Search is not null && text is not null);

    private Task PressAsync(string key) => toolbar?.FocusAsync() ?? Task.CompletedTask;

    private async Task ReopenAsync()
    {
        filter = FilterInAddress();
        StateHasChanged();
        await LoadAsync();
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
            var first = await list.ReadAsync(wanted, null, ProductList.PageSize, stop);
            var counted = await list.CountAsync(wanted, stop);
            var offered = brands.Count > 0 ? brands : await list.BrandsAsync(stop);
            if (stop.IsCancellationRequested) return;
            (rows, next, total, brands, failure) = ([.. first.Rows], first.Next, counted, offered, null);
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
            var more = await list.ReadAsync(filter, next, ProductList.PageSize, gone.Token);
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
        log.LogError(broken, "The products could not be read, reference {Reference}", failure);
    }
}
