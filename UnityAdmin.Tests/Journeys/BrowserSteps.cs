using Microsoft.Playwright;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Journeys;

/// <summary>What people do in front of a browser, each step ending when its effect is there.</summary>
internal static class BrowserSteps
{
    // Which of our scripts listen for keys on the whole page: a key pressed before they do is lost, as it is for people.
    private const string CountListeners = """
        window.keysHeard = { ever: 0, now: new Set() };
        const add = EventTarget.prototype.addEventListener, remove = EventTarget.prototype.removeEventListener;
        EventTarget.prototype.addEventListener = function (kind, listener, ...more) {
          if (kind === "keydown" && this === document && /js\/(shortcuts|queue)[.\w]*\.js/.test(new Error().stack)) {
            window.keysHeard.ever++;
            window.keysHeard.now.add(listener);
          }
          return add.call(this, kind, listener, ...more);
        };
        EventTarget.prototype.removeEventListener = function (kind, listener, ...more) {
          window.keysHeard.now.delete(listener);
          return remove.call(this, kind, listener, ...more);
        };
        """;

    // Blazor marks an element that it hears events of; the search of the palette stands on every page of the staff.
    private const string IsLive = """
        () => { const box = document.querySelector("dialog.palette input");
          return box !== null && Object.keys(box).some(key => key.startsWith("_blazorEvents_")); }
        """;

    // Named only when the page scrolls: what is cut off or scrolls within itself may be as wide as it likes.
    private const string StickingOut = """
        () => { const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > width + 1)
            .map(one => `${one.tagName} ${one.className} to ${Math.round(one.getBoundingClientRect().right)} px`); }
        """;

    /// <summary>Signs in through the form and is at home.</summary>
    public static async Task<IPage> SignInAsync(this IPage page, string name)
    {
        await page.AddInitScriptAsync(CountListeners);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync(StaffSteps.EmailOf(name));
        await page.GetByLabel("Password").FillAsync(StaffSteps.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/$"));
        await page.LiveAsync();
        return page;
    }

    /// <summary>Opens a page of the staff and waits until its buttons work.</summary>
    public static async Task<IPage> OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.LiveAsync();
        return page;
    }

    /// <summary>The page is connected and has loaded what it shows.</summary>
    public static async Task LiveAsync(this IPage page)
    {
        await page.WaitForFunctionAsync(IsLive);
        await Assertions.Expect(page.Locator("main .skeleton")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
    }

    /// <summary>How many listeners for keys the pages of this tab have started so far.</summary>
    public static Task<int> KeysHeardAsync(this IPage page) => page.EvaluateAsync<int>("window.keysHeard.ever");

    /// <summary>Waits until the page, and no page before it, hears single keys.</summary>
    public static Task HearsKeysAsync(this IPage page, int before = 0) =>
        page.WaitForFunctionAsync("before => window.keysHeard.ever > before && window.keysHeard.now.size === 1", before);

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Question(this IPage page) => page.Locator(".rz-dialog");

    /// <summary>The request as a row of the queue.</summary>
    public static ILocator Row(this IPage page, Sent sent) => page.Locator($"tr[data-id='{sent.Id}']");

    /// <summary>
    /// Types one key after the other where the focus is, so many milliseconds apart by the clock of the keys, however slowly a busy
    /// machine sends them: 10 is a scanner, 50 somebody in a great hurry. <c>Enter</c>, <c>Tab</c> and the like are one key each.
    /// </summary>
    public static async Task TypeKeysAsync(this IPage page, int apart, params IEnumerable<string> keys)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        var at = DateTimeOffset.Now.ToUnixTimeMilliseconds() / 1000.0;
        List<Task> sent = [];
        foreach (var key in keys)
        {
            at += apart / 1000.0;
            var (code, text) = key switch
            {
                "Enter" => (13, "\r"),
                "Tab" => (9, ""),
                [var one] => (char.ToUpperInvariant(one), key),
                _ => (0, ""),
            };
            var press = new Dictionary<string, object>
            {
                ["type"] = text.Length > 0 ? "keyDown" : "rawKeyDown", ["key"] = key, ["text"] = text, ["timestamp"] = at,
                ["windowsVirtualKeyCode"] = code, ["code"] = key.Length > 1 ? key : "",
            };
            sent.Add(browser.SendAsync("Input.dispatchKeyEvent", press));
            var release = new Dictionary<string, object>(press) { ["type"] = "keyUp", ["text"] = "" };
            sent.Add(browser.SendAsync("Input.dispatchKeyEvent", release));
        }

        await Task.WhenAll(sent);
        await browser.DetachAsync();

        // What comes next is later by the clock of the keys as well.
        var ahead = at + 0.2 - DateTimeOffset.Now.ToUnixTimeMilliseconds() / 1000.0;
        if (ahead > 0) await Task.Delay(TimeSpan.FromSeconds(ahead), Stop);
    }

    /// <summary>A scan as a keyboard scanner types it, with the keys that end it.</summary>
    public static Task ScanKeysAsync(this IPage page, string code, params IEnumerable<string> suffix) =>
        page.TypeKeysAsync(10, [.. code.Select(letter => $"{letter}"), .. suffix]);

    /// <summary>
    /// Clicks at a place, so many milliseconds from now by the clock of the mouse, before now where negative: the page then goes by that
    /// time, however late a busy machine sends the click.
    /// </summary>
    public static async Task ClickLaterAsync(this IPage page, (double X, double Y) place, int later)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
        {
            _ = await browser.SendAsync("Input.dispatchMouseEvent", new Dictionary<string, object>
            {
                ["type"] = type, ["x"] = place.X, ["y"] = place.Y, ["button"] = "left", ["clickCount"] = 1,
                ["timestamp"] = (DateTimeOffset.Now.ToUnixTimeMilliseconds() + later) / 1000.0,
            });
        }

        await browser.DetachAsync();
    }

    /// <summary>The shop's path and query, as the address bar has them.</summary>
    public static string Place(this IPage page) => new Uri(page.Url).PathAndQuery;

    /// <summary>Nothing stands out of the screen to the right.</summary>
    public static async Task AssertNarrowAsync(this IPage page)
    {
        var stickingOut = await page.EvaluateAsync<string[]>(StickingOut);
        Assert.True(stickingOut.Length == 0, $"{page.Url} scrolls sideways because of:\n{string.Join("\n", stickingOut)}");
    }
}
