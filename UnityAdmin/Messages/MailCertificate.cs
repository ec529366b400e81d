using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace UnityAdmin.Messages;

/// <summary>Judges the certificate that one mail server showed, and says in words what is wrong with it.</summary>
internal sealed class MailCertificate(MailSettings mail)
{
    /// <summary>What is wrong with the certificate that was shown; null while none was, or when it is right.</summary>
    public string? Fault { get; private set; }

    public bool IsTrusted(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        Fault = FaultOf(shown as X509Certificate2, chain, errors);
        return Fault is null;
    }

    private string? FaultOf(X509Certificate2? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return null;
        if (shown is null) return "the server showed none";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"it is for {shown.GetNameInfo(X509NameType.DnsName, forIssuer: false)}";
        if (chain is null || !chain.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid))
            return IsOfOwnAuthority(shown, chain) ? null : "nobody this machine trusts has signed it";
        return string.Create(CultureInfo.InvariantCulture,
            $"it is valid from {shown.NotBefore:yyyy-MM-dd} to {shown.NotAfter:yyyy-MM-dd} only");
    }

    private bool IsOfOwnAuthority(X509Certificate2 shown, X509Chain? sent)
    {
        if (string.IsNullOrWhiteSpace(mail.CertificateAuthority)) return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(mail.CertificateAuthority);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in sent?.ChainElements.AsEnumerable() ?? []) _ = own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(shown);
    }
}
