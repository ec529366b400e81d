using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>What a page throws ends here: logged with a reference the person can quote, while the navigation keeps working.</summary>
public sealed partial class PageErrorBoundary(NavigationManager navigation, ILogger<PageErrorBoundary> log) : IDisposable
{
    private string title = "";
    private string sentence = "";
    private string reference = "";

    protected override void OnInitialized() => navigation.LocationChanged += Leave;

    public void Dispose() => navigation.LocationChanged -= Leave;

    protected override Task OnErrorAsync(Exception exception)
    {
        reference = Failures.NewReference();
        log.LogError(exception, "The page {Page} failed, reference {Reference}", navigation.ToBaseRelativePath(navigation.Uri), reference);
        if (exception is not DatabaseBusyException && DatabaseAwayException.IsMeantBy(exception))
            exception = new DatabaseAwayException(exception, isOutcomeUnknown: true);
        (title, sentence) = exception is DatabaseBusyException busy
            ? (busy.Title, busy.Sentence)
            : ("This page ran into an error", "What you did last may not have been saved. If it happens again, quote the reference.");
        return Task.CompletedTask;
    }

    private void Leave(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(Recover);
}
