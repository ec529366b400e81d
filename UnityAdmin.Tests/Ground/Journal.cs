using Xunit.Runner.Common;
using Xunit.Sdk;

[assembly: RegisterRunnerReporter(typeof(UnityAdmin.Tests.Journal))]

namespace UnityAdmin.Tests;

/// <summary>
/// What the console shows by default, and a line for every test that starts and ends in the file named by UNITY_TEST_JOURNAL. xUnit writes
/// its results when the run is over; after a run that was cut off, scripts/test reads here what ran and what did not.
/// </summary>
public sealed class Journal : IRunnerReporter
{
    private const string Variable = "UNITY_TEST_JOURNAL";

    public bool CanBeEnvironmentallyEnabled => false;

    public string Description => $"show standard progress messages and write each test's outcome to the file named by {Variable}";

    public bool ForceNoLogo => false;

    public bool IsEnvironmentallyEnabled => false;

    public string RunnerSwitch => "journal";

    public ValueTask<IRunnerReporterMessageHandler> CreateMessageHandler(IRunnerLogger logger, IMessageSink? diagnosticMessageSink)
    {
        var path = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} must name the file that the journal is written to.");

        // No test and no program that a test starts is told where it is.
        Environment.SetEnvironmentVariable(Variable, null);
        return new(new Handler(logger, path));
    }

    private sealed class Handler : DefaultRunnerReporterMessageHandler
    {
        private readonly Lock turn = new();
        private readonly StreamWriter file;
        private int wanted;
        private int finished;

        public Handler(IRunnerLogger logger, string path)
            : base(logger)
        {
            file = new StreamWriter(path) { AutoFlush = true };
            Execution.TestStartingEvent += starting => Write("started", starting.Message.TestUniqueID, starting.Message.TestDisplayName);
            Execution.TestPassedEvent += passed => Write("passed", passed.Message);
            Execution.TestFailedEvent += failed => Write("failed", failed.Message);
            Execution.TestSkippedEvent += skipped => Write("skipped", skipped.Message);
            Execution.TestCaseFinishedEvent += _ => Interlocked.Increment(ref finished);
        }

        protected override void HandleTestAssemblyDiscoveryFinished(MessageHandlerArgs<TestAssemblyDiscoveryFinished> args)
        {
            base.HandleTestAssemblyDiscoveryFinished(args);
            wanted = args.Message.TestCasesToRun;
        }

        protected override void HandleTestAssemblyFinished(MessageHandlerArgs<ITestAssemblyFinished> args)
        {
            base.HandleTestAssemblyFinished(args);

            // A run that is told to stop ends in good order too, and before its last test.
            if (finished == wanted) Write("complete", "", "");
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await file.DisposeAsync();
        }

        private void Write(string what, ITestMessage test) => Write(what, test.TestUniqueID, "");

        private void Write(string what, string id, string name)
        {
            // A name may hold what a hostile visitor would type; it stays on its line and in its column.
            var plain = string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter));
            lock (turn) file.WriteLine($"{what}\t{id}\t{plain}");
        }
    }
}
