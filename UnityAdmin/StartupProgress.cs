namespace UnityAdmin;

/// <summary>
/// How far the start has come. Until it is over the program shows its sign-in page and answers nothing else, and its jobs wait.
/// </summary>
public sealed class StartupProgress
{
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int percent;
    private volatile string doing = "The program is starting.";

    /// <summary>Completed once the program does all of its work.</summary>
    public Task Over => over.Task;

    public bool IsOver => over.Task.IsCompleted;

    /// <summary>What the program is at, as a sentence.</summary>
    public string Doing => doing;

    /// <summary>How much of that is done, 0 to 100; 0 also where nobody knows.</summary>
    public int Percent => percent;

    public void Begin(string sentence) => (doing, percent) = (sentence, 0);

    public void Report(int newPercent) => percent = Math.Clamp(newPercent, 0, 100);

    public void End() => _ = over.TrySetResult();
}
