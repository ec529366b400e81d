namespace UnityAdmin.Messages;

/// <summary>A letter as it leaves the shop.</summary>
/// <param name="MessageId">The same at every attempt, by which the receiving server recognises a repeat.</param>
public sealed record Letter(string MessageId, string ToEmail, string ToName, string Title, string Body);

/// <summary>The edge to the post; the real one is SMTP.</summary>
public interface IMail
{
    /// <summary>Hands one letter to the mail server.</summary>
    /// <param name="letter">What, and to whom.</param>
    /// <param name="accepted">
    /// Called once, as soon as the server has taken the letter and before it is told goodbye: whatever happens to the connection
    /// afterwards, the letter is delivered.
    /// </param>
    /// <param name="stop">Gives up, unless the letter is on its way already: then the server's answer is waited for.</param>
    /// <returns>
    /// Why the server did not take it, in a sentence for staff; <see cref="MessagesRefusals.IsFinal"/> says whether to try again.
    /// </returns>
    Task<Result> SendAsync(Letter letter, Func<Task> accepted, CancellationToken stop);
}
