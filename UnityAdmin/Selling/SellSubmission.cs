using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>
/// What one seller sent in at one time, and the moves it may make:
/// 1. Only transitions listed in <see cref="SellTransitions"/> happen.
/// 2. At most one round is open, and its revision is the highest (a unique index stands behind each half).
/// 3. <see cref="SellerPriceCents"/> is what the seller asked and never changes;
/// <see cref="FinalPriceCents"/> is the total of the accepted round.
/// 4. An answer closes a round that is open, unexpired and of the revision its giver saw, or nothing.
/// </summary>
public sealed class SellSubmission : IVersioned, IBelongsTo, ISearchable
{
    public const string Table = "sell_submissions";
    public const int MaxItems = 50;
    public const int NotesLength = 2_000;

    public int Id { get; init; }

    /// <summary><c>BATCH-YYYYMMDD-NNNNN</c>: the shop's day and a number counted up within it.</summary>
    [MaxLength(32)]
    public required string BatchId { get; init; }

    public SellStatus Status { get; private set; }

    public OfferStatus OfferStatus { get; private set; }

    public required SellerContact Contact { get; set; }

    /// <summary>The customer the contact belongs to.</summary>
    [NotAudited]
    public int? UserId { get; set; }

    /// <summary>What the seller asked for the whole; null when only items, or nothing, was priced.</summary>
    public long? SellerPriceCents { get; init; }

    /// <summary>What the queue sorts by: the asked total, else the sum of the items' asking prices, else 0.</summary>
    public long AskingCents { get; init; }

    [MaxLength(NotesLength)]
    public string? Notes { get; init; }

    [MaxLength(SellOffer.MessageLength)]
    public string? SellerMessage { get; init; }

    public long? OfferedPriceCents { get; private set; }

    public long? FinalPriceCents { get; private set; }

    public SellerResponse? SellerResponse { get; private set; }

    [MaxLength(SellOffer.MessageLength)]
    public string? SellerResponseMessage { get; private set; }

    public DateTime? SellerResponseAt { get; private set; }

    /// <summary>Why it was rejected or cancelled.</summary>
    [MaxLength(SellItem.ReasonLength)]
    public string? ClosingReason { get; private set; }

    public int? AssignedToId { get; private set; }

    public int ItemCount { get; init; }

    /// <summary>SHA-256 of the token in the seller's link.</summary>
    [Secret, MaxLength(64)]
    public required string OfferTokenHash { get; init; }

    /// <summary>The token itself, encrypted with the server's keys, so that later messages carry the same link.</summary>
    [Secret]
    public required string OfferTokenSealed { get; init; }

    /// <summary>Everything the search box finds a submission by, folded.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public DateTime CreatedAt { get; init; }

    [NotAudited]
    public DateTime UpdatedAt { get; private set; }

    public int Version { get; set; }

    public List<SellItem> Items { get; init; } = [];

    public List<SellOffer> Offers { get; init; } = [];

    DocumentId IBelongsTo.Document => new(Table, Id);

    public SellOffer? OpenRound => Offers.SingleOrDefault(round => round.Answer == OfferAnswer.Open);

    /// <summary>The shop's round that the seller may answer at this moment.</summary>
    public SellOffer? ShopRoundInForce(DateTime now) =>
        OpenRound is { MadeBy: OfferParty.Shop } round && round.IsInForce(now) ? round : null;

    public int LastRevision => Offers.Count == 0 ? 0 : Offers.Max(round => round.Revision);

    /// <summary>Marks the whole as changed, so that whoever decides on an older picture is told.</summary>
    public void Touch(DateTime now) => UpdatedAt = now;

    public void RefreshSearchText() => SearchText = Contact.IsErased
        ? SearchTextOfErased()
        : Data.SearchText.Of([
            BatchId, Contact.Name, Contact.Phone, Contact.Email, Contact.Handle,
            .. Items.SelectMany(item => new[] { item.Brand, item.Category, item.Size, item.Description }),
        ]);

    /// <summary>The line once nothing of the seller is left; what they wrote of the items may name them.</summary>
    internal string SearchTextOfErased() => Data.SearchText.Of(
        [BatchId, .. Items.SelectMany(item => new[] { item.Brand, item.Category, item.Size })]);

    public Result StartReview(DateTime now) => Status == SellStatus.Pending ? MoveTo(SellStatus.Reviewing, now) : Result.Done;

    public Result Assign(int? staffId, DateTime now)
    {
        if (IsClosed) return SellingRefusals.Closed(Status);
        AssignedToId = staffId;
        Touch(now);
        return staffId is null ? Result.Done : StartReview(now);
    }

    public Result Reject(string reason, Actor by, DateTime now) => CloseWith(SellStatus.Rejected, reason, by, now);

    public Result Cancel(string reason, Actor by, DateTime now) => CloseWith(SellStatus.Cancelled, reason, by, now);

    /// <summary>The shop's next round. Items must all be decided where the total is to be theirs; the caller passes the total.</summary>
    public Result<SellOffer> SendOffer(OfferTerms terms, Actor by, DateTime now)
    {
        if (ShopRoundInForce(now) is { } open) return SellingRefusals.OfferAlreadyOpen(open);
        if (Status is not (SellStatus.Pending or SellStatus.Reviewing)) return SellingRefusals.Closed(Status);
        if (!OfferStatus.May(OfferStatus.Sent)) return SellingRefusals.NoFurtherRound(OfferStatusAt(now));
        if (terms.Check() is { Refused: { } wrong }) return wrong;
        if (StartReview(now).Refused is { } refused) return refused;

        OpenRound?.Close(OfferAnswer.Countered, terms.Message, by.Name, now);
        var round = new SellOffer
        {
            SubmissionId = Id,
            Revision = LastRevision + 1,
            MadeBy = OfferParty.Shop,
            SentById = by.StaffId,
            SentByName = by.Name,
            TotalCents = terms.Total.Cents,
            Message = terms.Message,
            SentAt = now,
            Items = [.. Items.Where(_ => terms.PricedByItem && _.PriceCents is not null)
                .Select(item => new SellOfferItem { ItemId = item.Id, PriceCents = item.PriceCents!.Value })],
        }.ExpiringAt(now.AddDays(terms.ExpiresInDays));
        Offers.Add(round);
        OfferedPriceCents = round.TotalCents;
        MoveOfferTo(OfferStatus.Sent, now);
        return round;
    }

    /// <summary>Takes the shop's open offer back before the seller has answered.</summary>
    public Result Withdraw(Actor by, DateTime now)
    {
        if (ShopRoundInForce(now) is not { } round) return SellingRefusals.NothingToWithdraw(OfferStatusAt(now));
        round.Close(OfferAnswer.Withdrawn, null, by.Name, now);
        MoveOfferTo(OfferStatus.Withdrawn, now);
        return Result.Done;
    }

    /// <summary>Gives the seller longer to answer; the terms stay, so the revision does too.</summary>
    public Result Extend(int days, DateTime now)
    {
        if (ShopRoundInForce(now) is not { } round) return SellingRefusals.NothingToExtend(OfferStatusAt(now));
        if (days is < SellOffer.MinDays or > SellOffer.MaxDays) return SellingRefusals.DaysOutOfRange;
        var until = round.ExpiresAt!.Value.AddDays(days);
        if (until > now.AddDays(SellOffer.MaxDays)) return SellingRefusals.DaysOutOfRange;
        _ = round.ExpiringAt(until);
        Touch(now);
        return Result.Done;
    }

    public Result<SellOffer> Remind(DateTime now)
    {
        if (ShopRoundInForce(now) is not { } round) return SellingRefusals.NothingToRemind(OfferStatusAt(now));
        if (round.RemindedAt is { } last && now - last < TimeSpan.FromHours(12)) return SellingRefusals.RemindedLately;
        round.Remind(now);
        Touch(now);
        return round;
    }

    /// <summary>The shop takes the seller's counter at its price.</summary>
    public Result AcceptCounter(Actor by, DateTime now)
    {
        if (OpenRound is not { MadeBy: OfferParty.Seller } counter) return SellingRefusals.NoCounterOpen(OfferStatusAt(now));
        counter.Close(OfferAnswer.Accepted, null, by.Name, now);
        return Agree(counter, now);
    }

    public Result RefuseCounter(string? message, Actor by, DateTime now)
    {
        if (OpenRound is not { MadeBy: OfferParty.Seller } counter) return SellingRefusals.NoCounterOpen(OfferStatusAt(now));
        counter.Close(OfferAnswer.Refused, message, by.Name, now);
        MoveOfferTo(OfferStatus.Refused, now);
        return Result.Done;
    }

    /// <summary>The seller answers the round they were shown.</summary>
    /// <param name="answer">What they say, and the revision they say it to.</param>
    /// <param name="now">The moment; an offer answered at its very expiry is expired.</param>
    public Result AnswerOffer(SellerAnswer answer, DateTime now)
    {
        if (ShopRoundInForce(now) is not { } round || round.Revision != answer.Revision) return SellingRefusals.StaleOffer(this, now);
        if (answer.Check() is { Refused: { } wrong }) return wrong;
        return Record(round, answer, now);
    }

    /// <summary>Marks an offer whose time is over; done only by the job and never before the expiry.</summary>
    public Result Expire(DateTime now)
    {
        if (OpenRound is not { } round || !round.HasLapsed(now)) return SellingRefusals.NotExpired;
        round.Close(OfferAnswer.Expired, null, "Time", now);
        MoveOfferTo(OfferStatus.Expired, now);
        return Result.Done;
    }

    /// <summary>The offer's state as it is at a moment: an open offer past its expiry is expired before any job says so.</summary>
    public OfferStatus OfferStatusAt(DateTime now) => OpenRound?.HasLapsed(now) == true ? OfferStatus.Expired : OfferStatus;

    /// <summary>Whether the price is still talked about: neither agreed nor given up by either side, nor run out.</summary>
    public bool PriceIsOpenAt(DateTime now) => Status is SellStatus.Pending or SellStatus.Reviewing
        && OfferStatusAt(now) is OfferStatus.NoOffer or OfferStatus.Sent or OfferStatus.Countered;

    private bool IsClosed => Status is SellStatus.Rejected or SellStatus.Cancelled or SellStatus.Completed;

    private Result Record(SellOffer round, SellerAnswer answer, DateTime now)
    {
        var said = answer.Action switch
        {
            SellerAction.Accept => OfferAnswer.Accepted,
            SellerAction.Refuse => OfferAnswer.Refused,
            _ => OfferAnswer.Countered,
        };
        round.Close(said, answer.Message, Contact.DisplayName, now);
        SellerResponse = Enum.Parse<SellerResponse>(said.ToString());
        (SellerResponseMessage, SellerResponseAt) = (answer.Message, now);
        if (said == OfferAnswer.Accepted) return Agree(round, now);
        if (said == OfferAnswer.Countered) Offers.Add(CounterRound(answer, now));
        MoveOfferTo(said == OfferAnswer.Refused ? OfferStatus.Refused : OfferStatus.Countered, now);
        return Result.Done;
    }

    private SellOffer CounterRound(SellerAnswer answer, DateTime now) => new()
    {
        SubmissionId = Id,
        Revision = LastRevision + 1,
        MadeBy = OfferParty.Seller,
        SentByName = Contact.DisplayName,
        TotalCents = answer.CounterPrice!.Value.Cents,
        Message = answer.Message,
        SentAt = now,
    };

    private Result Agree(SellOffer round, DateTime now)
    {
        FinalPriceCents = round.TotalCents;
        MoveOfferTo(OfferStatus.Accepted, now);
        return MoveTo(SellStatus.Approved, now);
    }

    private Result CloseWith(SellStatus end, string reason, Actor by, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return SellingRefusals.ReasonMissing;
        if (reason.Length > SellItem.ReasonLength) return SellingRefusals.TooLong("reason", "The reason", SellItem.ReasonLength);
        if (MoveTo(end, now).Refused is { } refused) return refused;
        ClosingReason = reason.Trim();
        if (OpenRound is not { } round) return Result.Done;
        var (answer, status) = round.MadeBy == OfferParty.Seller ? (OfferAnswer.Refused, OfferStatus.Refused)
            : round.HasLapsed(now) ? (OfferAnswer.Expired, OfferStatus.Expired)
            : (OfferAnswer.Withdrawn, OfferStatus.Withdrawn);
        round.Close(answer, reason.Trim(), by.Name, now);
        MoveOfferTo(status, now);
        return Result.Done;
    }

    internal Result MoveTo(SellStatus to, DateTime now)
    {
        if (!Status.May(to)) return SellingRefusals.NoSuchMove(Status, to);
        Status = to;
        Touch(now);
        return Result.Done;
    }

    private void MoveOfferTo(OfferStatus to, DateTime now)
    {
        if (!OfferStatus.May(to)) throw new InvalidOperationException($"An offer does not go from {OfferStatus} to {to}.");
        OfferStatus = to;
        Touch(now);
    }
}
