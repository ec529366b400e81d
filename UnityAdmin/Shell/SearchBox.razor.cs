using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Shell;

/// <summary>Searches while someone types, a little after each key.</summary>
public sealed partial class SearchBox(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private ElementReference field;
    private CancellationTokenSource waiting = new();
    private string typed = "";
    private string asked = "";

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>What can be found, for screen readers: "Search products".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>By what it can be found: "Name, SKU".</summary>
    [Parameter, EditorRequired]
    public required string Placeholder { get; set; }

    /// <summary>What is being searched for now; null for nothing.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Raised with the trimmed text, or null.</summary>
    [Parameter]
    public EventCallback<string?> OnSearch { get; set; }

    /// <summary>For the page that listens to <c>/</c>.</summary>
    public Task FocusAsync() => field.FocusAsync().AsTask();

    // A search that was not typed here (the back button, a saved view) replaces the text; one's own must not undo the next key.
    protected override void OnParametersSet()
    {
        if ((Value ?? "") == asked) return;
        typed = asked = Value ?? "";
    }

    public void Dispose()
    {
        waiting.Cancel();
        waiting.Dispose();
    }

    // Bound, not merely listened to: a plain value would be written back over the keys pressed while the last one was on its way.
    private async Task TypeAsync(string? input)
    {
        typed = input ?? "";
        await waiting.CancelAsync();
        waiting.Dispose();
        waiting = new CancellationTokenSource();
        var mine = waiting.Token;
        try
        {
            await Task.Delay(Pause, clock, mine);
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return;
        }

        await AskAsync();
    }

    private Task ClearAsync()
    {
        typed = "";
        return AskAsync();
    }

    private Task AskAsync()
    {
        var wanted = typed.Trim();
        if (wanted == asked) return Task.CompletedTask;
        asked = wanted;
        return OnSearch.InvokeAsync(wanted.Length == 0 ? null : wanted);
    }
}
