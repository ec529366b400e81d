namespace UnityAdmin.Demo;

/// <summary>What is said and written where the demo shop sells.</summary>
internal static class DemoTradeWords
{
    public static readonly string[] BuyerNotes =
    [
        "Please ring when it is ready.", "Buzzer does not work, ring the phone.", "A present, no receipt in the box please.",
        "I will collect on Saturday morning.", "Leave with the neighbour at number 12 if I am out.", "Are the laces the original ones?",
    ];

    public static readonly string[] NeverPaid =
        ["Never paid, three reminders", "Not collected", "Asked for another size, which we do not have", "Ordered twice by mistake"];

    public static readonly string[] ChangedTheirMind =
        ["Changed their mind before it was packed", "Found it cheaper", "Wrong size, ordered again"];

    public static readonly string[] Returned = ["Did not fit", "Not as in the photos, mark on the heel", "Sent back within 14 days"];

    /// <summary>Why an order left before it was paid.</summary>
    public const string PaysLater = "A regular, pays when it is in their hands";

    public static readonly string[] Carriers = ["An Post", "DPD", "Fastway"];

    public static readonly string[] Devices =
    [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    ];
}
