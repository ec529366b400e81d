namespace UnityAdmin.Messages;

/// <summary>Why a letter was not delivered, as staff read it beside the message.</summary>
public static class MessagesRefusals
{
    private const string FinalCode = "mail_refused";

    /// <summary>Whether the same letter would be refused again, however often it is tried.</summary>
    public static bool IsFinal(this Refusal refused) => refused.Code == FinalCode;

    public static Refusal NotOneAddress(string address) => Final(
        $"“{address}” is not one e-mail address. Set it right on the submission and write again.");

    /// <summary>The server said for good that it does not take letters for this address, or this letter.</summary>
    /// <param name="answer">The server's own words, with their code.</param>
    public static Refusal Refused(string address, string answer) => Final(
        $"The mail server refuses the message to {address} for good: {answer}");

    public static Refusal NotAscii(string address) => Final(
        $"Mail cannot be sent to {address}: before the @ not every mail server understands such letters. Ask for another address.");

    /// <summary>The server said no for now, or what it minds is in the shop's own settings.</summary>
    /// <param name="answer">The server's own words, with their code.</param>
    public static Refusal NotTaken(string answer) => Later($"The mail server did not take the message: {answer}");

    public static Refusal Unreachable(string host, int port, string why) => Later(
        $"The mail server {host} cannot be reached on port {port}: {why.TrimEnd('.')}. Check Mail:Host and Mail:Port.");

    public static Refusal Silent(int seconds) => Later($"The mail server did not answer within {seconds} seconds.");

    public static readonly Refusal Lost = Later("The connection to the mail server broke off before it had taken the message.");

    /// <param name="fault">What is wrong with it: <c>it is for mail.example.com</c>.</param>
    public static Refusal Certificate(string host, string fault) => Later(
        $"The certificate of the mail server {host} cannot be trusted: {fault}. Check Mail:Host, or renew the certificate there.");

    public static Refusal NoTls(int port, bool isImplicit) => Later(isImplicit
        ? $"The mail server does not begin with TLS on port {port}. Set Mail:ImplicitTls to false, or use port 465."
        : $"The TLS connection to the mail server on port {port} failed. Check Mail:Port and Mail:ImplicitTls.");

    public static Refusal NoStartTls(int port) => Later(
        $"The mail server offers no STARTTLS on port {port}. Use port 465 with Mail:ImplicitTls, or set Mail:UseTls to false.");

    public static readonly Refusal NoSignIn = Later(
        "The mail server offers no way to sign in. Leave Mail:UserName out, or check Mail:Port and Mail:UseTls.");

    public static Refusal NeedsSignIn(string answer) => Later(
        $"The mail server wants Mail:UserName and Mail:Password: {answer}");

    public static Refusal SignIn(string answer) => Later(
        $"The mail server does not accept Mail:UserName and Mail:Password: {answer}");

    public static Refusal Sender(string from) => Later(
        $"Mail:From, “{from}”, is not an e-mail address. Write it as Unity <hello@unity.example>.");

    private static Refusal Final(string sentence) => new(FinalCode, sentence);

    private static Refusal Later(string sentence) => new("mail_delayed", sentence);
}
