namespace UnityAdmin.Staff;

/// <summary>Every way the staff's door can say no.</summary>
public static class StaffRefusals
{
    public static Refusal SignedOut { get; } = new(
        "signed_out", "You are signed out. Sign in again to go on.", RefusalKind.Forbidden);

    public static Refusal Locked { get; } = new(
        "locked", "Your account is locked. Ask an admin to unlock it.", RefusalKind.Forbidden);

    public static Refusal ChangePasswordFirst { get; } = new(
        "change_password_first", "Choose a password of your own first, on the account page.", RefusalKind.Forbidden);

    public static Refusal TokenNotValid { get; } = new(
        "token_not_valid", "This token is unknown, revoked or expired. Ask an admin for a new one.", RefusalKind.Forbidden);

    /// <summary>One sentence for an unknown account, a wrong password and a closed door: it tells a stranger nothing.</summary>
    public static Refusal WrongSignIn { get; } = new(
        "wrong_sign_in",
        "E-mail and password do not match, or the account is locked: five wrong tries lock it for 15 minutes.",
        RefusalKind.Forbidden);

    public static Refusal WrongCode { get; } = new(
        "wrong_code", "This code is not valid. Five wrong tries lock the account for 15 minutes.", RefusalKind.Forbidden);

    public static Refusal CodeDoesNotConfirm { get; } = new(
        "code_does_not_confirm",
        "This code does not fit the key. Check the phone's clock and type the code it shows now.",
        RefusalKind.Invalid);

    public static Refusal TooManyTries { get; } = new(
        "too_many_tries", "Too many tries from your address. Wait a minute, then try again.", RefusalKind.TooMany);

    public static Refusal WrongPassword { get; } = Field(
        "wrong_password", "Current", "This is not your current password. Five wrong tries lock the account for 15 minutes.");

    public static Refusal SamePassword { get; } = Field(
        "same_password", "Password", "This is the password you have now. Choose another one.");

    public static Refusal PasswordTooShort { get; } = Field(
        "password_too_short",
        "Password",
        $"A password has at least {Passwords.MinLength} characters. A few words in a row are easy to remember.");

    public static Refusal PasswordTooLong { get; } = Field(
        "password_too_long", "Password", $"A password has at most {Passwords.MaxLength} characters.");

    public static Refusal PasswordTooCommon { get; } = Field(
        "password_too_common", "Password", "This is one of the passwords that are guessed first. Choose another one.");

    public static Refusal EmailTaken { get; } = Field(
        "email_taken", "Email", "Somebody already signs in with this e-mail address.");

    public static Refusal NoSuchPerson { get; } = new(
        "no_such_person", "There is no such person.", RefusalKind.Missing);

    public static Refusal NoSuchToken { get; } = new(
        "no_such_token", "There is no such token.", RefusalKind.Missing);

    public static Refusal NoSuchView { get; } = new(
        "no_such_view", "There is no such view any more.", RefusalKind.Missing);

    public static Refusal NotYourView { get; } = new(
        "not_your_view", "This view is a colleague's. They or an admin can change it.", RefusalKind.Forbidden);

    public static Refusal ViewNameMissing { get; } = Field("view_name_missing", "Name", "Give the view a name.");

    public static Refusal ViewNameTooLong { get; } = Field(
        "view_name_too_long", "Name", $"A name has at most {SavedView.NameLength} characters.");

    public static Refusal ViewTooLong { get; } = new(
        "view_too_long", "There are too many filters to save. Shorten the search.", RefusalKind.Invalid);

    public static Refusal LastAdmin { get; } = new(
        "last_admin", "This is the last admin. Make somebody else an admin first.");

    public static Refusal TwoFactorIsOn { get; } = new(
        "two_factor_is_on", "Two-factor sign-in is on already. Turn it off first to set it up anew.");

    public static Refusal TwoFactorIsOff { get; } = new(
        "two_factor_is_off", "Two-factor sign-in is off.");

    public static Refusal FirstAdminLinkSpent { get; } = new(
        "first_admin_link_spent",
        "This link is not valid any more. It works once, for 24 hours, while the shop has no staff; restart the program for a new one.",
        RefusalKind.Forbidden);

    public static Refusal NotAllowed(Role needed) => new(
        "not_allowed", $"This needs the role {needed}. Ask an admin for it.", RefusalKind.Forbidden);

    public static Refusal BadPerson(IReadOnlyDictionary<string, string> fields) => new(
        "bad_person", string.Join(" ", fields.Values), RefusalKind.Invalid) { Fields = fields };

    public static Refusal BadToken(IReadOnlyDictionary<string, string> fields) => new(
        "bad_token", string.Join(" ", fields.Values), RefusalKind.Invalid) { Fields = fields };

    private static Refusal Field(string code, string field, string sentence) => new(code, sentence, RefusalKind.Invalid)
    {
        Fields = new Dictionary<string, string> { [field] = sentence },
    };
}
