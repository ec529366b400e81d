using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Messages;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>Described against found, item by item beside the photos, and what is to be paid for it.</summary>
public sealed partial class InspectionForm(Intake intake, CurrentStaff current, Notices notices, IOptions<MailSettings> mail)
{
    private Draft? draft;
    private IReadOnlyList<FindingFields> fields = [];
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

    private Money? Payout => fields.All(one => one.Payout is not null) ? new Money(fields.Sum(one => one.Payout!.Value.Cents)) : null;

    private string DoWords => Payout is { Cents: > 0 } payout ? $"Save, {payout} to pay" : "Save the inspection";

    protected override void OnInitialized()
    {
        var shares = AgreedShares.Of(Review.Submission);
        fields = [.. AgreedShares.Taken(Review.Submission).Select(item => new FindingFields(item, shares[item.Id]))];
    }

    private static string Named(string field, FindingFields one) => $"{field}-{one.Item.Id}";

    private string? Wrong(string field, FindingFields one) => refused?.Fields.ContainsKey(Named(field, one)) == true ? "true" : null;

    private Task SeeAsync()
    {
        refused = null;
        return OnSeen.InvokeAsync();
    }

    private async Task SaveAsync()
    {
        if (busy) return;
        busy = true;
        var findings = fields.Select(one => one.Finding).ToList();
        refused = await current.TryAsync(
            by => intake.InspectAsync(Review.Submission.Id, SeenVersion, findings, by, CancellationToken.None));
        busy = false;
        if (refused is not null) return;
        if (draft is not null) await draft.ClearAsync();
        var told = findings.TrueForAll(finding => finding.Outcome == InspectionOutcome.AsDescribed)
            ? ""
            : $", the seller is told{mail.Value.PassedOn(Review.Submission.Contact)}";
        notices.Done($"Inspected: {Payout} to pay{told}");
        await OnClose.InvokeAsync();
    }
}
