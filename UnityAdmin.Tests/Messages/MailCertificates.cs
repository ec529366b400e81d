using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace UnityAdmin.Tests.Messages;

/// <summary>An authority of the test's own and what it signs; nothing on the machine trusts it.</summary>
internal sealed class MailCertificates : IDisposable
{
    private readonly string folder = TempFolder.New();
    private readonly X509Certificate2 authority;

    public MailCertificates()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(1));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
    }

    /// <summary>What <c>Mail:CertificateAuthority</c> names.</summary>
    public string AuthorityFile => Path.Combine(folder, "authority.pem");

    public X509Certificate2 For(string name, int daysLeft = 30)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var until = DateTimeOffset.UtcNow.AddDays(daysLeft);
        using var signed = request.Create(authority, until.AddYears(-1), until, RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);

        // Exported and read again: SslStream takes no key that lives in memory only on every system.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        authority.Dispose();
        TempFolder.Delete(folder);
    }
}
