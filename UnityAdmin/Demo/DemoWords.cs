using Bogus;

namespace UnityAdmin.Demo;

/// <summary>What sellers write about their things.</summary>
internal static class DemoWords
{
    private static readonly Dictionary<(string Category, string Condition), string[]> States = new()
    {
        [("Shoes", "Brand New & Tagged")] =
        [
            "Deadstock, never laced, swing tag still on", "Brand new, wrong size for me and missed the return date",
            "Unworn, won two pairs in the raffle", "Never worn, tried on once on carpet",
        ],
        [("Shoes", "Like New")] =
        [
            "Worn once to a wedding, soles spotless", "Worn twice, slight crease on toe", "Tried on and worn indoors only",
            "Two wears, stored with shoe trees",
        ],
        [("Shoes", "Mint")] =
        [
            "Worn a handful of times, light creasing, no heel drag", "Looked after, cleaned with Crep after every wear",
            "Maybe five wears, tiny mark on the left midsole", "Very clean pair, insoles still show the print",
        ],
        [("Shoes", "Decent")] =
        [
            "Worn one summer, creased but plenty left in them", "Some heel drag and a scuff on the right toe, see photos",
            "Soles slightly yellowed, uppers clean", "Daily pair for a few months, laces could do with a wash",
        ],
        [("Shoes", "Poor")] =
        [
            "Beaters, sole coming away a little at the toe", "Well worn, heel lining torn, priced for that",
            "Stained from a festival, good for a restore",
        ],
        [("Streetwear", "Brand New & Tagged")] =
        [
            "Tags on, bought in the wrong size", "New with tags, never left the bag", "Unworn gift, receipt in the pocket",
            "Bagged and tagged, from the drop in September",
        ],
        [("Streetwear", "Like New")] =
        [
            "Worn once, not my fit", "Worn twice, washed cold, no fading", "Basically new, just took the tags off",
        ],
        [("Streetwear", "Mint")] =
        [
            "No stains, no pilling, washed inside out", "Great shape all over", "Worn a few times last winter, no marks",
            "No marks, colour still deep",
        ],
        [("Streetwear", "Decent")] =
        [
            "Slight fade, hard to see indoors", "Small pull near the seam, see last photo", "Bit of pilling, otherwise grand",
            "Worn plenty, honest wear all over",
        ],
        [("Streetwear", "Poor")] =
        [
            "Small hole near the seam", "Paint mark on the back, otherwise sound", "Faded a lot, good for knocking about in",
        ],
        [("Tech", "Brand New & Tagged")] = ["Sealed, got two for Christmas", "Brand new, seal intact, won in a raffle"],
        [("Tech", "Like New")] = ["Opened and set up once, all films still on", "Used for two weeks, then got one from work"],
        [("Tech", "Mint")] =
        [
            "Always in a case, no scratches", "Perfect working order, battery at 94 %", "Used at home only, everything works",
        ],
        [("Tech", "Decent")] = ["Light scratches on the back, battery 86 %", "Works perfectly, small dent on one corner"],
        [("Tech", "Poor")] = ["Marks all over, works fine", "Cracked at one corner, sold as is"],
        [("Jewellery", "Brand New & Tagged")] = ["Boxed with the tag, unwanted present", "Never worn, card and pouch included"],
        [("Jewellery", "Like New")] = ["Worn a couple of nights out", "Like new, plastic still on the back"],
        [("Jewellery", "Mint")] = ["No tarnish, polished last week", "Hairlines only if you look for them"],
        [("Jewellery", "Decent")] = ["Some light scratches on the clasp", "Shows wear, cleans up well"],
        [("Jewellery", "Poor")] = ["Scratched, priced for that", "Plating worn at the back"],
    };

    private static readonly Dictionary<string, string[]> Extras = new()
    {
        ["Shoes"] = 
        [
            "Box included", "Box and spare laces included", "Receipt from JD on Henry Street", "From END, order mail available",
            "Fits true to size",
            "Got them on the app last March",
        ],
        ["Streetwear"] =
        [
            "Smoke-free home", "Bought in Brown Thomas", "Fits slightly big", "Proof of purchase from the site",
            "Bought in the London shop",
        ],
        ["Tech"] = ["Box and cable included", "Charger included", "Bought in Currys in Blanchardstown", "Receipt available"],
        ["Jewellery"] = ["Comes in its box", "Bought in Powerscourt", "Pouch included"],
    };

    public static readonly string[] Notes =
    [
        "Can drop off any weekday after five.", "I am in town on Saturdays.", "Could you collect? I have no car.",
        "Happy to post with tracking.",
        "Cash would be best if that is possible.", "More photos if you need them.", "Please ring before you come.",
        "Moving house at the end of the month.",
        "Store credit is fine too.", "Working shifts, so answers may take me a day.",
    ];

    public static readonly string[] SellerMessages =
    [
        "Looking for a quick sale.", "Saw what you paid my mate for his, hoping for the same.",
        "A mate sold to you, he says you are sound.",
        "Open to offers on the lot.", "Would rather sell all together.", "Not in a rush, just want a fair price.",
        "Saving for a car, so every euro helps.",
        "Let me know how it works from here.",
    ];

    /// <summary>One item as its seller describes it.</summary>
    public static string Describe(DemoProduct product, string colour, string condition, bool casual, Randomizer random)
    {
        var named = product.Model.Contains(colour, StringComparison.OrdinalIgnoreCase) ? product.Model : $"{product.Model}, {colour}";
        var state = random.ArrayElement(States[(product.Category, condition)]);
        var extra = random.Bool(0.7f) ? $". {random.ArrayElement(Extras[product.Category])}" : "";
        var text = $"{named}. {state}{extra}";
        return casual ? text.ToLowerInvariant() : text + ".";
    }
}
