using Microsoft.AspNetCore.Components;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>
/// In place of what could not be read. While the database is away it says so, and loads again by itself as soon as the database answers.
/// </summary>
public sealed partial class FailureState(DatabaseOutage outage) : IDisposable
{
    private const string AwaySentence = "It does not answer at this moment. This page loads by itself as soon as it is back.";

    [Parameter]
    public string Title { get; set; } = "This could not be loaded";

    /// <summary>What happened and what to do; never the exception's own text.</summary>
    [Parameter, EditorRequired]
    public required string Sentence { get; set; }

    /// <summary>What finds the failure in the log.</summary>
    [Parameter]
    public string? Reference { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    // Where there is nothing to try again, the page's own words stay: it would not load by itself.
    private bool IsAway => outage.IsOn && OnRetry.HasDelegate;

    protected override void OnInitialized() => outage.Ended += RetrySoon;

    public void Dispose() => outage.Ended -= RetrySoon;

    private void RetrySoon() => _ = InvokeAsync(RetryAsync);

    private async Task RetryAsync()
    {
        try
        {
            await OnRetry.InvokeAsync();

            // Should it have failed again, the page's own words are right.
            StateHasChanged();
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
