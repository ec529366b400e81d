namespace UnityAdmin.Stock;

/// <summary>How people know a document, and the page that shows it.</summary>
public sealed record DocumentName(string Word, string Href);

/// <summary>Names the documents of one area for the ledger, which knows none of them. An area registers its own in its Setup.</summary>
public interface IStockDocuments
{
    StockDocumentKind Kind { get; }

    /// <param name="ids">Keys of this kind; one without a document is left out of the answer.</param>
    /// <param name="stop">Gives up.</param>
    Task<IReadOnlyDictionary<long, DocumentName>> NameAsync(IReadOnlyCollection<long> ids, CancellationToken stop);

    /// <summary>The documents a person means by what they typed, such as a batch number; empty when it is no name of this kind.</summary>
    Task<IReadOnlyList<long>> FindAsync(string typed, CancellationToken stop);
}

/// <summary>The documents behind moves, whichever area they belong to.</summary>
public sealed class StockDocuments(IEnumerable<IStockDocuments> areas)
{
    public async Task<IReadOnlyDictionary<StockDocument, DocumentName>> NameAsync(
        IEnumerable<StockDocument> documents, CancellationToken stop)
    {
        var names = new Dictionary<StockDocument, DocumentName>();
        foreach (var kind in documents.Distinct().GroupBy(document => document.Kind))
        {
            if (areas.FirstOrDefault(area => area.Kind == kind.Key) is not { } area) continue;
            foreach (var (id, name) in await area.NameAsync([.. kind.Select(document => document.Id)], stop))
                names[new StockDocument(kind.Key, id)] = name;
        }

        return names;
    }

    public async Task<IReadOnlyList<StockDocument>> FindAsync(string typed, CancellationToken stop)
    {
        var found = new List<StockDocument>();
        foreach (var area in areas)
            found.AddRange((await area.FindAsync(typed, stop)).Select(id => new StockDocument(area.Kind, id)));
        return found;
    }
}

/// <summary>The documents that are Stock's own: numbered, and named by their number.</summary>
internal sealed class OwnDocuments(StockDocumentKind kind, string word, string path) : IStockDocuments
{
    public StockDocumentKind Kind => kind;

    public Task<IReadOnlyDictionary<long, DocumentName>> NameAsync(IReadOnlyCollection<long> ids, CancellationToken stop) =>
        Task.FromResult<IReadOnlyDictionary<long, DocumentName>>(
            ids.ToDictionary(id => id, id => new DocumentName($"{word} {id}", $"{path}{id}")));

    public Task<IReadOnlyList<long>> FindAsync(string typed, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<long>>(
            typed.StartsWith(word, StringComparison.OrdinalIgnoreCase) && long.TryParse(typed[word.Length..].Trim(' ', '#'), out var id)
                ? [id]
                : []);
}
