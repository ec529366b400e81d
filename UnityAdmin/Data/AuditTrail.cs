using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace UnityAdmin.Data;

/// <summary>A column whose value the audit log must not repeat (a hash, a sealed secret); it says only that it changed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary><see cref="SecretAttribute"/> for a column of a class that is not ours.</summary>
public static class SecretColumns
{
    internal const string Annotation = "Unity:Secret";

    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Annotation, true);
}

/// <summary>A bookkeeping column or table whose changes say nothing to people: left out of the audit log.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>
/// Notes the pending changes of a context before each save, and becomes rows of <c>system_logs</c> after, when new rows have their keys.
/// All of it is one transaction, so a change without its audit row cannot exist (product.md, invariant 8).
/// </summary>
internal sealed class AuditTrail
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Asked for every column of every change; reflection looks the attributes up anew each time.
    private static readonly ConcurrentDictionary<(MemberInfo Member, Type Mark), bool> Marks = new();

    private readonly List<(EntityEntry Entry, string? Before, EntityState State, PropertyEntry[] Changed)> changes = [];
    private readonly HashSet<string> jobs = [];

    /// <summary>Notes what the context is about to save; called once for each save of the transaction.</summary>
    public void Take(ShopDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry is { State: EntityState.Added, Entity: IJobWork work }) _ = jobs.Add(work.Job);
            if (IsLeftOut(entry.Metadata.ClrType)) continue;
            var changed = ChangedColumns(entry);
            if (changed.Length == 0) continue;
            var before = entry.State == EntityState.Added ? null : Write(changed, column => column.OriginalValue);
            changes.Add((entry, before, entry.State, changed));
        }
    }

    /// <summary>Forgets what was noted: it was taken back.</summary>
    public void Forget()
    {
        changes.Clear();
        jobs.Clear();
    }

    /// <summary>The jobs for which there is new work.</summary>
    public IEnumerable<string> Jobs => jobs;

    public IEnumerable<DocumentId> Documents => changes.Select(change => DocumentOf(change.Entry)).Distinct();

    public IEnumerable<SystemLog> Rows(Actor by, string action, DateTime now)
    {
        foreach (var (entry, before, state, changed) in changes)
        {
            var document = DocumentOf(entry);
            yield return new SystemLog
            {
                CreatedAt = now,
                Action = action,
                ActorKind = by.Kind,
                ActorId = by.Id,
                ActorName = by.Name,
                IpAddress = by.From,
                Entity = entry.Metadata.GetTableName()!,
                EntityId = KeyOf(entry),
                Subject = document.Table,
                SubjectId = document.Id,
                Before = before,
                After = state == EntityState.Deleted ? null : Write(changed, column => column.CurrentValue),
            };
        }
    }

    private static bool IsLeftOut(Type type) => type == typeof(SystemLog) || Has<NotAuditedAttribute>(type);

    private static PropertyEntry[] ChangedColumns(EntityEntry entry) =>
    [
        .. entry.Properties.Concat(entry.ComplexProperties.SelectMany(part => part.Properties)).Where(column =>
            column.Metadata.Name != nameof(IVersioned.Version)
            && !Marked<NotAuditedAttribute>(column.Metadata)
            && (entry.State != EntityState.Modified || column.IsModified)
            && (entry.State != EntityState.Added || column.CurrentValue is not null)),
    ];

    private static bool Marked<T>(IProperty column)
        where T : Attribute => column.PropertyInfo is { } property && Has<T>(property);

    private static bool Has<T>(MemberInfo member)
        where T : Attribute => Marks.GetOrAdd((member, typeof(T)), static asked => Attribute.IsDefined(asked.Member, asked.Mark));

    private static DocumentId DocumentOf(EntityEntry entry) => entry.Entity is IBelongsTo part
        ? part.Document
        : new DocumentId(entry.Metadata.GetTableName()!, KeyOf(entry) ?? 0);

    private static long? KeyOf(EntityEntry entry) => entry.Metadata.FindPrimaryKey() is { Properties: [var key] }
        && entry.Property(key).CurrentValue is int or long
        ? Convert.ToInt64(entry.Property(key).CurrentValue, CultureInfo.InvariantCulture)
        : null;

    private static string Write(PropertyEntry[] columns, Func<PropertyEntry, object?> read) => JsonSerializer.Serialize(
        columns.ToDictionary(column => column.Metadata.GetColumnName(), column => Shown(column.Metadata, read(column))), Json);

    private static object? Shown(IProperty column, object? value) => value switch
    {
        null => null,
        _ when IsSecret(column) => "(secret)",
        DateTime utc => utc.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture),
        Enum word => Conventions.SnakeCase(word.ToString()),
        _ => value,
    };

    private static bool IsSecret(IProperty column) => column.FindAnnotation(SecretColumns.Annotation) is not null
        || Marked<SecretAttribute>(column);
}
