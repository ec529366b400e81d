using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

public enum CorrectionKind
{
    /// <summary>One product set right by hand.</summary>
    Adjustment,

    /// <summary>Moves taken back, one or many.</summary>
    Reversal,

    /// <summary>The differences of a stocktake.</summary>
    Stocktake,
}

public enum CorrectionStatus
{
    /// <summary>Worth more than one admin may decide: another must approve. Nothing has moved.</summary>
    Waiting,

    /// <summary>Its moves are in the ledger.</summary>
    Posted,

    /// <summary>Another admin said no. Nothing moved.</summary>
    Refused,

    /// <summary>Taken back by whoever asked for it. Nothing moved.</summary>
    Withdrawn,
}

/// <summary>
/// What an admin sets right in the ledger, as one document: asked for by one, above <c>Stock:SecondApproverCents</c> approved by another,
/// posted as a whole or not at all.
/// </summary>
public sealed class StockCorrection : IVersioned, IBelongsTo
{
    public const string Table = "stock_corrections";

    public int Id { get; init; }

    /// <summary>Made by the page when the form opens: the same one twice is a second click, not a second correction.</summary>
    public Guid OperationId { get; init; }

    public CorrectionKind Kind { get; init; }

    public StockReason Reason { get; init; }

    [MaxLength(StockMove.NoteLength)]
    public required string Note { get; init; }

    /// <summary>Units moved × price, over all lines, at the moment it was asked for.</summary>
    public long ValueCents { get; init; }

    public int? StockCountId { get; init; }

    public CorrectionStatus Status { get; private set; }

    /// <summary>The asker as an actor, <c>staff/3</c>.</summary>
    [MaxLength(80)]
    public required string RequestedById { get; init; }

    [MaxLength(120)]
    public required string RequestedByName { get; init; }

    public DateTime RequestedAt { get; init; }

    [MaxLength(80)]
    public string? DecidedById { get; private set; }

    [MaxLength(120)]
    public string? DecidedByName { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    [MaxLength(StockMove.NoteLength)]
    public string? DecisionNote { get; private set; }

    public int Version { get; set; }

    public List<StockCorrectionLine> Lines { get; init; } = [];

    DocumentId IBelongsTo.Document => new(Table, Id);

    /// <summary>Small enough for the asker alone.</summary>
    internal void Post() => Status = CorrectionStatus.Posted;

    /// <summary>The second pair of eyes says yes.</summary>
    internal Result Approve(Actor by, DateTime now) =>
        IsOwn(by) ? StockRefusals.OwnCorrection : Decide(CorrectionStatus.Posted, null, by, now);

    internal Result Refuse(string note, Actor by, DateTime now)
    {
        if (IsOwn(by)) return StockRefusals.OwnCorrectionWithdraw;
        return StockRefusals.CheckNote(note) is { } wrong ? wrong : Decide(CorrectionStatus.Refused, note.Trim(), by, now);
    }

    internal Result Withdraw(Actor by, DateTime now) =>
        IsOwn(by) ? Decide(CorrectionStatus.Withdrawn, null, by, now) : StockRefusals.NotOwnCorrection(RequestedByName);

    public bool IsOwn(Actor by) => RequestedById == KeyOf(by);

    /// <summary>Who someone is among actors of every kind.</summary>
    internal static string KeyOf(Actor by) => $"{Conventions.SnakeCase(by.Kind.ToString())}/{by.Id}";

    private Result Decide(CorrectionStatus status, string? note, Actor by, DateTime now)
    {
        if (Status != CorrectionStatus.Waiting) return StockRefusals.AlreadyDecided(this);
        (Status, DecisionNote, DecidedById, DecidedByName, DecidedAt) = (status, note, KeyOf(by), by.Name, now);
        return Result.Done;
    }
}

/// <summary>One product's part of a correction.</summary>
public sealed class StockCorrectionLine : IBelongsTo
{
    public int Id { get; init; }

    public int CorrectionId { get; init; }

    public int Position { get; init; }

    public int ProductId { get; init; }

    public int QuantityChange { get; init; }

    /// <summary>What was counted, where the correction was made to a count.</summary>
    public int? Counted { get; init; }

    /// <summary>The move it takes back, in a reversal.</summary>
    public long? ReversesId { get; init; }

    DocumentId IBelongsTo.Document => new(StockCorrection.Table, CorrectionId);
}
