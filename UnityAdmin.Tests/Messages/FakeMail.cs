using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Messages;

namespace UnityAdmin.Tests.Messages;

/// <summary>A post office that notes what it was handed, and then does what the test says.</summary>
internal sealed class FakeMail : IMail
{
    private readonly ConcurrentQueue<Letter> taken = [];

    /// <summary>What happens to a letter once it is noted; nothing unless told otherwise.</summary>
    public Func<Letter, Task> Then { get; set; } = _ => Task.CompletedTask;

    /// <summary>The answer to a letter, after <see cref="Then"/>; null is a yes.</summary>
    public Func<Letter, Refusal?> Says { get; set; } = _ => null;

    /// <summary>What happens to the connection after a yes.</summary>
    public Func<Letter, Task> Goodbye { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every letter handed over, repeats included.</summary>
    public IReadOnlyList<Letter> Taken => [.. taken];

    public async Task<Result> SendAsync(Letter letter, Func<Task> accepted, CancellationToken stop)
    {
        taken.Enqueue(letter);
        await Task.Yield();
        await Then(letter);
        if (Says(letter) is { } no) return no;
        await accepted();
        await Goodbye(letter);
        return Result.Done;
    }

    /// <summary>Puts this in the place of SMTP and says that mail is set up.</summary>
    public void Serve(IServiceCollection services)
    {
        services.AddSingleton<IMail>(this);
        services.Configure<MailSettings>(mail => mail.Host = "mail.unity.example");
    }
}
