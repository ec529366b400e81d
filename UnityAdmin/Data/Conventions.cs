using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace UnityAdmin.Data;

/// <summary>How every table is spelt and guarded: snake_case, enums as words and lengths with a CHECK each, UTC in one format.</summary>
public static class Conventions
{
    /// <summary>The one text format of time: text order is time order, and SQLite's <c>datetime('now', …)</c> compares with it.</summary>
    public const string UtcFormat = "yyyy-MM-dd HH:mm:ss.fff";

    public static void UseUtc(this ModelConfigurationBuilder conventions, bool sqlite)
    {
        if (sqlite)
        {
            conventions.Properties<DateTime>().HaveConversion<UtcText>();
            conventions.Properties<DateTimeOffset>().HaveConversion<OffsetUtcText>();
        }
        else
        {
            conventions.Properties<DateTime>().HaveConversion<UtcTime>();
        }
    }

    public static void UseShopConventions(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
            foreach (var property in PropertiesOf(entity))
            {
                property.SetColumnName(SnakeCase(property.GetColumnName(table)!));
                if (property.Name == nameof(IVersioned.Version) && entity.ClrType.IsAssignableTo(typeof(IVersioned)))
                    property.IsConcurrencyToken = true;
                Guard(entity, property);
            }

            foreach (var key in entity.GetKeys()) key.SetName(SnakeCase(key.GetName()!));
            foreach (var foreign in entity.GetForeignKeys()) foreign.SetConstraintName(SnakeCase(foreign.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        }
    }

    /// <summary><c>NoOffer</c> → <c>no_offer</c>; names that are snake_case already stay as they are.</summary>
    public static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    /// <summary>The value a word of an address names (<c>no_offer</c>); null when it names none, so that an old link still opens.</summary>
    public static T? FromWord<T>(string? word)
        where T : struct, Enum =>
        word is not null && word.Length > 0 && !char.IsAsciiDigit(word[0])
        && Enum.TryParse<T>(word.Replace("_", ""), true, out var value) && Enum.IsDefined(value) ? value : null;

    private static IEnumerable<IMutableProperty> PropertiesOf(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(part => PropertiesOf(part.ComplexType)));

    private static void Guard(IMutableEntityType entity, IMutableProperty property)
    {
        var column = property.GetColumnName();
        var kind = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (kind.IsEnum && property.GetValueConverter() is null && property.GetProviderClrType() is null)
        {
            property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(EnumText<>).MakeGenericType(kind))!);
            var words = string.Join(", ", Enum.GetNames(kind).Select(word => $"'{SnakeCase(word)}'"));
            entity.AddCheckConstraint($"ck_{entity.GetTableName()}_{column}", $"\"{column}\" IN ({words})");
        }
        else if (kind == typeof(string) && property.GetMaxLength() is { } length)
        {
            entity.AddCheckConstraint($"ck_{entity.GetTableName()}_{column}_length", $"length(\"{column}\") <= {length}");
        }
    }

    private sealed class UtcText() : ValueConverter<DateTime, string>(
        utc => utc.ToString(UtcFormat, CultureInfo.InvariantCulture),
        text => DateTime.SpecifyKind(DateTime.ParseExact(text, UtcFormat, CultureInfo.InvariantCulture), DateTimeKind.Utc));

    private sealed class OffsetUtcText() : ValueConverter<DateTimeOffset, string>(
        moment => moment.UtcDateTime.ToString(UtcFormat, CultureInfo.InvariantCulture),
        text => new DateTimeOffset(DateTime.ParseExact(text, UtcFormat, CultureInfo.InvariantCulture), TimeSpan.Zero));

    private sealed class UtcTime() : ValueConverter<DateTime, DateTime>(
        utc => DateTime.SpecifyKind(utc, DateTimeKind.Utc), utc => DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private sealed class EnumText<T>() : ValueConverter<T, string>(
        value => SnakeCase(value.ToString()), text => Enum.Parse<T>(text.Replace("_", ""), true))
        where T : struct, Enum;
}
