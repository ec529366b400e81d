namespace UnityAdmin.Shell;

/// <summary>What the style guide shows; nothing here comes from the shop.</summary>
internal static class StyleGuideSamples
{
    public static readonly IReadOnlyList<string> Brands = ["Nike", "Carhartt WIP", "Stüssy", "Salomon", "Patagonia"];

    private static readonly DateTime Now = TimeProvider.System.NowUtc();

    public static readonly IReadOnlyList<Row> Rows =
    [
        new("Aoife Brennan", "BATCH-20250114-00042", "Countered", "reply", Meaning.Attention, 13_000, Ago(0.2), Ago(-9)),
        new("Cillian Ó Dálaigh", "BATCH-20250114-00041", "To review", "visibility", Meaning.Info, 24_500, Ago(2), null),
        new("Zofia Kowalska", "BATCH-20250113-00017", "Offer sent", "send", Meaning.Info, 8_000, Ago(27), Ago(-72)),
        new("Seán Murphy", "BATCH-20250112-00103", "Accepted", "check_circle", Meaning.Good, 115_000, Ago(51), null),
        new("Ngozi Adeyemi", "BATCH-20250111-00009", "Expired", "timer_off", Meaning.Neutral, null, Ago(170), Ago(2)),
        new("Tadhg Kelly", "BATCH-20250110-00077", "Rejected", "block", Meaning.Bad, 4_000, Ago(320), null),
    ];

    public static readonly IReadOnlyList<Photo> Photos =
    [
        new(Drawing("#2f6f6b", "#e9e2d4"), "Left shoe, side"), new(Drawing("#8c4a2f", "#dfe6e4"), "Right shoe, side"),
        new(Drawing("#3b4a63", "#ece7df"), "Soles"), new(Drawing("#6d6a3a", "#e4dfe6"), "Box label"),
    ];

    public static DateTime Ago(double hours) => Now.AddHours(-hours);

    private static string Drawing(string shoe, string ground) => "data:image/svg+xml," + Uri.EscapeDataString(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="1600" height="1200">
        <rect width="400" height="300" fill="{ground}"/>
        <ellipse cx="200" cy="232" rx="140" ry="10" fill="#0002"/>
        <path fill="{shoe}" d="M70 205c-4-42 2-72 10-88 22 16 52 16 66-2 28 28 66 52 128 62 34 6 52 16 54 28z"/>
        <path fill="#fff" d="M66 205h264c4 14-2 24-16 24H82c-12 0-17-9-16-24z"/>
        <path stroke="#fff" stroke-width="5" stroke-linecap="round" d="m150 142 22-12m-2 27 22-13m0 25 22-13"/></svg>
        """);

    internal sealed record Row(
        string Seller, string Batch, string Word, string Icon, Meaning Meaning, long? Cents, DateTime At, DateTime? Until)
    {
        public Money? Price => Money.Of(Cents);
    }
}
