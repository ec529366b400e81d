using Microsoft.AspNetCore.Components;
using Radzen;

namespace UnityAdmin.Shell;

/// <summary>The inside of <see cref="Confirm"/>'s dialog.</summary>
public sealed partial class ConfirmQuestion(DialogService dialogs)
{
    private ElementReference yes;
    private ElementReference no;

    [Parameter, EditorRequired]
    public required string Sentence { get; set; }

    [Parameter, EditorRequired]
    public required string Action { get; set; }

    [Parameter]
    public bool Destructive { get; set; }

    [Parameter]
    public string No { get; set; } = "Cancel";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await (Destructive ? no : yes).FocusAsync();
    }

    private void Answer(bool agreed) => dialogs.Close(agreed);
}
