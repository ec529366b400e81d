using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace UnityAdmin.Messages;

/// <summary>The section <c>Mail</c>. Without a host nothing is mailed, and messages are read and passed on by staff.</summary>
public sealed class MailSettings : IValidatableObject
{
    private const int ImplicitTlsPort = 465;

    public string? Host { get; set; }

    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Whether the connection is encrypted. A server that cannot is then not spoken to.</summary>
    public bool UseTls { get; set; } = true;

    /// <summary>Whether TLS begins with the connection instead of by STARTTLS; by default so on port 465 and nowhere else.</summary>
    public bool? ImplicitTls { get; set; }

    /// <summary>
    /// A PEM file with the authority of the mail server's certificate, where that is the company's own; by default those that the
    /// machine trusts.
    /// </summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>How long one message may take; less than the outbox's lease, or another node would send it meanwhile.</summary>
    [Range(1, 90)]
    public int TimeoutSeconds { get; set; } = 30;

    public string From { get; set; } = "Unity <hello@unity.example>";

    public bool IsSetUp => !string.IsNullOrWhiteSpace(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailboxAddress.TryParse(From, out _))
            yield return new ValidationResult($"is '{From}', which is no sender such as Unity <hello@unity.example>.", [nameof(From)]);
        if (CertificateAuthority is { Length: > 0 } file && !File.Exists(file))
            yield return new ValidationResult($"names {file}, which is not there.", [nameof(CertificateAuthority)]);
    }

    public bool BeginsWithTls => UseTls && (ImplicitTls ?? Port == ImplicitTlsPort);
}
