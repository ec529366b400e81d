using System.Diagnostics.CodeAnalysis;

namespace UnityAdmin;

/// <summary>What kind of no a <see cref="Refusal"/> is; the HTTP border turns it into a status code.</summary>
public enum RefusalKind
{
    /// <summary>The input is wrong and stays wrong: 400.</summary>
    Invalid,

    /// <summary>The request is larger than anything legitimate: 413.</summary>
    TooLarge,

    /// <summary>Too often in too short a time: 429.</summary>
    TooMany,

    /// <summary>The actor may not do this: 403.</summary>
    Forbidden,

    /// <summary>There is no such thing, or the asker may not know of it: 404.</summary>
    Missing,

    /// <summary>The state of the world does not allow it now: 409.</summary>
    Conflict,

    /// <summary>Well-formed, but at odds with what was said before under the same name: 422.</summary>
    Contradiction,
}

/// <summary>An expected no: a stable code for programs and a sentence for people that says what to do.</summary>
public sealed record Refusal(string Code, string Sentence, RefusalKind Kind = RefusalKind.Conflict)
{
    /// <summary>The form fields at fault, each with its own sentence; empty when no single field is.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = NoFields;

    /// <summary>When it is worth asking again, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private static readonly Dictionary<string, string> NoFields = [];
}

/// <summary>The outcome of a verb that returns nothing: done, or refused.</summary>
public sealed class Result
{
    private Result(Refusal? refused) => Refused = refused;

    public static Result Done { get; } = new(null);

    public Refusal? Refused { get; }

    public static implicit operator Result(Refusal refused) => new(refused);
}

/// <summary>The outcome of a verb: its value, or the reason it was refused.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, Refusal? refused)
    {
        this.value = value;
        Refused = refused;
    }

    public Refusal? Refused { get; }

    /// <summary>The value of a verb that was not refused; reading it after a refusal is a bug and throws.</summary>
    public T Value => Refused is null ? value! : throw new InvalidOperationException($"Refused: {Refused.Sentence}");

    public bool Is([NotNullWhen(true)] out T? done, [NotNullWhen(false)] out Refusal? refused)
    {
        done = value;
        refused = Refused;
        return refused is null;
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refused) => new(default, refused);
}
