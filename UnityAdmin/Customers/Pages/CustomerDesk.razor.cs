using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>Everything about one customer, kept up to date while others work on them. A merged one leads to the one that stayed.</summary>
public sealed partial class CustomerDesk(
    CustomerFiles files, CurrentStaff current, ChangeFeed feed, DialogService dialogs, Notices notices, NavigationManager navigation)
    : IDisposable
{
    private const int First = 10;
    private const int More = 50;

    private CustomerFile? file;
    private IDisposable? watch;
    private int take = First;
    private int readings;
    private Actor? me;
    private bool missing;
    private bool unreadable;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    /// <summary>The list with the filters it had.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _ = (await current.ActAsync(Role.Staff)).Is(out me, out _);
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = feed.Watch(See);
    }

    private bool MeIs(Role role) => me?.Is(role) == true;

    public void Dispose() => watch?.Dispose();

    private void See(Change change)
    {
        if (change.Document == new DocumentId(Customer.Table, Id)) _ = InvokeAsync(FollowAsync);
    }

    private async Task FollowAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    // Of two readings at once the later one counts, whichever comes back first.
    private async Task LoadAsync()
    {
        var reading = ++readings;
        try
        {
            var found = await files.FindAsync(Id, take, CancellationToken.None);
            if (reading != readings) return;
            if (found?.Customer.MergedIntoId is { } stayed) navigation.NavigateTo(CustomerLinks.Of(stayed), replace: true);
            else (file, missing, unreadable) = (found, found is null, false);
        }
        catch (Exception failed) when (failed is DbException or DatabaseBusyException)
        {
            unreadable = true;
        }
    }

    private Task ShowMoreAsync()
    {
        take += More;
        return LoadAsync();
    }

    /// <param name="other">Null lets the person choose one.</param>
    private async Task MergeAsync(int? other)
    {
        var stayed = await dialogs.OpenAsync<MergeForm>(
            "Merge two customers",
            new Dictionary<string, object?> { [nameof(MergeForm.Id)] = Id, [nameof(MergeForm.OtherId)] = other },
            new DialogOptions { Width = "560px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (stayed is not int id) return;
        notices.Done("Merged into one customer");
        if (id != Id) navigation.NavigateTo(CustomerLinks.Of(id));
    }

    private async Task EraseAsync()
    {
        var done = await dialogs.OpenAsync<EraseForm>(
            "Erase this person's data?",
            new Dictionary<string, object?> { [nameof(EraseForm.Id)] = Id },
            new DialogOptions { Width = "560px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (done is not true) return;
        notices.Done("Personal data erased");
        await LoadAsync();
    }
}
