using Microsoft.Playwright;

namespace UnityAdmin.Tests;

/// <summary>What people hold in front of them.</summary>
public enum Screen
{
    Desktop,
    DesktopDark,
    Phone,
    PhoneDark,
}

/// <summary>One real Chromium for the whole run; everyone who visits gets a fresh profile in it.</summary>
internal static class Browser
{
    /// <summary>Milliseconds a page may take over any step: what is right shows at once, unless other tests have the processor.</summary>
    public const float Patience = 60_000;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    // The shell first: the whole browser draws its own menus and start pages beside the page under test, at several times the price.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser"];

    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> Started = new(StartAsync);

    public static async Task<IBrowserContext> NewProfileAsync(Uri site, Screen screen, bool scripts)
    {
        var phone = screen is Screen.Phone or Screen.PhoneDark;
        var (_, chromium) = await Started.Value;
        return await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 900 },
            DeviceScaleFactor = phone ? 2 : 1,
            HasTouch = phone,
            IsMobile = phone,
            ColorScheme = screen is Screen.DesktopDark or Screen.PhoneDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-IE",
            IgnoreHTTPSErrors = true,
            JavaScriptEnabled = scripts,
            TimezoneId = "Europe/Dublin",
        });
    }

    public static async Task CloseAsync()
    {
        if (Started is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) return;
        var (driver, chromium) = await Started.Value;
        await chromium.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var driver = await Playwright.CreateAsync();
        var chromium = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable(), Args = Flags });
        return (driver, chromium);
    }

    private static string Executable()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen) return chosen;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").ToList();
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium: run scripts/setup, or name its executable in CHROMIUM.");
    }
}
