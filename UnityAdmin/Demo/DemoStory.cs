using System.Globalization;
using Bogus;
using UnityAdmin.Media;
using UnityAdmin.Selling;

namespace UnityAdmin.Demo;

/// <summary>
/// One submission as it goes from hand to hand: every verb is a step of the chronicle, later than the one before. Staff work while the
/// shop is open; sellers answer when they like.
/// </summary>
internal sealed partial class DemoStory(
    DemoChronicle chronicle, DemoAlbum album, DemoBag bag, DemoPace pace, IReadOnlyList<Actor> people, Randomizer random,
    CancellationToken stop)
{
    private readonly string address = $"203.0.113.{random.Int(2, 250)}";
    private SellSubmission? submission;

    public Randomizer Random => random;

    /// <summary>Whoever took it on, and does most of what is done with it.</summary>
    public Actor Clerk { get; } = random.WeightedRandom(people.Take(6).ToArray(), [0.02f, 0.08f, 0.3f, 0.24f, 0.2f, 0.16f]);

    public SellSubmission Submission => submission ?? throw new InvalidOperationException("Nothing was sent in yet.");

    private DateTime At => pace.At;

    private SellOffer OpenRound => Submission.OpenRound ?? throw new InvalidOperationException("No round is open.");

    private IEnumerable<(SellItem Item, DemoThing Thing)> Items => Submission.Items.OrderBy(item => item.Position).Zip(bag.Things);

    public async Task SubmitAsync(OfferToken token)
    {
        var photos = await album.OfAsync(bag, random, stop);
        var by = Actor.Storefront(address);
        await chronicle.StepAsync(by, SellingActions.Submitted, At, async () =>
        {
            submission = Submissions.Make(bag.Sent, chronicle.NextBatchId(At), token, At);
            submission.UserId = (await chronicle.Customers.MeetAsync(chronicle.Db, bag.Sent.Contact.Details, by, stop)).Id;
            _ = chronicle.Db.SellSubmissions.Add(submission);
            _ = await chronicle.Db.SaveChangesAsync(stop);
            chronicle.Db.Images.AddRange(photos.Select((photo, index) => photo.For(submission.Id, null, index + 1, At)));
            chronicle.Messages.Received(chronicle.Db, submission);
            return Result.Done;
        }, stop);
    }

    public Task AssignAsync()
    {
        pace.Pass(0.5, 16, atDesk: true);
        var by = random.Bool(0.3f) ? people[1] : Clerk;
        return StepAsync(by, SellingActions.Assigned, () => Submission.Assign(Clerk.StaffId, At));
    }

    /// <summary>Decides the first so many items: taken at the price asked where that is low, re-priced else, or rejected.</summary>
    public async Task DecideAsync(int count, float rejected = 0.12f)
    {
        pace.Pass(0.2, 10, atDesk: true);
        foreach (var (item, thing) in Items.Take(count))
        {
            var isLast = item.Position == Submission.ItemCount && Items.All(other => other.Item == item || other.Item.PriceCents is null);
            var reject = random.Bool(rejected) && (rejected >= 1 || !isLast);
            await StepAsync(Clerk, SellingActions.ItemDecided, () => Decided(reject ? Reject(item, thing) : Price(item, thing)));
            pace.Pass(0.01, 0.1);
        }
    }

    public Task NoteAsync(string text) => StepAsync(Clerk, SellingActions.NoteAdded, () =>
    {
        _ = chronicle.Db.SellNotes.Add(new SellNote
        {
            SubmissionId = Submission.Id,
            WrittenById = Clerk.StaffId,
            WrittenByName = Clerk.Name,
            Text = text,
            WrittenAt = At,
        });
        return Result.Done;
    });

    public Task AddAddressAsync() => StepAsync(Clerk, SellingActions.ContactEdited, () =>
    {
        Submission.Contact = DemoSellers.WithAddress(Submission.Contact, random);
        Submission.RefreshSearchText();
        Submission.Touch(At);
        return Result.Done;
    });

    public Task SendOfferAsync(int days)
    {
        pace.Pass(0.02, 0.6, atDesk: true);
        return SendAsync(days);
    }

    /// <summary>Sends an offer that is still open now.</summary>
    public Task SendOpenOfferAsync()
    {
        pace.Pass(0.02, 0.6, atDesk: true);
        var needed = (int)Math.Ceiling((pace.Latest - At).TotalDays + random.Double(0.3, 2));
        return SendAsync(Math.Max(needed, random.Int(3, SellOffer.DefaultDays)));
    }

    /// <summary>Sends it so that the seller has this much longer to answer.</summary>
    public Task SendOfferEndingInAsync(TimeSpan left)
    {
        var ends = pace.Latest + left;
        var days = (int)Math.Ceiling(left.TotalDays);
        while (days < SellOffer.DefaultDays && ends.AddDays(-days - 1) > At) days++;
        pace.JumpTo(ends.AddDays(-days));
        return SendAsync(days);
    }

    /// <summary>An offer that nobody answers until its time is over.</summary>
    public async Task LetOfferRunOutAsync(bool remind)
    {
        var days = Math.Clamp((int)((pace.Latest - At).TotalDays - 1), SellOffer.MinDays, SellOffer.DefaultDays);
        await SendOfferAsync(days);
        if (remind) await RemindAsync();
        pace.JumpTo(OpenRound.ExpiresAt!.Value.AddSeconds(random.Int(5, 59)));
        await StepAsync(Actor.Job("offer-expiry"), SellingActions.OfferExpired, () => Submission.Expire(At));
    }

    public Task RemindAsync()
    {
        pace.Pass(20, 60, atDesk: true, before: OpenRound.ExpiresAt);
        return StepAsync(Clerk, SellingActions.OfferReminded, () =>
        {
            if (!Submission.Remind(At).Is(out var round, out var refused)) return refused;
            chronicle.Messages.Reminder(chronicle.Db, Submission, round);
            return Result.Done;
        });
    }

    public Task ExtendAsync(int days)
    {
        pace.Pass(4, 20, before: OpenRound.ExpiresAt);
        return StepAsync(Clerk, SellingActions.OfferExtended, () => Submission.Extend(days, At));
    }

    public Task WithdrawAsync()
    {
        pace.Pass(1, 20, atDesk: true, before: OpenRound.ExpiresAt);
        var round = OpenRound;
        return StepAsync(Clerk, SellingActions.OfferWithdrawn, () =>
        {
            var withdrawn = Submission.Withdraw(Clerk, At);
            chronicle.Messages.OfferWithdrawn(chronicle.Db, Submission, round);
            return withdrawn;
        });
    }

    public Task AcceptAsync() => AnswerAsync(SellerAction.Accept, null, Perhaps(0.5f, DemoSayings.Acceptances));

    public Task RefuseAsync() => AnswerAsync(SellerAction.Refuse, null, Perhaps(0.7f, DemoSayings.Refusals));

    public Task CounterAsync()
    {
        var price = DemoPrices.Counter(Submission, bag.Things, OpenRound.TotalCents, random);
        var words = string.Format(CultureInfo.InvariantCulture, random.ArrayElement(DemoSayings.Counters), $"€{price.Euros:0}");
        return AnswerAsync(SellerAction.Counter, price, random.Bool(0.85f) ? words : null);
    }

    public Task AcceptCounterAsync()
    {
        pace.Pass(0.5, 22, atDesk: true);
        var counter = OpenRound;
        return StepAsync(Clerk, SellingActions.CounterAccepted, () =>
        {
            var accepted = Submission.AcceptCounter(Clerk, At);
            chronicle.Messages.CounterAccepted(chronicle.Db, Submission, counter);
            return accepted;
        });
    }

    public Task RefuseCounterAsync()
    {
        pace.Pass(0.5, 22, atDesk: true);
        var counter = OpenRound;
        return StepAsync(Clerk, SellingActions.CounterRefused, () =>
        {
            var refused = Submission.RefuseCounter(random.ArrayElement(DemoSayings.OurRefusals), Clerk, At);
            chronicle.Messages.CounterRefused(chronicle.Db, Submission, counter);
            return refused;
        });
    }

    /// <summary>Prices nearer to the counter; the next offer answers it.</summary>
    public async Task MeetCounterAsync()
    {
        pace.Pass(1, 16, atDesk: true);
        foreach (var (item, price) in DemoPrices.Towards(OpenRound.TotalCents, Submission.Items, random))
        {
            await StepAsync(Clerk, SellingActions.ItemDecided, () => Decided(item.Reprice(price, "Nearer to the counter", Clerk, At)));
            pace.Pass(0.01, 0.1);
        }
    }

    public Task RejectAsync(string reason)
    {
        pace.Pass(0.3, 12, atDesk: true);
        return StepAsync(Clerk, SellingActions.Rejected, () =>
        {
            var rejected = Submission.Reject(reason, Clerk, At);
            chronicle.Messages.Rejected(chronicle.Db, Submission);
            return rejected;
        });
    }

    public Task CancelAsync(string reason, double afterHours)
    {
        pace.Pass(afterHours, afterHours * 2, atDesk: true);
        return StepAsync(Clerk, SellingActions.Cancelled, () => Submission.Cancel(reason, Clerk, At));
    }

    private Task StepAsync(Actor by, string action, Func<Result> change) => chronicle.StepAsync(by, action, At, change, stop);

    private Task SendAsync(int days)
    {
        var words = Submission.LastRevision == 0 ? DemoSayings.WithOffer : DemoSayings.WithNextOffer;
        var total = new Money(Submission.Items.Sum(item => item.PriceCents ?? 0));
        var terms = new OfferTerms(total, Perhaps(0.7f, words), days, PricedByItem: true);
        return StepAsync(Clerk, SellingActions.OfferSent, () =>
        {
            if (!Submission.SendOffer(terms, Clerk, At).Is(out var round, out var refused)) return refused;
            chronicle.Messages.OfferSent(chronicle.Db, Submission, round);
            return Result.Done;
        });
    }

    private Task AnswerAsync(SellerAction action, Money? price, string? message)
    {
        pace.Pass(0.5, 44, before: OpenRound.ExpiresAt);
        var answer = new SellerAnswer(action, OpenRound.Revision, price, message);
        return StepAsync(Actor.Seller(Submission.BatchId, address), SellingActions.OfferAnswered, () => Submission.AnswerOffer(answer, At));
    }

    private Result Price(SellItem item, DemoThing thing)
    {
        if (item.SellerPriceCents <= thing.OfferCents) return item.Approve(Clerk, At);
        var worn = thing.Condition is "Mint" or "Decent" or "Poor" && random.Bool(0.6f);
        var reasons = worn ? DemoSayings.RepriceReasons[item.Category] : DemoSayings.MarketReasons;
        return item.Reprice(new Money(thing.OfferCents), Perhaps(0.55f, reasons), Clerk, At);
    }

    private string? Perhaps(float chance, string[] words) => random.Bool(chance) ? random.ArrayElement(words) : null;

    private Result Reject(SellItem item, DemoThing thing) =>
        item.Reject(random.ArrayElement(DemoSayings.ItemRejections[thing.Product.Category]), Clerk, At);

    private Result Decided(Result decided)
    {
        if (decided.Refused is not null) return decided;
        Submission.Touch(At);
        return Submission.StartReview(At);
    }
}
