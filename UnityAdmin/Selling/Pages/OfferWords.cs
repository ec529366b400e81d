using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Selling.Pages;

/// <summary>The words, colours and addresses of the board's columns.</summary>
internal static class OfferWords
{
    public static OfferColumn? Column(string? word) =>
        Enum.GetValues<OfferColumn>().Select(column => (OfferColumn?)column).FirstOrDefault(column => Word(column!.Value) == word);

    public static string Title(OfferColumn column) => column switch
    {
        OfferColumn.Countered => "Needs an answer",
        OfferColumn.WithSeller => "With seller",
        _ => column.ToString(),
    };

    public static string Empty(OfferColumn column) => column switch
    {
        OfferColumn.Countered => "No seller waits for an answer.",
        OfferColumn.WithSeller => "No offer is out. Send one from a sell request.",
        _ => $"None {Title(column).ToLowerInvariant()} in {OfferBoard.RecentDays} days.",
    };

    public static (string Icon, Meaning Meaning) Look(OfferColumn column) => column switch
    {
        OfferColumn.Countered => ("reply", Meaning.Attention),
        OfferColumn.WithSeller => ("schedule_send", Meaning.Info),
        OfferColumn.Accepted => ("check_circle", Meaning.Good),
        OfferColumn.Refused => ("cancel", Meaning.Bad),
        OfferColumn.Expired => ("timer_off", Meaning.Neutral),
        _ => ("undo", Meaning.Neutral),
    };

    /// <summary>The queue narrowed to a column.</summary>
    public static string InQueue(OfferColumn column)
    {
        var status = column == OfferColumn.WithSeller ? OfferStatus.Sent : Enum.Parse<OfferStatus>(column.ToString());
        return $"/sell-requests?{new QueueFilter { Offer = status }.ToQuery()}";
    }

    public static string Address(bool mine, OfferColumn column) => QueryHelpers.AddQueryString("/offers", new Dictionary<string, string?>
    {
        ["who"] = mine ? "mine" : null,
        ["column"] = column == OfferColumn.Countered ? null : Word(column),
    }.Where(part => part.Value is not null));

    public static string Summary(IReadOnlyList<OfferPile> piles)
    {
        var open = piles.Single(pile => pile.Column == OfferColumn.WithSeller).Count;
        var waiting = piles.Single(pile => pile.Column == OfferColumn.Countered).Count;
        return $"{open:N0} with sellers, {waiting:N0} to answer";
    }

    public static string What(OfferCard card) =>
        $"{card.FirstBrand ?? card.FirstCategory}{(card.ItemCount > 1 ? $" and {card.ItemCount - 1} more" : "")}";

    private static string Word(OfferColumn column) => Conventions.SnakeCase(column.ToString());
}
