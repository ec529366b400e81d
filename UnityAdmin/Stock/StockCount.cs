using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

public enum StockCountStatus
{
    /// <summary>Being counted; nobody who counts sees what the books say.</summary>
    Counting,

    /// <summary>Its differences wait for a second admin.</summary>
    Waiting,

    /// <summary>Its differences are in the ledger.</summary>
    Posted,

    /// <summary>Given up; nothing moved.</summary>
    Cancelled,
}

/// <summary>One stocktake: a part of the shop, counted by hand and compared with the ledger.</summary>
public sealed class StockCount : IVersioned, IBelongsTo
{
    public const string Table = "stock_counts";
    public const int TitleLength = 80;

    /// <summary>The most products one stocktake may cover.</summary>
    public const int MaxLines = 20_000;

    public int Id { get; init; }

    [MaxLength(TitleLength)]
    public required string Title { get; init; }

    /// <summary>Null counts every category; so with size and brand.</summary>
    [MaxLength(20)]
    public string? Category { get; init; }

    [MaxLength(20)]
    public string? Size { get; init; }

    [MaxLength(Product.BrandLength)]
    public string? Brand { get; init; }

    public StockCountStatus Status { get; internal set; }

    public int OpenedById { get; init; }

    [MaxLength(120)]
    public required string OpenedByName { get; init; }

    public DateTime OpenedAt { get; init; }

    [MaxLength(120)]
    public string? ClosedByName { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public int Version { get; set; }

    DocumentId IBelongsTo.Document => new(Table, Id);

    /// <summary>Why nothing may be counted, posted or cancelled now; null while it is being counted.</summary>
    internal Refusal? Closed => Status switch
    {
        StockCountStatus.Counting => null,
        StockCountStatus.Waiting => CountRefusals.Waiting,
        StockCountStatus.Posted => CountRefusals.AlreadyPosted,
        _ => CountRefusals.Cancelled,
    };

    /// <summary>Whether this role may know what the books say: whoever counts must not, or they would find it.</summary>
    internal bool ShowsBooksTo(Actor by) => Status == StockCountStatus.Posted || by.Is(Role.Manager);

    internal void Close(StockCountStatus status, Actor by, DateTime now) => (Status, ClosedByName, ClosedAt) = (status, by.Name, now);
}

/// <summary>
/// One product of a stocktake. Its difference is against the books at the moment it was counted, so what is sold before or after does not
/// spoil it; what moves between its first and last scan does, and asks for a recount.
/// </summary>
public sealed class StockCountLine : IVersioned, IBelongsTo
{
    public int Id { get; init; }

    public int StockCountId { get; init; }

    public int ProductId { get; init; }

    /// <summary>Null until someone counted it.</summary>
    public int? Counted { get; private set; }

    /// <summary>What the ledger said at that moment.</summary>
    public int? Expected { get; private set; }

    /// <summary>The product's last move at that moment; null when it had none.</summary>
    public long? LastMoveId { get; private set; }

    /// <summary>Stock moved between its first and its last scan: the figure cannot be trusted.</summary>
    public bool MovedMeanwhile { get; private set; }

    /// <summary>What was counted before a recount was asked for.</summary>
    public int? FirstCounted { get; private set; }

    [MaxLength(120)]
    public string? CountedByName { get; private set; }

    public DateTime? CountedAt { get; private set; }

    public int Version { get; set; }

    DocumentId IBelongsTo.Document => new(StockCount.Table, StockCountId);

    public int? Difference => Counted - Expected;

    /// <summary>The whole of it was counted at this moment.</summary>
    internal void Set(int counted, StockMove? head, Actor by, DateTime now)
    {
        (Counted, Expected, LastMoveId, MovedMeanwhile) = (counted, head?.BalanceAfter ?? 0, head?.Id, false);
        (CountedByName, CountedAt) = (by.Name, now);
    }

    /// <summary>Some more of it were found: one scan, or another shelf.</summary>
    internal void Add(int more, StockMove? head, Actor by, DateTime now)
    {
        MovedMeanwhile |= Counted is not null && LastMoveId != head?.Id;
        (Counted, Expected, LastMoveId) = ((Counted ?? 0) + more, head?.BalanceAfter ?? 0, head?.Id);
        (CountedByName, CountedAt) = (by.Name, now);
    }

    /// <summary>An entry was a slip: as many less, and not counted at all where nothing had been before it.</summary>
    internal Refusal? TakeBack(CountEntry slip, StockMove? head, Actor by, DateTime now)
    {
        var left = Counted - (slip.Counted - (slip.Before ?? 0));
        if (left is null or < 0) return CountRefusals.NothingToTakeBack;
        if (left == 0 && slip.Before is null)
        {
            Forget();
            return null;
        }

        MovedMeanwhile |= slip.Before is not null && slip.MoveBefore != head?.Id;
        Add(left.Value - Counted!.Value, head, by, now);
        return null;
    }

    /// <summary>To be counted once more; what was counted first stays to be compared.</summary>
    internal void Recount()
    {
        FirstCounted = Counted ?? FirstCounted;
        Forget();
    }

    private void Forget()
    {
        (Counted, Expected, LastMoveId, MovedMeanwhile) = (null, null, null, false);
        (CountedByName, CountedAt) = (null, null);
    }
}
