using UnityAdmin.Customers;
using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

/// <summary>Makes submissions in the state a test begins with, by the entity's own moves: <c>A.Submission().Offered()</c>.</summary>
internal static class A
{
    public static readonly DateTime Morning = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    public static readonly Actor Aoife = new(ActorKind.Client, "1", "Aoife Byrne", Role.Staff, "10.0.0.1");

    public static readonly Actor Marek = new(ActorKind.Client, "2", "Marek Kowalski", Role.Staff, "10.0.0.2");

    public static SubmissionBuilder Submission(params long?[] askedCents) => new(askedCents.Length == 0 ? [12_000, 8_000] : askedCents);

    public static SellerAnswer Accept(int revision = 1) => new(SellerAction.Accept, revision, null, null);

    public static NewItem Shoes() => new("Shoes", "Nike", "Like New", "UK 9", "Air Max 1, worn twice", new Money(12_000));

    public static NewSubmission Form(
        string phone = "087 123 4567", string? email = "aoife@example.com", string handle = "@sole.sister", int items = 1) => new(
        new SellerContact
        {
            Name = "Sorcha Walsh",
            Phone = Phone.Normalize(phone)!,
            Email = email,
            Channel = "Instagram",
            Handle = handle,
            City = "Dublin 8",
        },
        [.. Enumerable.Range(1, items).Select(_ => Shoes())],
        null,
        null,
        null);

    internal sealed class SubmissionBuilder
    {
        private readonly SellSubmission submission;

        public SubmissionBuilder(long?[] askedCents) => submission = new SellSubmission
        {
            Id = 1,
            BatchId = "BATCH-20260302-00001",
            Contact = Form().Contact,
            ItemCount = askedCents.Length,
            OfferTokenHash = new string('0', 64),
            OfferTokenSealed = "sealed",
            CreatedAt = Morning,
            Items = [.. askedCents.Select((cents, index) => new SellItem
            {
                Id = index + 1,
                SubmissionId = 1,
                Position = index + 1,
                Category = "Shoes",
                Brand = "Nike",
                Condition = "Mint",
                Size = "UK 9",
                Description = "Dunk Low",
                SellerPriceCents = cents,
            })],
        };

        public SubmissionBuilder Offered(long cents = 15_000)
        {
            Assert.Null(submission.SendOffer(new OfferTerms(new Money(cents), "For both"), Aoife, Morning).Refused);
            return this;
        }

        public SubmissionBuilder Countered(long cents = 18_000)
        {
            var answer = new SellerAnswer(SellerAction.Counter, submission.LastRevision, new Money(cents), "A bit more?");
            Assert.Null(submission.AnswerOffer(answer, Morning.AddHours(1)).Refused);
            return this;
        }

        public SubmissionBuilder Accepted()
        {
            Assert.Null(submission.AnswerOffer(Accept(submission.LastRevision), Morning.AddHours(1)).Refused);
            return this;
        }

        public SubmissionBuilder Rejected()
        {
            Assert.Null(submission.Reject("Not our kind of thing", Aoife, Morning).Refused);
            return this;
        }

        public static implicit operator SellSubmission(SubmissionBuilder builder) => builder.submission;
    }
}
