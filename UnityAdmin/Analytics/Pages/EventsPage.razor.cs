using System.Globalization;
using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Analytics.Pages;

/// <summary>The names of events: what is taken for what, and what comes in.</summary>
public sealed partial class EventsPage(EventBoard board, CurrentStaff current, ILogger<EventsPage> log) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private EventPicture? picture;
    private Refusal? refused;
    private string? failure;

    /// <summary>The one that a link was about.</summary>
    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task LoadAsync()
    {
        (picture, failure) = (null, null);
        try
        {
            if (!(await current.ActAsync(Role.Manager, gone.Token)).Is(out _, out refused)) return;
            picture = await board.ReadAsync(gone.Token);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            failure = Failures.NewReference();
            log.LogError(broken, "The events could not be read, reference {Reference}", failure);
        }
    }

    private static string Plain(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
