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

    /// <summary>Every letter handed over, repeats included.</summary>
    public IReadOnlyList<Letter> Taken => [.. taken];

    public async Task SendAsync(Letter letter, CancellationToken stop)
    {
        taken.Enqueue(letter);
        await Task.Yield();
        await Then(letter);
    }

    /// <summary>Puts this in the place of SMTP and says that mail is set up.</summary>
    public void Serve(IServiceCollection services)
    {
        services.AddSingleton<IMail>(this);
        services.Configure<MailSettings>(mail => mail.Host = "mail.unity.example");
    }
}
