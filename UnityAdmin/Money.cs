using System.Globalization;
using System.Text.RegularExpressions;

namespace UnityAdmin;

/// <summary>An amount of euro in whole cents; never a float (product.md, invariant 7).</summary>
public readonly partial record struct Money(long Cents) : IComparable<Money>
{
    /// <summary>The largest price one item or offer may carry: €1,000,000.00.</summary>
    public const long MaxCents = 100_000_000;

    private static readonly CultureInfo Irish = CultureInfo.GetCultureInfo("en-IE");

    public static Money Zero => new(0);

    public static Money? Of(long? cents) => cents is { } known ? new Money(known) : null;

    /// <summary>Euros with at most two decimals, as JSON and forms carry them; null when a cent would be cut or the range left.</summary>
    public static Money? FromEuros(decimal euros)
    {
        if (Math.Abs(euros) > MaxCents / 100m) return null;
        var cents = euros * 100m;
        return cents == decimal.Truncate(cents) ? new Money((long)cents) : null;
    }

    /// <summary>What people type into a price field: <c>95</c>, <c>95,50</c>, <c>€1,200.00</c>; null when it is no price.</summary>
    public static Money? Typed(string? text) =>
        text is not null && TypedShape().Match(text.Trim().TrimStart('€').TrimStart()) is { Success: true } shape
        && decimal.TryParse($"{shape.Groups["euros"].Value.Replace(",", "")}.{shape.Groups["cents"].Value}0", NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var euros)
            ? FromEuros(euros)
            : null;

    /// <summary>With exactly two decimals, which is also how JSON shows it.</summary>
    public decimal Euros => Cents * 0.01m;

    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    public static Money operator +(Money left, Money right) => new(left.Cents + right.Cents);

    public static bool operator <(Money left, Money right) => left.Cents < right.Cents;

    public static bool operator >(Money left, Money right) => left.Cents > right.Cents;

    public static bool operator <=(Money left, Money right) => left.Cents <= right.Cents;

    public static bool operator >=(Money left, Money right) => left.Cents >= right.Cents;

    /// <summary>Always two decimals, always the sign: <c>€1,234.50</c>, <c>-€3.00</c>.</summary>
    public override string ToString() => (Cents < 0 ? "-€" : "€") + Math.Abs(Euros).ToString("N2", Irish);

    // A comma before three digits parts thousands, before one or two it starts the cents.
    [GeneratedRegex(@"^(?<euros>\d{1,9}|\d{1,3}(,\d{3})+)([.,](?<cents>\d{1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex TypedShape();
}
