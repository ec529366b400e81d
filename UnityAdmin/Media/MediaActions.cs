namespace UnityAdmin.Media;

/// <summary>The stable names under which Media's verbs stand in the audit log.</summary>
public static class MediaActions
{
    public const string Converted = "photo.converted";
}
