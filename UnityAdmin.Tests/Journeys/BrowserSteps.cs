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
    /// Types as a scanner does, without a moment between two keys, where the focus is; the suffix is the last key. Made in the page: a busy
    /// machine would send single keys as slowly as a person.
    /// </summary>
    /// <returns>Whether the page took the suffix, so that it presses no button.</returns>
    public static Task<bool> ScanBurstAsync(this IPage page, string text, string suffix) => page.EvaluateAsync<bool>(
        """
        ([text, suffix]) => {
          const at = document.activeElement ?? document.body;
          const press = key => at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true }));
          for (const key of text) if (press(key) && "value" in at) at.value += key;
          return !press(suffix);
        }
        """,
        new[] { text, suffix });

    /// <summary>The shop's path and query, as the address bar has them.</summary>
    public static string Place(this IPage page) => new Uri(page.Url).PathAndQuery;

    /// <summary>Nothing stands out of the screen to the right.</summary>
    public static async Task AssertNarrowAsync(this IPage page)
    {
        var stickingOut = await page.EvaluateAsync<string[]>(StickingOut);
        Assert.True(stickingOut.Length == 0, $"{page.Url} scrolls sideways because of:\n{string.Join("\n", stickingOut)}");
    }
}
