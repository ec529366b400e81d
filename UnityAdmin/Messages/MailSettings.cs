namespace UnityAdmin.Messages;

/// <summary>The section <c>Mail</c>. Without a host nothing is mailed, and messages are read and passed on by staff.</summary>
public sealed class MailSettings
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public bool UseTls { get; set; } = true;

    /// <summary>How long one message may take; less than the lease, or another node would send it meanwhile.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    public string From { get; set; } = "Unity <hello@unity.example>";

    public bool IsSetUp => !string.IsNullOrWhiteSpace(Host);
}
