using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace UnityAdmin.Tests;

/// <summary>
/// A test in real browsers against the real program. A journey fails when a page logged an error or threw, whatever it asserted; what
/// each visitor saw at a failure is in TestResults/.
/// </summary>
public abstract class Journey : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // The rule left out is an experiment of axe's: it also compares letters that screen readers are told to pass over, such as initials
    // and keys. Axe's own runner for Playwright opens a second page at every call, to join what it found in frames; ours have none.
    private const string RunAxe = """
        async () => {
          const rules = { "label-content-name-mismatch": { enabled: false } };
          const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
          return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ impact, id, help, nodes }) =>
            [`${impact} ${id}: ${help}`, ...nodes.slice(0, 5).map(node => `    ${node.target}  ${node.html}`)].join("\n"));
        }
        """;

    private readonly List<AppServer> servers = [];
    private readonly List<Visitor> visitors = [];

    protected async Task<AppServer> StartAsync(TestDatabase on, AppServer.Settings? settings = null, TestClock? clock = null)
    {
        var server = await AppServer.StartAsync(on, settings, clock);
        servers.Add(server);
        return server;
    }

    /// <summary>A new visitor with a fresh profile, at no page yet: <c>await page.GotoAsync("/")</c>.</summary>
    /// <param name="server">Where it visits.</param>
    /// <param name="screen">What it looks at.</param>
    /// <param name="scripts">False for a browser with JavaScript turned off.</param>
    protected async Task<IPage> VisitAsync(AppServer server, Screen screen = Screen.Desktop, bool scripts = true)
    {
        var profile = await Browser.NewProfileAsync(server.Url, screen, scripts);
        profile.SetDefaultTimeout(Browser.Patience);
        var visitor = new Visitor(await profile.NewPageAsync());
        visitors.Add(visitor);
        return visitor.Page;
    }

    /// <summary>Lets a visitor's page log errors that match, where the journey is about something going wrong.</summary>
    protected void ExpectComplaint(IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string complaint) =>
        visitors.Single(visitor => visitor.Page == page).Expected.Add(new Regex(complaint));

    /// <summary>What the page has logged as an error or thrown so far, less what was expected.</summary>
    protected IEnumerable<string> Complaints(IPage page) => visitors.Single(visitor => visitor.Page == page).Complaints;

    /// <summary>Axe finds nothing serious or critical on the page as it stands.</summary>
    protected static async Task AssertAccessibleAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        var grave = await page.EvaluateAsync<string[]>(RunAxe);
        Assert.True(grave.Length == 0, $"{page.Url} is hard to use for some people:\n{string.Join("\n", grave)}");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var complaints = new List<string>();
        for (var i = 0; i < visitors.Count; i++)
        {
            complaints.AddRange(visitors[i].Complaints);
            if (failed || visitors[i].Complaints.Any()) await KeepEvidenceAsync(visitors[i], i + 1);
            await visitors[i].Page.Context.CloseAsync();
        }

        foreach (var server in servers) await server.DisposeAsync();
        Assert.True(complaints.Count == 0, $"The browser complained:\n{string.Join("\n", complaints)}");
    }

    private static async Task KeepEvidenceAsync(Visitor visitor, int number)
    {
        var name = Regex.Replace(TestContext.Current.Test?.TestDisplayName ?? "journey", @"[^\w.-]+", "_");
        var path = Path.Combine(SourceTree.Root, "TestResults", $"{name[..Math.Min(name.Length, 150)]}-{number}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllLinesAsync(path + ".log", [visitor.Page.Url, .. visitor.Log]);
        if (!visitor.Page.IsClosed) await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path + ".png", FullPage = true });
    }

    private sealed class Visitor
    {
        private readonly ConcurrentQueue<string> complaints = [];

        public Visitor(IPage page)
        {
            Page = page;
            page.Console += (_, message) =>
            {
                Log.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
                if (message.Type == "error") complaints.Enqueue($"console error: {message.Text} ({message.Location})");
            };
            page.PageError += (_, error) =>
            {
                Log.Enqueue($"exception: {error}");
                complaints.Enqueue($"exception: {error}");
            };
            page.RequestFailed += (_, request) => Log.Enqueue($"request failed: {request.Method} {request.Url} {request.Failure}");
        }

        public IPage Page { get; }

        public ConcurrentQueue<string> Log { get; } = [];

        public List<Regex> Expected { get; } = [];

        public IEnumerable<string> Complaints => complaints.Where(complaint => !Expected.Any(regex => regex.IsMatch(complaint)));
    }
}
