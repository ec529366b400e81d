using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>What both sides say while they talk about a price, <c>{0}</c> being one, and what staff note for one another.</summary>
internal static class DemoSayings
{
    public static readonly string[] WithOffer =
    [
        "Lovely, thanks for the clear photos.", "The price allows for the wear you showed us.",
        "We can pay the same day you bring them in.",
        "Happy to take the lot at this price.", "We have a few of these in stock, so this is as far as we can go.",
        "Good condition. Paid by Revolut or cash, as you like.", "Fair market right now; they were higher in spring.",
    ];

    public static readonly string[] WithNextOffer =
    [
        "We can meet you half way.", "That is our best, we would love to have them.", "We looked again and can go a bit higher.",
        "Last price from us; it is yours if you bring them this week.",
    ];

    public static readonly string[] Counters =
    [
        "Would you go to {0}?", "They go for more on StockX. {0} and they are yours.", "I was hoping for {0}, I paid more in January.",
        "Could you do {0}? I can drop them in tomorrow.", "Bit low to be honest. {0}?", "My last price is {0}.",
        "{0} and you have a deal.",
    ];

    public static readonly string[] Acceptances =
    [
        "Grand, I will drop them in on Saturday.", "Deal, thanks.", "Perfect. Revolut please.",
        "Sound, see you Thursday after work.", "Happy with that.",
    ];

    public static readonly string[] Refusals =
    [
        "Thanks, but I will keep them at that price.", "Too low for me, sorry.", "Got a better offer on Depop.",
        "No thanks, my brother is taking them.",
    ];

    public static readonly string[] OurRefusals =
    [
        "Sorry, we cannot go that high; ours sell for less than that.", "That is above what we can sell them for. Come back any time.",
    ];

    /// <summary>Reasons that say nothing of the item's own state.</summary>
    public static readonly string[] MarketReasons =
    [
        "Asking above the market", "Last two sold at this level", "Too many about at the moment",
    ];

    public static readonly Dictionary<string, string[]> RepriceReasons = new()
    {
        ["Shoes"] = ["Crease on the toe box", "Wear on the heel", "We have three of these in stock", "Slow size"],
        ["Streetwear"] = ["Some wear at the seams", "Off-season, will sit until spring", "Slow size"],
        ["Tech"] = ["Battery wear", "New model is out"],
        ["Jewellery"] = ["Light scratches", "Slow seller"],
    };

    public static readonly Dictionary<string, string[]> ItemRejections = new()
    {
        ["Shoes"] =
        [
            "Stitching on the heel tab is not right", "Sole is coming away", "Four of this size in stock",
            "Size tag does not match the box",
        ],
        ["Streetwear"] =
        [
            "Wash tag is not genuine", "Stain on the cuff will not come out", "Seam is coming undone",
            "Too many of these in stock",
        ],
        ["Tech"] = ["Still locked to an account", "Battery below 80 %", "No proof of purchase"],
        ["Jewellery"] = ["No hallmark", "Plating is worn through", "Clasp is broken"],
    };

    public static readonly string[] TurnedDown =
    [
        "We do not buy this brand at the moment.", "The photos show a copy; we only take originals.", "Too worn for us to sell on.",
        "We have too many of these in stock. Try us again in a month.", "The photos are too dark to judge. Please send new ones.",
        "Nothing here fits what we sell.",
    ];

    public static readonly string[] TurnedDownOnArrival =
    [
        "Not authentic: the insole stitching and the font of the size tag are wrong.", "The damage inside was not described.",
        "The serial number is on the lost and stolen list.",
    ];

    public static readonly string[] TooFarApart = ["We are too far apart on the price.", "The counter is above what we sell them for."];

    public static readonly string[] Leaving =
    [
        "Seller sold them elsewhere.", "Seller changed their mind.", "Seller wrote that they keep them.", "Sent in twice by mistake.",
    ];

    public static readonly string[] NeverCame =
    [
        "Never brought in; no answer for two weeks.", "Seller moved abroad before bringing them in.",
    ];

    public static readonly string[] ReviewNotes =
    [
        "Honest about the wear, by the photos.", "Asked for a photo of the size tag, got it the same evening.",
        "Check seams and tags under the lamp on arrival.",
        "Wants cash.", "The same went in two days last month.", "Rang, happy to wait until Friday.", "Ask for the receipt on arrival.",
        "Would take store credit for a bit more.", "Fast answers, good to deal with.",
    ];

    public static readonly string[] ArrivalNotes =
    [
        "Dropped in at the counter, shelf B3.", "Came by An Post, parcel opened on camera.", "All there, bagged and labelled.",
        "One small mark more than described, agreed with the seller.",
    ];

    public static readonly string[] InspectionNotes =
    [
        "Checked under UV: all good.", "As described.", "Slightly better than the photos.",
        "Small mark not in the photos, will clean off.",
    ];

    public static readonly string[] Cuts =
    [
        "More wear inside the heel than the photos show", "Small mark not in the photos", "No box, which was described",
        "Colour more faded than described", "Loose seam, needs mending",
    ];

    public static readonly string[] NotKept =
        ["Never came", "Not authentic: the stitching of the tag is wrong", "Hole under the arm not described", "Not the size described"];

    /// <summary>What the shop notes when it sets its stock right, by the reason.</summary>
    public static readonly Dictionary<StockReason, string[]> Corrections = new()
    {
        [StockReason.Damaged] =
        [
            "Sole split while trying on", "Stained by a leak over rail 4", "Zip torn while fitting", "Crushed in the post",
        ],
        [StockReason.Lost] =
        [
            "Not found after the window was redressed", "Left the shop with a courier, never arrived", "Not on its shelf, searched twice",
        ],
        [StockReason.Found] = ["Behind the mirror in fitting room 2", "In the returns crate all along", "Came back from the photo shoot"],
        [StockReason.Theft] = ["Camera 2, Saturday afternoon; reported to Pearse Street", "Tag found cut off in fitting room 1"],
        [StockReason.Correction] =
        [
            "Delivery counted wrong at the opening", "Two sizes were swapped on the shelf", "Counted again with the list",
        ],
    };
}
