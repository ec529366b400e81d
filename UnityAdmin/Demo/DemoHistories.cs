using UnityAdmin.Selling;

namespace UnityAdmin.Demo;

/// <summary>What happens in each plot, from the moment after the submission came in.</summary>
internal static class DemoHistories
{
    private const int All = SellSubmission.MaxItems;

    public static Task PlayAsync(DemoPlot plot, DemoStory story) => plot switch
    {
        DemoPlot.Untouched => Task.CompletedTask,
        DemoPlot.UnderReview => ReviewHalfAsync(story),
        DemoPlot.OfferOut => OfferOutAsync(story, ending: false),
        DemoPlot.OfferEnding => OfferOutAsync(story, ending: true),
        DemoPlot.Countered => CounterAsync(story, answered: story.Random.Bool(0.35f)),
        DemoPlot.OfferRanOut => RunOutAsync(story),
        DemoPlot.OfferRefused => RefuseAsync(story),
        DemoPlot.OfferWithdrawn => WithdrawAsync(story),
        DemoPlot.Agreed or DemoPlot.Received or DemoPlot.Inspected or DemoPlot.Paid or DemoPlot.Completed => BuyAsync(story, plot),
        DemoPlot.TurnedDownAtOnce => TurnDownAtOnceAsync(story),
        DemoPlot.TurnedDownAfterLook => TurnDownAfterLookAsync(story),
        DemoPlot.TurnedDownWithOfferOut => TurnDownWithOfferOutAsync(story),
        DemoPlot.TurnedDownAfterCounter => TurnDownAfterCounterAsync(story),
        DemoPlot.TurnedDownOnArrival => TurnDownOnArrivalAsync(story),
        DemoPlot.SoldElsewhere => SellElsewhereAsync(story),
        DemoPlot.LeftAfterRefusal => ThenLeaveAsync(story, RefuseAsync(story), 20),
        DemoPlot.LeftAfterExpiry => ThenLeaveAsync(story, RunOutAsync(story), 30),
        DemoPlot.LeftAfterWithdrawal => ThenLeaveAsync(story, WithdrawAsync(story), 8),
        DemoPlot.LeftAfterOurRefusal => LeaveAfterOurRefusalAsync(story),
        _ => NeverBringInAsync(story),
    };

    /// <summary>How many days the plot takes when nobody dawdles.</summary>
    public static double UsualDays(DemoPlot plot) => plot switch
    {
        DemoPlot.UnderReview or DemoPlot.OfferOut => 1.5,
        DemoPlot.Countered or DemoPlot.OfferEnding => 3,
        DemoPlot.Agreed or DemoPlot.OfferRefused or DemoPlot.OfferWithdrawn => 3.5,
        DemoPlot.Received => 5.5,
        DemoPlot.Inspected => 6,
        DemoPlot.Paid => 7,
        _ => 8,
    };

    private static async Task ReviewAsync(DemoStory story)
    {
        if (story.Random.Bool(0.85f)) await story.AssignAsync();
        await story.DecideAsync(All);
        if (story.Random.Bool(0.28f)) await story.NoteAsync(story.Random.ArrayElement(DemoSayings.ReviewNotes));
        if (story.Submission.Contact.Address is null && story.Random.Bool(0.2f)) await story.AddAddressAsync();
    }

    private static async Task ReviewHalfAsync(DemoStory story)
    {
        await story.AssignAsync();
        if (story.Random.Bool(0.7f)) await story.DecideAsync(story.Random.Int(0, story.Submission.ItemCount));
        if (story.Random.Bool(0.5f)) await story.NoteAsync(story.Random.ArrayElement(DemoSayings.ReviewNotes));
    }

    private static async Task OfferOutAsync(DemoStory story, bool ending)
    {
        await ReviewAsync(story);
        if (story.Random.Bool(0.3f))
        {
            await story.SendOfferAsync(SellOffer.DefaultDays);
            await story.CounterAsync();
            await story.MeetCounterAsync();
        }

        if (!ending)
        {
            await story.SendOpenOfferAsync();
            return;
        }

        await story.SendOfferEndingInAsync(TimeSpan.FromHours(story.Random.Double(0.7, 7)));
        if (story.Random.Bool()) await story.RemindAsync();
    }

    private static async Task CounterAsync(DemoStory story, bool answered)
    {
        await ReviewAsync(story);
        await story.SendOfferAsync(SellOffer.DefaultDays);
        await story.CounterAsync();
        if (!answered) return;
        await story.MeetCounterAsync();
        await story.SendOfferAsync(SellOffer.DefaultDays);
        await story.CounterAsync();
    }

    private static async Task RunOutAsync(DemoStory story)
    {
        await ReviewAsync(story);
        await story.LetOfferRunOutAsync(remind: story.Random.Bool(0.4f));
    }

    private static async Task RefuseAsync(DemoStory story)
    {
        await ReviewAsync(story);
        await story.SendOfferAsync(story.Random.Int(3, SellOffer.DefaultDays));
        await story.RefuseAsync();
    }

    private static async Task WithdrawAsync(DemoStory story)
    {
        await ReviewAsync(story);
        await story.SendOfferAsync(SellOffer.DefaultDays);
        await story.WithdrawAsync();
        await story.NoteAsync("Priced as the wrong model; wrote to the seller.");
    }

    /// <summary>Agrees by one of the ways there are, then goes on as far as the plot does.</summary>
    private static async Task BuyAsync(DemoStory story, DemoPlot upTo)
    {
        await AgreeAsync(story);
        if (upTo >= DemoPlot.Received) await ReceiveAsync(story);
        if (upTo >= DemoPlot.Inspected) await InspectAsync(story);
        if (upTo >= DemoPlot.Paid) await story.PayAsync();
        if (upTo >= DemoPlot.Completed) await story.ShelveAsync();
    }

    private static async Task AgreeAsync(DemoStory story)
    {
        await ReviewAsync(story);
        await story.SendOfferAsync(story.Random.Int(3, SellOffer.DefaultDays));
        var way = story.Random.WeightedRandom([0, 1, 2, 3], [0.6f, 0.2f, 0.14f, 0.06f]);
        if (way == 0)
        {
            if (story.Random.Bool(0.1f)) await story.RemindAsync();
            if (story.Random.Bool(0.06f)) await story.ExtendAsync(3);
            await story.AcceptAsync();
            return;
        }

        await story.CounterAsync();
        for (var round = 2; round <= way; round++)
        {
            await story.MeetCounterAsync();
            await story.SendOfferAsync(SellOffer.DefaultDays);
            if (round < way) await story.CounterAsync();
        }

        if (way == 1) await story.AcceptCounterAsync();
        else await story.AcceptAsync();
    }

    private static async Task ReceiveAsync(DemoStory story)
    {
        await story.ReceiveAsync();
        if (story.Random.Bool(0.5f)) await story.NoteAsync(story.Random.ArrayElement(DemoSayings.ArrivalNotes));
    }

    private static async Task InspectAsync(DemoStory story)
    {
        var asDescribed = await story.InspectAsync();
        if (asDescribed && story.Random.Bool(0.6f)) await story.NoteAsync(story.Random.ArrayElement(DemoSayings.InspectionNotes));
    }

    private static async Task TurnDownAtOnceAsync(DemoStory story)
    {
        if (story.Random.Bool(0.4f)) await story.AssignAsync();
        await story.RejectAsync(story.Random.ArrayElement(DemoSayings.TurnedDown));
    }

    private static async Task TurnDownAfterLookAsync(DemoStory story)
    {
        if (story.Random.Bool(0.8f)) await story.AssignAsync();
        await story.DecideAsync(All, rejected: 1);
        await story.RejectAsync(story.Random.ArrayElement(DemoSayings.TurnedDown));
    }

    private static async Task TurnDownWithOfferOutAsync(DemoStory story)
    {
        await ReviewAsync(story);
        await story.SendOfferAsync(SellOffer.DefaultDays);
        await story.RejectAsync("The serial number is on the lost and stolen list.");
    }

    private static async Task TurnDownAfterCounterAsync(DemoStory story)
    {
        await CounterAsync(story, answered: story.Random.Bool(0.4f));
        await story.RejectAsync(story.Random.ArrayElement(DemoSayings.TooFarApart));
    }

    private static async Task TurnDownOnArrivalAsync(DemoStory story)
    {
        await AgreeAsync(story);
        await ReceiveAsync(story);
        await story.RejectAsync(story.Random.ArrayElement(DemoSayings.TurnedDownOnArrival));
    }

    private static async Task SellElsewhereAsync(DemoStory story)
    {
        if (story.Random.Bool(0.6f)) await story.AssignAsync();
        await story.CancelAsync(story.Random.ArrayElement(DemoSayings.Leaving), 4);
    }

    private static async Task LeaveAfterOurRefusalAsync(DemoStory story)
    {
        await CounterAsync(story, answered: story.Random.Bool(0.3f));
        await story.RefuseCounterAsync();
        await story.CancelAsync("No agreement on the price.", 40);
    }

    private static async Task NeverBringInAsync(DemoStory story)
    {
        await AgreeAsync(story);
        await story.CancelAsync(story.Random.ArrayElement(DemoSayings.NeverCame), 24 * 8);
    }

    private static async Task ThenLeaveAsync(DemoStory story, Task first, double afterHours)
    {
        await first;
        await story.CancelAsync(story.Random.ArrayElement(DemoSayings.Leaving), afterHours);
    }
}
