namespace UnityAdmin.Analytics;

/// <summary>What the audit log calls the verbs of people in this area.</summary>
public static class AnalyticsActions
{
    public const string NoteAdded = "analytics_note.added";
    public const string NoteEdited = "analytics_note.edited";
    public const string NoteDeleted = "analytics_note.deleted";
}
