using System.Globalization;
using UnityAdmin.Analytics;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>
/// One visitor's way through the storefront: each step a little later than the one before, none past <paramref name="latest"/>.
/// </summary>
internal sealed class DemoVisit(List<AnalyticsEvent> told, string session, DemoVisitor visitor, DateTime start, DateTime latest)
{
    private DateTime at = start;

    public void Pass(int seconds) => at = at.AddSeconds(seconds);

    public void JumpTo(DateTime moment) => at = moment;

    public void Open(string path) => Tell(EventNames.PageView, path);

    public void Do(string type, string path) => Tell(type, path);

    public void With(string type, Product product)
    {
        var data = Invariant($"{{\"product_id\":{product.Id},\"price\":{product.PriceCents / 100m:0.00}}}");
        Tell(type, $"/products/{product.Sku}", data, product.Id);
    }

    public void SearchFor(string term, int found) =>
        Tell(EventNames.Search, "/search", Invariant($"{{\"query\":\"{term}\",\"results\":{found}}}"), null, term, found);

    public void Buy(string orderNumber) => Tell(EventNames.Purchase, "/checkout/done", $"{{\"order_number\":\"{orderNumber}\"}}");

    private void Tell(string type, string path, string? data = null, int? product = null, string? term = null, int? found = null)
    {
        if (at > latest) return;
        told.Add(new AnalyticsEvent
        {
            EventType = type,
            EventData = data,
            UserId = visitor.CustomerId,
            SessionId = session,
            IpAddress = visitor.Network,
            UserAgent = visitor.Browser,
            Path = path,
            ProductId = product,
            SearchTerm = term,
            SearchResults = found,
            Timestamp = at,
        });
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <param name="CustomerId">Signed in; else null.</param>
/// <param name="Network">The address as it is kept: without its last part.</param>
internal sealed record DemoVisitor(int? CustomerId, string Network, string Browser);
