namespace UnityAdmin.Stock;

/// <summary>Three pictures of one product made into one: what the form began with, what it says, what others saved since.</summary>
internal static class ProductMerge
{
    /// <param name="seen">What the form began with.</param>
    /// <param name="edited">What it says.</param>
    /// <param name="now">What others made of it.</param>
    /// <param name="savers">Who saved each column last, where that is known.</param>
    /// <returns>The merged facts, or the refusal that names the fields both sides changed, each with theirs.</returns>
    public static Result<ProductFacts> Of(
        ProductFacts seen, ProductFacts edited, ProductFacts now, IReadOnlyDictionary<string, string> savers)
    {
        var clashes = new Dictionary<string, string>();
        T Field<T>(string name, Func<ProductFacts, T> of, string column, Func<T, string?>? shown = null)
        {
            var (before, mine, theirs) = (of(seen), of(edited), of(now));
            if (Equals(mine, before) || Equals(mine, theirs)) return theirs;
            if (!Equals(theirs, before))
            {
                var word = shown is null ? theirs?.ToString() : shown(theirs);
                clashes[name] = $"{savers.GetValueOrDefault(column, "Someone else")} has meanwhile "
                    + (string.IsNullOrEmpty(word) ? "emptied this." : $"changed this to “{word}”.");
            }

            return mine;
        }

        var merged = new ProductFacts(
            Field("name", at => at.Name, "name"),
            Field("brand", at => at.Brand, "brand"),
            Field("category", at => at.Category, "category", Catalogue.WordOf),
            Field("size", at => at.Size, "size", Catalogue.WordOfSize),
            Field("condition", at => at.Condition, "condition", condition => condition.Word()),
            Field("description", at => at.Description, "description"),
            Field("price", at => at.PriceCents, "price_cents", cents => new Money(cents).ToString()),
            Field("status", at => at.Status, "status"));
        return clashes.Count == 0 ? merged : StockRefusals.ProductClash(clashes);
    }
}
