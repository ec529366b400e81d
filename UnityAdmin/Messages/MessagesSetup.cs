namespace UnityAdmin.Messages;

public static class MessagesSetup
{
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<MailSettings>("Mail");
        builder.Services.AddSingleton<IMail, SmtpMail>();
        builder.Services.AddSingleton<Outbox>();
    }
}
