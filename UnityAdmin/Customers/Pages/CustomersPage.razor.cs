using System.Globalization;
using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>The customers, newest first. All of its state but how far it was read is in its address.</summary>
public sealed partial class CustomersPage(
    CustomerList list, CurrentStaff staff, NavigationManager navigation, ILogger<CustomersPage> log)
    : AddressedPage(navigation, log, CustomerLinks.Page, "customers")
{
    private static readonly Shortcut[] Keys = [new("/", "Search customers")];

    private static readonly (CustomerKind Kind, string Word)[] Words =
    [
        (CustomerKind.WithAccount, "With an account"), (CustomerKind.Guests, "Guests"), (CustomerKind.Erased, "Erased"),
        (CustomerKind.SharedContact, "Contact in two spellings"),
    ];

    private SearchBox? box;
    private CustomerFilter filter = new();
    private IReadOnlyList<string> titles = [];
    private List<CustomerRow>? rows;
    private CustomerCursor? next;
    private Refusal? refused;
    private int total;

    private string? Subtitle => rows is null ? null
        : total > CustomerList.MostCounted ? $"{CustomerList.MostCounted:N0}+"
        : total.ToString("N0", CultureInfo.InvariantCulture);

    private List<FilterMenu.Option> Kinds =>
        [.. Words.Select(one => new FilterMenu.Option(one.Word, (filter with { Kind = one.Kind }).Href(), filter.Kind == one.Kind))];

    protected override void ReadAddress(string query) => filter = CustomerFilter.Parse(query);

    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await staff.ActAsync(Role.Staff, stop)).Is(out _, out refused)) return;
        var wanted = filter;
        var first = await list.ReadAsync(wanted, null, CustomerList.PageSize, stop);
        var counted = await list.CountAsync(wanted, stop);
        if (stop.IsCancellationRequested) return;
        (titles, rows, next, total) = (first.Titles, [.. first.Rows], first.Next, counted);
    }

    private void Search(string? text) =>
        Search((filter with { Search = text }).Href(), filter.Search is not null && text is not null);

    private Task PressAsync(string key) => box?.FocusAsync() ?? Task.CompletedTask;

    private Task ShowMoreAsync() => ReadOnAsync(async stop =>
    {
        var more = await list.ReadAsync(filter, next, CustomerList.PageSize, stop);
        if (stop.IsCancellationRequested) return;
        rows!.AddRange(more.Rows);
        next = more.Next;
    });
}
