using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using UnityAdmin.Messages;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>Writes the shop's next round beside the photos. What is typed outlives refusals, others' changes, lost connections.</summary>
public sealed partial class OfferComposer(
    Offers offers, CurrentStaff current, Notices notices, TimeProvider clock, IOptions<ShopSettings> shop,
    IOptions<MailSettings> mail)
{
    private Draft? draft;
    private ElementReference messageField;
    private string message = "";
    private int? days = SellOffer.DefaultDays;
    private bool busy;
    private Refusal? refused;

    [Parameter, EditorRequired]
    public required SellSubmission Submission { get; set; }

    /// <summary>The submission's version as the person has seen it; older than its own after <see cref="Strangers"/>.</summary>
    [Parameter, EditorRequired]
    public int SeenVersion { get; set; }

    /// <summary>What someone else did since this was opened, as a sentence; null when nobody did anything.</summary>
    [Parameter]
    public string? Strangers { get; set; }

    /// <summary>The person has looked at what others changed.</summary>
    [Parameter]
    public EventCallback OnSeen { get; set; }

    /// <summary>Load everything anew: something changed that the page may not show yet.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private long TotalCents => Submission.Items.Sum(item => item.PriceCents ?? 0);

    private int Undecided => Submission.Items.Count(item => item.Decision == ItemDecision.Undecided);

    private bool IsReady => TotalCents > 0 && Undecided == 0;

    private string ExpiryWords => days is >= SellOffer.MinDays and <= SellOffer.MaxDays
        ? $"Until {RelativeTime.Exact(clock.NowUtc().AddDays(days.Value), shop.Value)}; then it expires by itself."
        : $"From {SellOffer.MinDays} to {SellOffer.MaxDays} days.";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await messageField.FocusAsync();
    }

    private Task KeyAsync(KeyboardEventArgs key) =>
        key.Key == "Escape" ? OnClose.InvokeAsync() : key.Sends() ? SendAsync() : Task.CompletedTask;

    private async Task LookAgainAsync()
    {
        refused = null;
        await OnStale.InvokeAsync();
        await OnSeen.InvokeAsync();
    }

    private async Task SendAsync()
    {
        if (busy || !IsReady) return;
        busy = true;
        var (total, name) = (TotalCents, Submission.Contact.DisplayName);
        var sent = await current.TryAsync(
            by => offers.SendAsync(Submission.Id, SeenVersion, message, days ?? 0, by, CancellationToken.None));
        refused = sent.Refused;
        busy = false;
        if (refused is not null) return;
        if (draft is not null) await draft.ClearAsync();
        notices.Done($"Offer of {new Money(total)} sent to {name}{mail.Value.PassedOn(Submission.Contact)}");
        await OnClose.InvokeAsync();
    }
}
