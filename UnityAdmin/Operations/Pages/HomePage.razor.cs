using System.Globalization;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Operations.Pages;

/// <summary>What needs me now, kept up to date while it is looked at.</summary>
public sealed partial class HomePage(
    Today today, CurrentStaff current, ChangeFeed feed, MinuteTicker ticker, IOptions<ShopSettings> shop, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource gone = new();
    private Desk? desk;
    private Refusal? refused;
    private int? me;
    private IDisposable? watch;
    private int reloading;

    private string DayShown => shop.Value.DayOf(clock.NowUtc()).ToString("dddd d MMMM", CultureInfo.GetCultureInfo("en-IE"));

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        watch = feed.Watch(_ => ReloadSoon());
        ticker.Ticked += ReloadSoon;
    }

    public void Dispose()
    {
        watch?.Dispose();
        ticker.Ticked -= ReloadSoon;
        gone.Cancel();
        gone.Dispose();
    }

    private async Task LoadAsync()
    {
        if (!(await current.ActAsync(Role.Staff, gone.Token)).Is(out var actor, out refused)) return;
        me = actor.StaffId;
        desk = await today.ReadAsync(me, actor.Role ?? Role.Staff, gone.Token);
    }

    // Runs on other threads: commits of anyone, and the minute.
    private void ReloadSoon()
    {
        if (Interlocked.Exchange(ref reloading, 1) == 0) _ = InvokeAsync(ReloadAsync);
    }

    private async Task ReloadAsync()
    {
        try
        {
            await Task.Delay(Pause, gone.Token);
            reloading = 0;
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
