using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Shell;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders.Pages;

/// <summary>Asks how much longer and says until when that is, before anything is done.</summary>
public sealed partial class ExtendHold(TimeProvider clock, IOptions<ShopSettings> shop)
{
    private static readonly int MaxHours = (int)Reservation.Longest.TotalHours;

    private int hours = 24;

    [Parameter, EditorRequired]
    public required HoldRow Row { get; set; }

    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Raised with how much longer.</summary>
    [Parameter]
    public EventCallback<TimeSpan> OnKeep { get; set; }

    [Parameter]
    public EventCallback OnLeave { get; set; }

    private string FieldId => string.Create(CultureInfo.InvariantCulture, $"hours-{Row.Id}");

    private DateTime End => Row.Hold.ExpiresAt.AddHours(hours);

    private bool IsTooLong => hours < 1 || hours > MaxHours || End > clock.NowUtc() + Reservation.Longest;

    private string Until => IsTooLong
        ? StockRefusals.ExtensionOutOfRange.Sentence
        : $"{Row.Hold.CustomerName} then has it until {RelativeTime.Exact(End, shop.Value)}.";

    private Task KeepAsync() => IsTooLong ? Task.CompletedTask : OnKeep.InvokeAsync(TimeSpan.FromHours(hours));
}
