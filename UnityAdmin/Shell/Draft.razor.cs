using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace UnityAdmin.Shell;

/// <summary>
/// Keeps what is typed into the fields inside it in this browser, so that a lost connection, a restart or a closed tab costs nothing.
/// The keeping happens in the browser and needs no circuit. Each field needs a <c>name</c>; passwords and files are left alone. Call
/// <see cref="ClearAsync"/> once the form was accepted.
/// </summary>
public sealed partial class Draft(IJSRuntime js) : IAsyncDisposable
{
    private readonly Attachment keeper = new(js);
    private ElementReference fields;

    /// <summary>What the form is about, such as <c>offer-12</c>; kept apart for each person on a shared computer.</summary>
    [Parameter, EditorRequired]
    public required string Key { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        var who = SignedIn is null ? null : (await SignedIn).User.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        await keeper.AttachAsync(Assets["js/drafts.js"], "keep", fields, $"draft:{who ?? "-"}:{Key}");
    }

    /// <summary>Forgets the draft: the form was accepted, or is to start empty.</summary>
    public async Task ClearAsync()
    {
        if (keeper.Held is { } held) await held.InvokeVoidAsync("clear");
    }

    public ValueTask DisposeAsync() => keeper.DisposeAsync();
}
