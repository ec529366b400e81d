namespace UnityAdmin.Messages;

public static class MessagesSetup
{
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailSettings>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IMail, SmtpMail>();
        builder.Services.AddSingleton<Outbox>();
    }
}
