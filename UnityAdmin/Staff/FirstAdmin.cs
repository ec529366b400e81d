using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using UnityAdmin.Operations;

namespace UnityAdmin.Staff;

/// <summary>
/// Lets the first admin of an empty shop in. Every start outside Development prints a new link for whoever can read the server's output;
/// only the hash of its code is kept, in memory, for a day and for one use.
/// </summary>
public sealed class FirstAdmin(StaffDirectory people, PublicAddress address, TimeProvider clock) : IFirstStart, IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim one = new(1, 1);
    private byte[]? codeHash;
    private DateTime expiresAt;

    public async Task RunAsync(WebApplication app, CancellationToken stop)
    {
        if (app.Environment.IsDevelopment() || !await people.IsEmptyAsync(stop)) return;
        var code = NewCode();

        // The address is known for certain only once the server listens.
        _ = app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            $"""

            The shop has no staff yet. Make its first admin here, within 24 hours:
              {address.Of($"/first-admin?code={code}")}

            """));
    }

    internal string NewCode()
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        codeHash = HashOf(code);
        expiresAt = clock.NowUtc() + Validity;
        return code;
    }

    public async Task<bool> OpensAsync(string? code, CancellationToken stop) => IsCode(code) && await people.IsEmptyAsync(stop);

    public async Task<Result<int>> CreateAsync(string? code, NewPerson person, string? from, CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            if (!IsCode(code)) return StaffRefusals.FirstAdminLinkSpent;
            var made = await people.CreateFirstAdminAsync(person, from, stop);
            if (made.Refused is null) codeHash = null;
            return made;
        }
        finally
        {
            _ = one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private bool IsCode(string? code) => code is not null && codeHash is { } hash && clock.NowUtc() < expiresAt
        && CryptographicOperations.FixedTimeEquals(HashOf(code), hash);

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
