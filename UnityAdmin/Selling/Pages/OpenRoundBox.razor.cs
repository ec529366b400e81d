using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Messages;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>The round that is open now and what may be done with it: ours waits for the seller, theirs waits for us.</summary>
public sealed partial class OpenRoundBox(
    Offers offers, CurrentStaff current, Confirm confirm, Notices notices, IOptions<ShopSettings> shop, IOptions<MailSettings> mail)
{
    private Draft? draft;
    private Asking asking;
    private string message = "";
    private int? days = 3;
    private bool busy;
    private Refusal? refused;

    private enum Asking
    {
        Nothing,
        Extension,
        Refusal,
    }

    [Parameter, EditorRequired]
    public required SellSubmission Submission { get; set; }

    [Parameter, EditorRequired]
    public required SellOffer Round { get; set; }

    /// <summary>Whether accepting is the page's one filled button at the moment.</summary>
    [Parameter]
    public bool Filled { get; set; }

    [Parameter]
    public EventCallback OnOffer { get; set; }

    private bool IsCounter => Round.MadeBy == OfferParty.Seller;

    private string Seller => Submission.Contact.DisplayName;

    private string NewExpiry => days is >= SellOffer.MinDays and <= SellOffer.MaxDays && Round.ExpiresAt is { } until
        ? $"Until {RelativeTime.Exact(until.AddDays(days.Value), shop.Value)}. The price stays."
        : $"From {SellOffer.MinDays} to {SellOffer.MaxDays} days from today.";

    private string WithdrawingWords =>
        $"{Seller} can no longer accept it and is told so. It ends the talk about the price: no new offer can follow on this request.";

    private void Ask(Asking what) => (asking, refused) = (what, null);

    private void Back() => Ask(Asking.Nothing);

    private async Task AcceptAsync()
    {
        var price = new Money(Round.TotalCents);
        var words = $"We agree to buy at {price}. {Seller} is told at once, and the price is settled for good.";
        if (!await confirm.AskAsync($"Accept {price}?", words, "Accept")) return;
        _ = await DoAsync(by => offers.AcceptCounterAsync(Submission.Id, Round.Revision, by, CancellationToken.None), $"Agreed at {price}");
    }

    private async Task RefuseAsync()
    {
        var done = await DoAsync(
            by => offers.RefuseCounterAsync(Submission.Id, Round.Revision, message, by, CancellationToken.None), "Counter refused");
        if (done && draft is not null) await draft.ClearAsync();
    }

    private async Task WithdrawAsync()
    {
        if (!await confirm.AskAsync("Withdraw this offer?", WithdrawingWords, "Withdraw", destructive: true)) return;
        _ = await DoAsync(by => offers.WithdrawAsync(Submission.Id, by, CancellationToken.None), "Offer withdrawn");
    }

    private async Task ExtendAsync() =>
        _ = await DoAsync(by => offers.ExtendAsync(Submission.Id, days ?? 0, by, CancellationToken.None), "Offer extended");

    private async Task RemindAsync() =>
        _ = await DoAsync(
            by => offers.RemindAsync(Submission.Id, by, CancellationToken.None),
            $"Reminder written{mail.Value.PassedOn(Submission.Contact)}");

    private async Task<bool> DoAsync(Func<Actor, Task<Result>> act, string done)
    {
        if (busy) return false;
        busy = true;
        refused = await current.TryAsync(act);
        busy = false;
        if (refused is not null) return false;
        Back();
        notices.Done(done);
        return true;
    }
}
