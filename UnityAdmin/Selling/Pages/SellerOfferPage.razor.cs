using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Media;

namespace UnityAdmin.Selling.Pages;

/// <summary>
/// What a seller's link opens: rendered for one plain request, so that it works without script and holds no circuit. Every answer is a
/// form that carries the revision shown; after one that counted the browser is sent back here, so that reloading sends nothing twice.
/// </summary>
public sealed partial class SellerOfferPage(
    Offers offers, Photos photosOf, NavigationManager navigation, IOptions<ShopSettings> shop, TimeProvider clock)
{
    private const int MaxBodyBytes = 64 * 1024;

    private SellSubmission? submission;
    private SellerStanding? standing;
    private SellOffer? terms;
    private IReadOnlyList<Image> photos = [];
    private DateTime now;
    private Refusal? unopened;
    private Refusal? refused;
    private SellerAction? typed;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Parameter]
    public required string BatchId { get; set; }

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    [SupplyParameterFromForm]
    private int? Revision { get; set; }

    [SupplyParameterFromForm]
    private string? Price { get; set; }

    [SupplyParameterFromForm]
    private string? Message { get; set; }

    private bool CanAnswer => terms is { MadeBy: OfferParty.Shop } && terms.IsInForce(now);

    private IReadOnlyDictionary<string, string> Wrong => refused?.Fields ?? new Dictionary<string, string>();

    protected override async Task OnInitializedAsync()
    {
        // The link is the key: it must not travel on to other sites, stay in shared caches or be found by search.
        var headers = Http.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        now = clock.NowUtc();
        if (!(await offers.FindForSellerAsync(BatchId, Token, Http.RequestAborted)).Is(out submission, out unopened))
        {
            AnswerWith(unopened);
            return;
        }

        standing = SellerStanding.Of(submission, now);
        var last = submission.Offers.MaxBy(round => round.Revision);
        terms = last is { MadeBy: OfferParty.Shop, Answer: OfferAnswer.Open or OfferAnswer.Accepted } && !last.HasLapsed(now) ? last : null;
        photos = await photosOf.OfSubmissionAsync(submission.Id, Http.RequestAborted);
    }

    private Task AcceptAsync() => AnswerAsync(SellerAction.Accept, null);

    private Task RefuseAsync() => AnswerAsync(SellerAction.Refuse, null);

    private Task CounterAsync()
    {
        if (string.IsNullOrWhiteSpace(Price)) return AnswerAsync(SellerAction.Counter, null);
        if (TypedPrice.Read(Price) is { } price) return AnswerAsync(SellerAction.Counter, price);
        (typed, refused) = (SellerAction.Counter, SellingRefusals.CounterPriceUnreadable);
        AnswerWith(refused);
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(SellerAction action, Money? price)
    {
        if (submission is null) return;
        var answer = new SellerAnswer(action, Revision ?? 0, price, Message?.ReplaceLineEndings("\n"));
        var answered = await offers.AnswerAsync(BatchId, Token, answer, Http.RemoteAddress, Http.RequestAborted);
        if (answered.Refused is null)
        {
            navigation.NavigateTo(navigation.Uri);
            return;
        }

        (typed, refused) = (action, answered.Refused);
        AnswerWith(refused);
        await LoadAsync();
    }

    // Set at the last moment: a page that has 404 while it renders is thrown away for the staff's not-found page.
    private void AnswerWith(Refusal no) => Http.Response.OnStarting(() =>
    {
        Http.Response.StatusCode = ApiProblem.StatusOf(no.Kind);
        return Task.CompletedTask;
    });
}
