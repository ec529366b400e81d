using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Messages;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>Records how the seller was paid.</summary>
public sealed partial class PaymentForm(Intake intake, CurrentStaff current, Notices notices, IOptions<MailSettings> mail)
{
    private Draft? draft;
    private string method = "";
    private string reference = "";
    private string amount = "";
    private bool busy;
    private Refusal? refused;

    [Parameter, EditorRequired]
    public required SubmissionReview Review { get; set; }

    [Parameter, EditorRequired]
    public int SeenVersion { get; set; }

    [Parameter]
    public string? Strangers { get; set; }

    [Parameter]
    public EventCallback OnSeen { get; set; }

    [Parameter]
    public EventCallback OnStale { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private PaymentMethod? Method => Enum.TryParse<PaymentMethod>(method, out var chosen) ? chosen : null;

    private bool NeedsReference => Method is { } chosen && Payout.NeedsReference(chosen);

    protected override void OnInitialized() => amount = Review.Payout?.Euros.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private string? Wrong(string field) => refused?.Fields.ContainsKey(field) == true ? "true" : null;

    private Task SeeAsync()
    {
        refused = null;
        return OnSeen.InvokeAsync();
    }

    private async Task PayAsync()
    {
        if (busy) return;
        if (Method is not { } chosen)
        {
            refused = SellingRefusals.MethodMissing;
            return;
        }

        busy = true;
        var payout = new Payout(chosen, reference, TypedPrice.Read(amount) ?? Money.Zero);
        refused = await current.TryAsync(by => intake.PayAsync(Review.Submission.Id, SeenVersion, payout, by, CancellationToken.None));
        busy = false;
        if (refused is not null) return;
        if (draft is not null) await draft.ClearAsync();
        notices.Done($"{payout.Amount} recorded as paid{mail.Value.PassedOn(Review.Submission.Contact)}");
        await OnClose.InvokeAsync();
    }
}
