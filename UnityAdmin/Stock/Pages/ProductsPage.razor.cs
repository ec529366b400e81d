using System.Globalization;
using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The catalogue, newest first. All of its state but how far it was read is in its address.</summary>
public sealed partial class ProductsPage(
    ProductList list, CurrentStaff staff, NavigationManager navigation, ILogger<ProductsPage> log)
    : AddressedPage(navigation, log, ProductLinks.Page, "products")
{
    private static readonly Shortcut[] Keys = [new("/", "Search products")];

    private ProductToolbar? toolbar;
    private ProductFilter filter = new();
    private IReadOnlyList<string> brands = [];
    private List<ProductRow>? rows;
    private ProductCursor? next;
    private Refusal? refused;
    private int total;
    private bool isAdmin;

    private string? Subtitle => rows is null ? null
        : total > ProductList.MostCounted ? $"{ProductList.MostCounted:N0}+"
        : total.ToString("N0", CultureInfo.InvariantCulture);

    protected override void ReadAddress(string query) => filter = ProductFilter.Parse(query);

    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await staff.ActAsync(Role.Staff, stop)).Is(out var me, out refused)) return;
        var wanted = filter;
        var first = await list.ReadAsync(wanted, null, ProductList.PageSize, stop);
        var counted = await list.CountAsync(wanted, stop);
        var offered = brands.Count > 0 ? brands : await list.BrandsAsync(stop);
        if (stop.IsCancellationRequested) return;
        (rows, next, total, brands, isAdmin) = ([.. first.Rows], first.Next, counted, offered, me.Is(Role.Admin));
    }

    private void Search(string? text) =>
        Search((filter with { Search = text }).Href(), filter.Search is not null && text is not null);

    private Task PressAsync(string key) => toolbar?.FocusAsync() ?? Task.CompletedTask;

    private Task ShowMoreAsync() => ReadOnAsync(async stop =>
    {
        var more = await list.ReadAsync(filter, next, ProductList.PageSize, stop);
        if (stop.IsCancellationRequested) return;
        rows!.AddRange(more.Rows);
        next = more.Next;
    });
}
