using Microsoft.Extensions.Options;
using UnityAdmin.Messages;

namespace UnityAdmin.Tests.Messages;

internal static class SmtpSteps
{
    public static readonly Letter Plain = new(
        "<outbox-7@unityadmin>", "sorcha@example.com", "Sorcha Walsh", "Our offer: €150.00",
        "Hello Sorcha,\n\nwe offer you €150.00.\n");

    extension(TinySmtpServer server)
    {
        /// <summary>Settings that lead to the server: by name, as its certificate wants it, and in clear unless told otherwise.</summary>
        public MailSettings Settings => new() { Host = "localhost", Port = server.Port, UseTls = false, TimeoutSeconds = 60 };

        public Task<Result> SendAsync(Letter letter, Action<MailSettings>? also = null, Func<Task>? accepted = null)
        {
            var settings = server.Settings;
            also?.Invoke(settings);
            var mail = new SmtpMail(Options.Create(settings), TimeProvider.System);
            return mail.SendAsync(letter, accepted ?? (() => Task.CompletedTask), Stop);
        }
    }
}
