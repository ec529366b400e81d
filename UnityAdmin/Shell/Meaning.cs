namespace UnityAdmin.Shell;

/// <summary>The four things a colour may say, and saying nothing.</summary>
public enum Meaning
{
    Neutral,
    Good,
    Attention,
    Bad,
    Info,
}
