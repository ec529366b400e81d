namespace UnityAdmin.Selling;

/// <summary>A submission that has passed every check and waits for its number.</summary>
public sealed record NewSubmission(
    SellerContact Contact, IReadOnlyList<NewItem> Items, Money? SellerPrice, string? Notes, string? SellerMessage)
{
    public long AskingCents => SellerPrice?.Cents ?? Items.Sum(item => item.Price?.Cents ?? 0);
}

public sealed record NewItem(string Category, string Brand, string Condition, string Size, string Description, Money? Price);

/// <summary>What the storefront is told of a submission that was taken in.</summary>
/// <param name="OfferUrl">The seller's link; null for a repeat whose token can no longer be unsealed.</param>
public sealed record Submitted(int Id, string BatchId, int ItemsCount, string? OfferUrl);
