using Radzen;

namespace UnityAdmin.Shell;

/// <summary>One sentence in the corner about what has just happened, read out by screen readers. Failures stay longer.</summary>
public sealed class Notices(NotificationService corner)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    /// <summary>It worked: "Offer of €120.00 sent to Aoife".</summary>
    public void Done(string sentence) => Show(NotificationSeverity.Success, sentence, null, Short);

    /// <summary>Worth knowing, nobody's fault: "Someone else changed this request".</summary>
    public void Told(string sentence) => Show(NotificationSeverity.Info, sentence, null, Long);

    /// <summary>An expected no, in its own words.</summary>
    public void Refused(Refusal refusal) => Show(NotificationSeverity.Warning, refusal.Sentence, null, Long);

    /// <summary>Something broke.</summary>
    /// <param name="sentence">What did not happen and what to do.</param>
    /// <param name="reference">What finds it in the log.</param>
    public void Failed(string sentence, string? reference = null) =>
        Show(NotificationSeverity.Error, sentence, reference is null ? null : $"Reference {reference}", Long);

    private void Show(NotificationSeverity severity, string sentence, string? detail, TimeSpan stay) =>
        corner.Notify(new NotificationMessage
        {
            Severity = severity,
            Summary = sentence,
            Detail = detail ?? "",
            Duration = stay.TotalMilliseconds,
            CloseOnClick = true,
            CloseAriaLabel = "Close this notice",
        });
}
