using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Shell;

/// <summary>The shared components side by side, to judge a change of the look at a glance. Answers only in Development.</summary>
public sealed partial class StyleGuidePage(IWebHostEnvironment environment, NavigationManager navigation, Notices notices, Confirm confirm)
{
    private static readonly IReadOnlyList<Shortcut> keys =
        [new("j", "Next request"), new("k", "Previous request"), new("o", "Write an offer"), new("r", "Reject")];

    private static readonly IReadOnlyList<TabLink> tabs =
    [
        new("To review", "/styleguide", 12, Current: true), new("Offer sent", "/styleguide?tab=sent", 34),
        new("Countered", "/styleguide?tab=countered", 3), new("All", "/styleguide?tab=all", 1_204),
    ];

    private readonly Dictionary<string, object> brandInput = new() { ["id"] = "brand" };
    private readonly Dictionary<string, object> switchInput = new() { ["aria-label"] = "Tell the seller" };
    private Draft? draft;
    private decimal? price = 110m;
    private string? brand;
    private string message = "";
    private string? pressed;
    private bool tell = true;
    private bool dirty;
    private bool broken;

    protected override void OnInitialized()
    {
        if (!environment.IsDevelopment()) navigation.NotFound();
    }

    private void Press(string key) => pressed = key;

    private async Task SendAsync()
    {
        var sure = await confirm.AskAsync(
            "Send this offer?",
            "Aoife Brennan gets a message with the price and seven days to answer. You can withdraw it until then.",
            "Send offer");
        if (sure) notices.Done("Offer of €110.00 sent to Aoife Brennan");
    }

    private async Task SaveAsync()
    {
        dirty = false;
        if (draft is not null) await draft.ClearAsync();
        notices.Done($"Saved “{message}”");
    }
}
