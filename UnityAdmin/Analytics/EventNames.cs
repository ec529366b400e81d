using System.Text;

namespace UnityAdmin.Analytics;

/// <summary>
/// One name for one thing: storefronts, tag managers and older versions of the shop spell the same event differently, and a chart that
/// splits <c>pageview</c> from <c>page_view</c> shows neither. A name that is not known keeps its own, spelt in snake_case.
/// </summary>
public static class EventNames
{
    public const string PageView = "page_view";
    public const string ProductView = "product_view";
    public const string AddToCart = "add_to_cart";
    public const string BeginCheckout = "begin_checkout";
    public const string Purchase = "purchase";
    public const string Search = "search";

    /// <summary>
    /// What the events of crawlers are called; whoever counts visitors leaves them out. What a crawler called it is in its data.
    /// </summary>
    public const string Crawler = "crawler";

    /// <summary>What a day's figures call the rarest names, where a stranger sent more of them than anyone reads.</summary>
    public const string Other = "other";

    /// <summary>Each normal name with the other spellings it takes in; how words are joined makes no difference.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Known = new Dictionary<string, IReadOnlyList<string>>
    {
        [PageView] = ["pageview", "page_viewed", "view_page", "screen_view"],
        [ProductView] = ["view_product", "product_viewed", "view_item", "item_view", "view_content"],
        [AddToCart] = ["cart_add", "added_to_cart", "product_added", "add_to_bag", "add_to_basket"],
        ["remove_from_cart"] = ["cart_remove", "removed_from_cart", "product_removed"],
        [BeginCheckout] = ["checkout", "checkout_start", "checkout_started", "start_checkout", "initiate_checkout", "checkout_begin"],
        [Purchase] = ["order", "order_placed", "order_completed", "order_complete", "checkout_complete", "checkout_completed", "purchased"],
        [Search] = ["site_search", "search_performed", "products_searched", "view_search_results"],
        ["sell_start"] = ["sell_form_open", "sell_form_start", "start_sell"],
        ["sell_submit"] = ["sell_form_submit", "sell_submission", "submit_sell"],
        ["sign_in"] = ["login", "log_in", "signin"],
        ["sign_up"] = ["signup", "register", "registration"],
        [Crawler] = [],
    };

    private static readonly Dictionary<string, string> Normal = Known
        .SelectMany(known => known.Value.Append(known.Key), (known, spelling) => (Key: Squeezed(spelling), known.Key))
        .Distinct()
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <returns>The name it is counted under; null for what is no name: nothing but letters, digits and <c>_ - . : /</c> or blanks may
    /// stand in one, and at least one letter must.</returns>
    public static string? Normalize(string typed)
    {
        if (Known.ContainsKey(typed)) return typed;
        if (!typed.Any(char.IsAsciiLetter) || !typed.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' || IsGap(letter)))
            return null;
        return Normal.GetValueOrDefault(Squeezed(typed)) ?? Snake(typed);
    }

    private static bool IsGap(char letter) => letter is ' ' or '-' or '.' or ':' or '/';

    private static string Squeezed(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static string Snake(string typed)
    {
        var snake = new StringBuilder(typed.Length + 8);
        foreach (var (at, letter) in typed.Index())
        {
            var isGap = letter == '_' || IsGap(letter);
            var startsWord = isGap || (char.IsAsciiLetterUpper(letter) && at > 0 && char.IsAsciiLetterLower(typed[at - 1]));
            if (startsWord && snake.Length > 0 && snake[^1] != '_') _ = snake.Append('_');
            if (!isGap) _ = snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString().TrimEnd('_');
    }
}
