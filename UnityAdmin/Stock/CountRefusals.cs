using static UnityAdmin.RefusalKind;

namespace UnityAdmin.Stock;

/// <summary>Every way a stocktake says no, with the sentence people read.</summary>
public static class CountRefusals
{
    public static readonly Refusal TitleMissing = StockRefusals.Field("title", "title_missing", "Give the stocktake a name.");

    public static readonly Refusal UnknownCategory = StockRefusals.Field(
        "category", "unknown_category", "Choose a category from the list.");

    public static readonly Refusal UnknownSize = StockRefusals.Field("size", "unknown_size", "Choose a size that the category comes in.");

    public static readonly Refusal ScopeEmpty = new("scope_empty", "No product is like this. Widen what is counted.");

    public static readonly Refusal ScopeTooLarge = new("scope_too_large",
        $"These are more than {StockCount.MaxLines:N0} products. Narrow it by category, size or brand and count in parts.");

    public static readonly Refusal OnlyPeople = new("only_people", "A stocktake is opened by a person who is signed in.", Forbidden);

    public static readonly Refusal Waiting = new("stocktake_waiting",
        "Its differences wait for a second admin. It can be counted on once they are refused or withdrawn.");

    public static readonly Refusal AlreadyPosted = new("stocktake_posted",
        "This stocktake is already posted. Open a new one to count again.");

    public static readonly Refusal Cancelled = new("stocktake_cancelled", "This stocktake was cancelled. Open a new one to count again.");

    public static readonly Refusal NothingToTakeBack = new("nothing_to_take_back",
        "It has been counted anew since. Enter what is there now instead.");

    public static readonly Refusal NothingCounted = new("nothing_counted", "Nothing has been counted yet. Count first, then post.");

    public static readonly Refusal NothingChosen = new("nothing_chosen", "Choose lines that have been counted.");

    public static readonly Refusal CountedOn = new("counted_on", "Someone has counted on since you looked. Look at the differences again.");

    public static readonly Refusal PasteEmpty = StockRefusals.Field("paste", "paste_empty",
        "There are no rows in it. Each row has a SKU and a count, apart by a tab or a comma.");

    public static readonly Refusal ColumnsUnknown = StockRefusals.Field("paste", "columns_unknown",
        "The headings leave open which column is the count. Say which column holds the SKU and which the count.");

    public static readonly Refusal PasteTooLong = StockRefusals.Field("paste", "paste_too_long",
        $"It has more than {StockCount.MaxLines:N0} rows or {CountSheet.MaxBytes / 1_000_000} MB. Bring it in parts.");

    public static readonly Refusal NothingToEnter = StockRefusals.Field("paste", "nothing_to_enter",
        "None of these rows can be entered. Mend them and read them again.");

    public static Refusal UnknownSku(string sku) => new("unknown_sku",
        $"No product has the SKU {Short(sku)}. Check the label and try again.", Missing);

    /// <summary>The one no that whoever counts may overrule.</summary>
    public const string OutsideScopeCode = "outside_scope";

    public static Refusal OutsideScope(string sku, string name) => new(OutsideScopeCode,
        $"{name} ({sku}) does not belong to this stocktake.");

    public static Refusal CountedElsewhere(string title, int products) => new("counted_elsewhere",
        $"The stocktake “{title}” is still open and counts {(products == 1 ? "1 of these products" : $"{products:N0} of these products")}. "
        + "Post or cancel it first: a difference found twice would be posted twice.");

    public static Refusal Doubtful(int lines) => new("stocktake_doubtful",
        $"{(lines == 1 ? "1 product" : $"{lines:N0} products")} moved while being counted or were corrected since. "
        + "Have them recounted, or accept them as they are.");

    public static Refusal BelowZero(IReadOnlyList<string> names) => new("below_zero",
        $"This would take {string.Join(", ", names.Take(3))}{(names.Count > 3 ? $" and {names.Count - 3:N0} more" : "")} below zero: "
        + "more was sold since than the count leaves. Have them recounted.");

    private static string Short(string typed) => typed.Length <= Product.SkuLength ? typed : typed[..Product.SkuLength] + "…";
}
