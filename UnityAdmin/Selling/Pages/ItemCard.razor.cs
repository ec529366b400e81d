using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>One item and the decision on it: at the asked price, at ours, or not at all.</summary>
public sealed partial class ItemCard(Submissions submissions, CurrentStaff current)
{
    private static readonly string[] Reasons =
        ["Not authentic", "Too worn", "Photos do not show enough", "No demand for this size", "Outside our range"];

    private ElementReference reasonField;
    private string price = "";
    private string reason = "";
    private int seenVersion;
    private bool open;
    private bool rejecting;
    private bool busy;
    private bool priceWrong;
    private bool focusReason;
    private Refusal? refused;

    [Parameter, EditorRequired]
    public required SellItem Item { get; set; }

    [Parameter, EditorRequired]
    public PriceEvidence? Evidence { get; set; }

    [Parameter, EditorRequired]
    public required ReviewAddress Address { get; set; }

    /// <summary>Who decided on it; null when nobody has, or they are gone.</summary>
    [Parameter]
    public string? DeciderName { get; set; }

    [Parameter]
    public bool MayDecide { get; set; }

    /// <summary>Null before the inspection, and for what was rejected.</summary>
    [Parameter]
    public SellInspection? Found { get; set; }

    /// <summary>What it has become; null before it is on the shelf.</summary>
    [Parameter]
    public ShelvedItem? Shelved { get; set; }

    /// <summary>Someone else changed it just now.</summary>
    [Parameter]
    public bool Changed { get; set; }

    /// <summary>The page shows an older picture than the one that refused.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    private bool IsTyping => open || rejecting || price.Length > 0;

    private bool Overtaken => IsTyping && Item.Version != seenVersion;

    private string Decider => DeciderName is null ? "" : $"{DeciderName}, ";

    private string? Suggestion => AsTyped(Evidence?.MedianCents);

    private string Verdict => Item.Decision == ItemDecision.Undecided ? "Left open" : Item.Decision.ToString();

    private (string Icon, Meaning Meaning) Look => Item.Decision switch
    {
        ItemDecision.Approved => ("check_circle", Meaning.Good),
        ItemDecision.Repriced => ("sell", Meaning.Info),
        _ => ("block", Meaning.Bad),
    };

    // While something is typed, the version it was typed against stays, so that a save on an older picture is noticed.
    protected override void OnParametersSet()
    {
        if (!IsTyping) seenVersion = Item.Version;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusReason) return;
        focusReason = false;
        await reasonField.FocusAsync();
    }

    private string Named(string field) => $"{field}-{Item.Id}";

    private void Open()
    {
        (open, seenVersion) = (true, Item.Version);
        price = AsTyped(Item.PriceCents) ?? "";
    }

    private static string? AsTyped(long? cents) => Money.Of(cents)?.Euros.ToString("0.00", CultureInfo.InvariantCulture);

    private void StartRejecting() => (rejecting, focusReason, refused) = (true, true, null);

    private void Close()
    {
        (open, rejecting, priceWrong, refused) = (false, false, false, null);
        (price, reason, seenVersion) = ("", "", Item.Version);
    }

    private Task KeyInPriceAsync(KeyboardEventArgs key) => key.Key switch
    {
        "Enter" => RepriceAsync(),
        "Escape" => CloseAsync(),
        _ => Task.CompletedTask,
    };

    private Task KeyInReasonAsync(KeyboardEventArgs key) => key.Key switch
    {
        "Enter" => RejectAsync(reason),
        "Escape" => CloseAsync(),
        _ => Task.CompletedTask,
    };

    private Task CloseAsync()
    {
        Close();
        return Task.CompletedTask;
    }

    private Task ApproveAsync() => DecideAsync(new ItemVerdict(ItemDecision.Approved));

    private Task RejectAsync(string why) => DecideAsync(new ItemVerdict(ItemDecision.Rejected, Reason: why));

    private async Task RepriceAsync()
    {
        var typed = TypedPrice.Read(price);
        priceWrong = typed is not { Cents: > 0 };
        if (!priceWrong) await DecideAsync(new ItemVerdict(ItemDecision.Repriced, typed));
    }

    private async Task DecideAsync(ItemVerdict verdict)
    {
        if (busy) return;
        busy = true;

        refused = await current.TryAsync(by => submissions.DecideItemAsync(Item.Id, seenVersion, verdict, by, CancellationToken.None));
        busy = false;
        if (refused is null) Close();
        else if (verdict.Reason is { } why) (rejecting, reason) = (true, why);
        if (refused is { Kind: RefusalKind.Conflict }) await OnStale.InvokeAsync();
    }
}
