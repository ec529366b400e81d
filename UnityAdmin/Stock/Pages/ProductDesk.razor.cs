using System.Data.Common;
using Microsoft.AspNetCore.Components;
using UnityAdmin.Data;

namespace UnityAdmin.Stock.Pages;

/// <summary>Everything about one product, kept up to date while others work on it; what is being typed is left alone.</summary>
public sealed partial class ProductDesk(Products products, ProductMoves story, ChangeFeed feed) : IDisposable
{
    private ProductView? view;
    private IReadOnlyList<DocumentedMove> moves = [];
    private Waterfall why = Waterfall.Of([]);
    private MoveCursor? nextMove;
    private IDisposable? watch;
    private long newSince = long.MaxValue;
    private int readings;
    private bool editing;
    private bool missing;
    private bool unreadable;
    private bool busy;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    /// <summary>The list with the filters it had.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    private string LedgerHref => $"/stock?product={Id}";

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = feed.Watch(See);
    }

    public void Dispose() => watch?.Dispose();

    private void See(Change change)
    {
        if (change.Document == new DocumentId(Product.Table, Id) || IsOfHold(change)) _ = InvokeAsync(FollowAsync);
    }

    // Extending a hold moves no stock, so the product itself does not change.
    private bool IsOfHold(Change change) => change.Document.Table == Reservation.Table
        && view?.Holds.Any(hold => hold.Id == change.Document.Id) == true;

    private async Task FollowAsync()
    {
        newSince = moves.Count == 0 ? 0 : moves[0].Move.Id;
        await LoadAsync();
        StateHasChanged();
    }

    // Of two readings at once the later one counts, whichever comes back first.
    private async Task LoadAsync()
    {
        var reading = ++readings;
        try
        {
            var found = await products.FindAsync(Id, CancellationToken.None);
            var read = await story.ReadAsync(Id, null, Math.Max(ProductMoves.PageSize, moves.Count), CancellationToken.None);
            if (reading != readings) return;
            (view, moves, nextMove, missing, unreadable) = (found, read.Moves, read.Next, found is null, false);
            why = Waterfall.Of(moves);
        }
        catch (Exception failed) when (failed is DbException or DatabaseBusyException)
        {
            unreadable = true;
        }
    }

    private async Task ShowMoreAsync()
    {
        if (busy) return;
        busy = true;
        try
        {
            var reading = readings;
            var more = await story.ReadAsync(Id, nextMove, ProductMoves.PageSize, CancellationToken.None);
            if (reading == readings) (moves, nextMove) = ([.. moves, .. more.Moves], more.Next);
        }
        catch (Exception failed) when (failed is DbException or DatabaseBusyException)
        {
            unreadable = true;
        }
        finally
        {
            busy = false;
        }
    }

    private Task StopEditing()
    {
        editing = false;
        return LoadAsync();
    }
}
