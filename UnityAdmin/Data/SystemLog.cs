namespace UnityAdmin.Data;

/// <summary>One line of the audit log: who did what to which row, before and after, when and from where.</summary>
[KeptAsTyped]
public sealed class SystemLog
{
    public long Id { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>The verb's stable name, such as <c>offer.sent</c>.</summary>
    public required string Action { get; init; }

    public ActorKind ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? IpAddress { get; init; }

    /// <summary>The table of the row that changed, and its key.</summary>
    public required string Entity { get; init; }

    public long? EntityId { get; init; }

    /// <summary>The document people would look for the change in: a submission for its items and offers.</summary>
    public required string Subject { get; init; }

    public long? SubjectId { get; init; }

    /// <summary>JSON of the changed columns as they were; null for a new row.</summary>
    public string? Before { get; init; }

    /// <summary>JSON of the changed columns as they are; null for a deleted row.</summary>
    public string? After { get; init; }
}
