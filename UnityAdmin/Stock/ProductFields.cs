using System.Globalization;

namespace UnityAdmin.Stock;

/// <summary>The product form as it is typed.</summary>
public sealed class ProductFields
{
    public static readonly IReadOnlyList<string> Names =
        ["name", "brand", "category", "size", "condition", "status", "price", "description"];

    private readonly Dictionary<string, string> typed;
    private Dictionary<string, string> untouched;

    /// <summary>An empty form, for a product that is not there yet.</summary>
    public ProductFields()
        : this(new ProductFacts("", "", "", "", default, null, 0, ProductStatus.Active))
    {
        typed["condition"] = "";
        untouched = new Dictionary<string, string>(typed);
    }

    public ProductFields(ProductFacts seen)
    {
        Seen = seen;
        typed = Values(seen);
        untouched = Values(seen);
    }

    /// <summary>The product the form began with, or was last brought up to.</summary>
    public ProductFacts Seen { get; private set; }

    public string this[string name]
    {
        get => typed[name];
        set
        {
            typed[name] = value;
            if (name == "category" && !Catalogue.SizesOf(value).Contains(typed["size"])) typed["size"] = "";
        }
    }

    public bool IsDirty => Names.Any(name => typed[name] != untouched[name]);

    /// <summary>What someone else has meanwhile made of a field that was also changed here; null where nothing is to choose.</summary>
    public string? TheirsOf(string name, ProductFacts now)
    {
        var (before, theirs) = (untouched[name], Values(now)[name]);
        return theirs != before && typed[name] != before && typed[name] != theirs ? theirs : null;
    }

    /// <summary>A typed value as people read it.</summary>
    public static string Shown(string name, string value) => (name, value) switch
    {
        (_, "") => "empty",
        ("category", _) => Catalogue.WordOf(value),
        ("size", _) => Catalogue.WordOfSize(value),
        ("condition", _) => Enum.Parse<ProductCondition>(value).Word(),
        ("price", _) => "€" + value,
        _ => value,
    };

    /// <summary>What is typed, or every fault in it.</summary>
    public Result<ProductFacts> Read()
    {
        var faults = new Dictionary<string, string>();
        var price = typed["price"].Trim().Length == 0 ? Money.Zero : TypedPrice.Read(typed["price"]);
        if (price is null) faults["price"] = "Give a price such as 95 or 95.50.";
        if (!Enum.TryParse<ProductCondition>(typed["condition"], out var condition)) faults["condition"] = "Choose a condition.";
        var facts = new ProductFacts(typed["name"], typed["brand"], typed["category"], typed["size"], condition, typed["description"],
            price?.Cents ?? 1, Enum.Parse<ProductStatus>(typed["status"])).Trimmed();
        foreach (var (name, fault) in facts.Check()?.Fields ?? faults) _ = faults.TryAdd(name, fault);
        return faults.Count == 0 ? facts : StockRefusals.ProductWrong(faults);
    }

    /// <summary>Takes over what others saved: fields not touched here become theirs, the others win at the next save.</summary>
    public void BringUpTo(ProductFacts now)
    {
        var theirs = Values(now);
        foreach (var name in Names.Where(name => typed[name] == untouched[name])) typed[name] = theirs[name];
        (Seen, untouched) = (now, theirs);
    }

    private static Dictionary<string, string> Values(ProductFacts facts) => new()
    {
        ["name"] = facts.Name,
        ["brand"] = facts.Brand,
        ["category"] = facts.Category,
        ["size"] = facts.Size,
        ["condition"] = facts.Condition.ToString(),
        ["status"] = facts.Status.ToString(),
        ["price"] = facts.PriceCents == 0 ? "" : new Money(facts.PriceCents).Euros.ToString("0.00", CultureInfo.InvariantCulture),
        ["description"] = facts.Description ?? "",
    };
}
