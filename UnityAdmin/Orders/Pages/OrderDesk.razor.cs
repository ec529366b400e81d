using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Orders.Pages;

/// <summary>Everything about one order, kept up to date while others work on it; its steps are taken on the picture shown.</summary>
public sealed partial class OrderDesk(
    OrderBook book, OrderList list, Fulfilment fulfilment, CurrentStaff current, Notices notices, ChangeFeed feed,
    NavigationManager navigation, DialogService dialogs) : IDisposable
{
    private static readonly Shortcut[] Keys =
    [
        new("j", "Next order"), new("k", "Previous order"), new("p", "Mark it paid"),
        new("Escape", "Back to the orders"),
    ];

    private OrderView? view;
    private OrderNeighbours neighbours = new(null, null);
    private IDisposable? watch;
    private Actor? me;
    private Refusal? refused;
    private Refusal? said;
    private string? news;
    private int readings;
    private bool missing;
    private bool unreadable;
    private bool busy;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    /// <summary>Of the list it was opened from.</summary>
    [Parameter, EditorRequired]
    public required OrderFilter Filter { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = feed.Watch(See);
    }

    public void Dispose() => watch?.Dispose();

    // Runs on the committing thread, whoever changed it.
    private void See(Change change)
    {
        if (change.Document == new DocumentId(Order.Table, Id)) _ = InvokeAsync(() => FollowAsync(change));
    }

    private async Task FollowAsync(Change change)
    {
        if (change.By != me) news = $"{change.By.Name} {OrdersActions.Phrase(change.Action)} just now.";
        await LoadAsync();
        StateHasChanged();
    }

    // Of two readings at once the later one counts, whichever comes back first.
    private async Task LoadAsync()
    {
        var reading = ++readings;
        try
        {
            if (!(await current.ActAsync(Role.Staff)).Is(out me, out refused))
            {
                view = null;
                return;
            }

            var found = await book.FindAsync(Id, CancellationToken.None);
            var beside = await list.NeighboursAsync(Filter, Id, CancellationToken.None);
            if (reading == readings) (view, neighbours, missing, unreadable) = (found, beside, found is null, false);
        }
        catch (Exception failed) when (failed is DbException or DatabaseBusyException)
        {
            unreadable = true;
        }
    }

    private Task PressAsync(string key)
    {
        switch (key)
        {
            case "j" when neighbours.Next is { } next:
                navigation.NavigateTo(Filter.HrefOf(next));
                break;
            case "k" when neighbours.Previous is { } previous:
                navigation.NavigateTo(Filter.HrefOf(previous));
                break;
            case "p" when OrderStep.MayBePaid(view!.Order):
                return MarkPaidAsync();
            case "Escape":
                navigation.NavigateTo(Filter.Href());
                break;
        }

        return Task.CompletedTask;
    }

    private Task StepAsync() => OrderStep.Of(view!.Order) switch
    {
        { Move: OrderMove.Advance, To: { } to } => TakeAsync(
            (order, by) => fulfilment.AdvanceAsync(Id, order.Version, to, by, CancellationToken.None), OrdersRefusals.Word(to)),
        { Move: OrderMove.HandOver } => TakeAsync(
            (order, by) => fulfilment.ShipAsync(Id, order.Version, null, null, null, by, CancellationToken.None), "handed over"),
        { Move: OrderMove.HandOverUnpaid } => AskAsync<HandOverForm>($"Hand over {view.Order.OrderNumber} unpaid?"),
        { Move: OrderMove.Ship } => AskAsync<ShipForm>($"Ship {view.Order.OrderNumber}"),
        { Move: OrderMove.MarkPaid } => MarkPaidAsync(),
        { Move: OrderMove.Refund } => RefundAsync(),
        _ => Task.CompletedTask,
    };

    private Task MarkPaidAsync() => AskAsync<MarkPaidForm>($"{view!.Order.OrderNumber} is paid");

    private Task TakeBackAsync() => AskAsync<TakeBackForm>($"Take back a step of {view!.Order.OrderNumber}");

    private Task CancelAsync() => AskAsync<CancelOrderForm>($"Cancel {view!.Order.OrderNumber}?");

    private Task RefundAsync() => AskAsync<RefundForm>($"Refund {view!.Order.OrderNumber}");

    private async Task TakeAsync(Func<Order, Actor, Task<Result>> step, string done)
    {
        if (busy) return;
        busy = true;
        var order = view!.Order;
        said = await current.TryAsync(by => step(order, by));
        if (said is null) Tell($"{order.OrderNumber} is {done}.");
        await LoadAsync();
        busy = false;
    }

    private async Task AskAsync<TForm>(string title)
        where TForm : ComponentBase
    {
        if (busy) return;
        busy = true;
        object? done = await dialogs.OpenAsync<TForm>(
            title,
            new Dictionary<string, object?> { ["View"] = view },
            new DialogOptions { Width = "480px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (done is string sentence) Tell(sentence);
        await LoadAsync();
        busy = false;
    }

    private void Tell(string sentence)
    {
        (said, news) = (null, null);
        notices.Done(sentence);
    }
}
