using System.Globalization;

namespace UnityAdmin;

/// <summary>An amount of euro in whole cents; never a float (product.md, invariant 7).</summary>
public readonly record struct Money(long Cents) : IComparable<Money>
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
}
