using System.ComponentModel.DataAnnotations;

namespace UnityAdmin;

/// <summary>The section <c>Shop</c> of the configuration.</summary>
public sealed class ShopSettings
{
    /// <summary>The IANA zone in which days are cut and times are shown; the database holds UTC.</summary>
    [Required]
    public string TimeZone { get; set; } = "Europe/Dublin";

    /// <summary>Where people outside reach this server, for links in messages; null means the address it listens on.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The shop's calendar day at a moment of UTC. Only this direction: Dublin's negative summer time fools the other.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));
}
