namespace UnityAdmin.Staff;

/// <summary>Somebody whom the sign-in page offers to sign in as; there are such people in a demo shop alone.</summary>
public sealed record SignInSuggestion(string Email, string Name, Role Role, string Password);
