using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

public enum ReservationStatus
{
    /// <summary>Held until its expiry; past that it counts no longer, whether or not it has been marked yet.</summary>
    Pending,

    /// <summary>It became an order.</summary>
    Confirmed,

    Cancelled,
    Expired,
}

/// <summary>
/// Some units of one product kept for one buyer for a while:
/// 1. Its beginning is a move of −<see cref="Quantity"/> and its one end a move of +<see cref="Quantity"/>, whichever end it was.
/// 2. From <see cref="ExpiresAt"/> on it holds nothing: reads add its units back, and whoever next changes the product's stock releases
/// it first. The job only tidies up.
/// 3. A buyer has at most one pending hold of a product (a unique index for the customer and one for the guest session stand behind it).
/// </summary>
public sealed class Reservation : IVersioned, IBelongsTo, ISearchable
{
    public const string Table = "product_reservations";
    public const int MaxUnits = 10;
    public const int NameLength = 120;
    public const int EmailLength = 254;
    public const int SessionLength = 120;
    public const int OrderNumberLength = 40;

    /// <summary>How far from now an extension may reach.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    public int Id { get; init; }

    /// <summary>The same for all that was asked for in one request.</summary>
    public Guid RequestId { get; init; }

    public int ProductId { get; init; }

    public int Quantity { get; init; }

    /// <summary>The customer it is kept for.</summary>
    public int UserId { get; set; }

    /// <summary>The storefront's session it was asked for in; kept only for comparison.</summary>
    [Secret, MaxLength(SessionLength)]
    public string? SessionId { get; set; }

    /// <summary>The storefront's own number for what it is about to sell; nothing here depends on it.</summary>
    [MaxLength(OrderNumberLength)]
    public string? OrderNumber { get; init; }

    [MaxLength(NameLength)]
    public required string CustomerName { get; set; }

    /// <summary>E.164 where the country is known, else as typed; empty once the person's data was erased.</summary>
    [MaxLength(20)]
    public required string CustomerPhone { get; set; }

    [MaxLength(EmailLength)]
    public string? CustomerEmail { get; set; }

    public ReservationStatus Status { get; private set; }

    /// <summary>The order it became; set exactly when it is confirmed.</summary>
    public int? OrderId { get; private set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>The first moment at which it holds no longer.</summary>
    public DateTime ExpiresAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Who ended it, by name.</summary>
    [MaxLength(120)]
    public string? EndedBy { get; private set; }

    /// <summary>Who it is for and its number, folded; product and customer have lines of their own.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public int Version { get; set; }

    DocumentId IBelongsTo.Document => new(Table, Id);

    public bool HoldsAt(DateTime now) => Status == ReservationStatus.Pending && now < ExpiresAt;

    public bool HasLapsedAt(DateTime now) => Status == ReservationStatus.Pending && now >= ExpiresAt;

    /// <summary>The state people are shown: a lapsed hold is expired before anything says so.</summary>
    public ReservationStatus StatusAt(DateTime now) => HasLapsedAt(now) ? ReservationStatus.Expired : Status;

    public void RefreshSearchText() => SearchText = Data.SearchText.Of(OrderNumber, CustomerName, CustomerPhone, CustomerEmail);

    public Reservation Until(DateTime moment)
    {
        ExpiresAt = moment;
        RefreshSearchText();
        return this;
    }

    /// <summary>Keeps it longer, counted from its expiry.</summary>
    public Result Extend(TimeSpan by, DateTime now)
    {
        if (!HoldsAt(now)) return StockRefusals.ReservationEnded(StatusAt(now));
        if (by <= TimeSpan.Zero || ExpiresAt + by > now + Longest) return StockRefusals.ExtensionOutOfRange;
        ExpiresAt += by;
        return Result.Done;
    }

    public Result Cancel(Actor by, DateTime now) => End(ReservationStatus.Cancelled, by, now);

    public Result Confirm(int orderId, Actor by, DateTime now)
    {
        var ended = End(ReservationStatus.Confirmed, by, now);
        if (ended.Refused is null) OrderId = orderId;
        return ended;
    }

    internal void Lapse(Actor by, DateTime now)
    {
        if (!HasLapsedAt(now)) throw new InvalidOperationException($"Reservation {Id} has not lapsed.");
        (Status, EndedAt, EndedBy) = (ReservationStatus.Expired, now, by.Name);
    }

    /// <summary>What gives its units back.</summary>
    internal StockEntry Release() =>
        new(ProductId, Quantity, StockReason.ReservationReleased, new StockDocument(StockDocumentKind.Reservation, Id));

    private Result End(ReservationStatus status, Actor by, DateTime now)
    {
        if (!HoldsAt(now)) return StockRefusals.ReservationEnded(StatusAt(now));
        (Status, EndedAt, EndedBy) = (status, now, by.Name);
        return Result.Done;
    }
}
