using System.Security.Cryptography;
using System.Text;

namespace UnityAdmin;

/// <summary>
/// By it the program knows its own rehearsal of the race (Operations/RaceRehearsal.cs) among strangers and counts it to no limit. Made
/// for this process, held in memory, sent to its own address alone and never logged.
/// </summary>
public sealed class RehearsalPass
{
    public const string Header = "X-Rehearsal-Pass";

    private readonly byte[] word = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(64));

    public bool IsShownBy(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var shown)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown.ToString()), word);

    public void ShowOn(HttpRequestMessage request) => request.Headers.Add(Header, Encoding.ASCII.GetString(word));
}
