using System.Globalization;

namespace UnityAdmin.Stock;

/// <summary>
/// Follows the moves of one product after another, each row as the texts of its columns in the table's order, the hash last.
/// </summary>
internal sealed class ChainWalk
{
    private readonly Tally hashes = new("each row is what was hashed when it was written");
    private readonly Tally links = new("each row follows the one before it");
    private string product = "";
    private string hash = "";
    private string at = "";
    private long balance;

    public long Checked { get; private set; }

    public ChainFindings Findings => new(hashes.Finding(Checked), links.Finding(Checked));

    public void Take(string[] row)
    {
        Checked++;
        var id = row[0];
        if (row[1] != product) (product, hash, balance, at) = (row[1], StockMove.NoHash, 0, "");
        if (StockMove.HashOf(row[..^1]) != row[^1]) hashes.Add(id, $"move {id} was changed after it was written");
        if (row[17] != hash) links.Add(id, $"move {id} does not name the hash of the move before it");
        else if (Number(row[10]) != balance + Number(row[9])) links.Add(id, $"the balance after move {id} does not follow");
        else if (string.CompareOrdinal(row[16], at) < 0) links.Add(id, $"move {id} is older than the move before it");
        (hash, balance, at) = (row[^1], Number(row[10]) ?? 0, row[16]);
    }

    private static long? Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class Tally(string clean)
    {
        private long wrong;
        private (long? Id, string Detail) first = (null, clean);

        public void Add(string id, string detail)
        {
            if (wrong++ == 0) first = (Number(id) ?? -1, detail);
        }

        public AuditFinding Finding(long rows) => new(rows, wrong, first.Id, first.Detail);
    }
}
