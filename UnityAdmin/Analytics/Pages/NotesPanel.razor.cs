using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Analytics.Pages;

/// <summary>What was written on the days of a chart, and a line to write more.</summary>
public sealed partial class NotesPanel(AnalyticsNotes notes, CurrentStaff current, Confirm confirm, Notices notices)
{
    private readonly Dictionary<int, ElementReference> pens = [];
    private ElementReference field;
    private ElementReference add;
    private Func<ElementReference>? wanted;
    private AnalyticsNote? edited;
    private DateOnly date;
    private string text = "";
    private Refusal? refused;
    private bool isOpen;
    private bool busy;

    [Parameter, EditorRequired]
    public required IReadOnlyList<AnalyticsNote> Notes { get; set; }

    [Parameter, EditorRequired]
    public required AnalyticsView View { get; set; }

    [Parameter, EditorRequired]
    public required DateOnly Today { get; set; }

    /// <summary>Raised once something was written or taken away.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    // What has the keyboard comes and goes with the form, so it is handed on once the next one stands there.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (wanted is not { } next) return;
        wanted = null;
        await next().FocusAsync();
    }

    private void Add() => Open(null, View.Day ?? View.Period.To, "");

    private void Edit(AnalyticsNote note) => Open(note, note.Date, note.Text);

    private void Open(AnalyticsNote? note, DateOnly day, string words) =>
        (edited, date, text, refused, isOpen, wanted) = (note, day, words, null, true, () => field);

    private void Close() => (isOpen, wanted) = (false, Back);

    // A note that a colleague deleted meanwhile has no button to go back to.
    private ElementReference Back() => edited is { } note && Notes.Any(now => now.Id == note.Id) ? pens[note.Id] : add;

    private void Press(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") Close();
    }

    private async Task SaveAsync()
    {
        if (busy) return;
        busy = true;
        refused = await current.TryAsync(
            async by => edited is { } note
                ? await notes.EditAsync(note.Id, note.Version, text, by, CancellationToken.None)
                : await notes.AddAsync(date, text, by, CancellationToken.None) is { Refused: { } no } ? no : Result.Done,
            Role.Manager);
        busy = false;
        await ShowAsync(refused);
    }

    private async Task DeleteAsync(AnalyticsNote note)
    {
        var sentence = $"“{note.Text}” goes from the chart. What it said stays in the audit log.";
        if (!await confirm.AskAsync("Delete the note?", sentence, "Delete", destructive: true)) return;
        var no = await current.TryAsync(by => notes.DeleteAsync(note.Id, note.Version, by, CancellationToken.None), Role.Manager);
        if (no is not null) notices.Refused(no);
        isOpen = false;
        await OnChanged.InvokeAsync();
        wanted = () => add;
    }

    // After a conflict the form stays open with what was typed, and saving again is meant for what the note says now.
    private async Task ShowAsync(Refusal? no)
    {
        if (no is null) Close();
        else wanted = () => field;
        await OnChanged.InvokeAsync();
        if (no is not null && edited is { } note) edited = Notes.FirstOrDefault(now => now.Id == note.Id) ?? note;
    }
}
