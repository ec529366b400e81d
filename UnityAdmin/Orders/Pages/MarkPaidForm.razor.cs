using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>The inside of the dialog that records the buyer's payment.</summary>
public sealed partial class MarkPaidForm(Fulfilment fulfilment)
{
    private string method = "";
    private string reference = "";
    private Money total;

    [Parameter, EditorRequired]
    public required OrderView View { get; set; }

    protected override void OnParametersSet() => total = new Money(View.Order.TotalCents);

    private Task<Result> PayAsync(int version, Actor by) => Enum.TryParse<PaymentMethod>(method, out var chosen)
        ? fulfilment.MarkPaidAsync(View.Order.Id, version, chosen, reference, by, CancellationToken.None)
        : Task.FromResult<Result>(OrdersRefusals.MethodMissing);
}
