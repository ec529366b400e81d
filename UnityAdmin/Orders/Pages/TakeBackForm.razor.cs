using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>The inside of the dialog that takes back a step or a payment that was a mistake.</summary>
public sealed partial class TakeBackForm(Fulfilment fulfilment)
{
    private string before = "";
    private string reason = "";
    private bool isPayment;

    [Parameter, EditorRequired]
    public required OrderView View { get; set; }

    protected override void OnInitialized()
    {
        isPayment = View.Order.WhyStepStays() is not null;
        before = View.Order.Status.Previous() is { } status ? OrdersRefusals.Word(status) : "";
    }

    private Task<Result> TakeAsync(int version, Actor by) => isPayment
        ? fulfilment.TakeBackPaymentAsync(View.Order.Id, version, reason, by, CancellationToken.None)
        : fulfilment.TakeBackStepAsync(View.Order.Id, version, reason, by, CancellationToken.None);
}
