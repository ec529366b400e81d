using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using UnityAdmin.Media;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>A product's photos: looked at, added, put into order, deleted.</summary>
public sealed partial class PhotoShelf(ProductPhotos shelf, CurrentStaff current, Confirm confirm)
{
    private readonly Dictionary<int, ElementReference> forward = [];
    private readonly Dictionary<int, ElementReference> back = [];
    private IReadOnlyList<Photo> viewed = [];
    private ElementReference? focus;
    private Refusal? refused;
    private string? adding;
    private string said = "";
    private bool arranging;
    private bool busy;

    [Parameter, EditorRequired]
    public int ProductId { get; set; }

    /// <summary>What they show.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>In their order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Image> Photos { get; set; }

    /// <summary>The photos are no longer what the page shows.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    protected override void OnParametersSet()
    {
        if (Photos.Count == 0) arranging = false;
        viewed = [.. Photos.Select((image, index) => image.ToPhoto($"{Name}, photo {index + 1}"))];
    }

    // A row that is moved in the page loses the focus; whoever moves it by key goes on from where they were.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is not { } button) return;
        focus = null;
        await button.FocusAsync();
    }

    private async Task AddAsync(InputFileChangeEventArgs chosen)
    {
        refused = null;
        var room = PhotoStore.MaxPhotos - Photos.Count;
        var files = chosen.GetMultipleFiles(int.MaxValue);
        foreach (var (index, file) in files.Take(room).Index())
        {
            adding = said = $"Adding {index + 1} of {files.Count}…";
            StateHasChanged();
            refused = await AddAsync(file);
            if (refused is not null) break;
        }

        if (files.Count > room) refused ??= StockRefusals.PhotosFull;
        adding = null;
        said = refused is null ? "Photos added" : "";
        await OnStale.InvokeAsync();
    }

    private async Task<Refusal?> AddAsync(IBrowserFile file)
    {
        if (file.Size > PhotoStore.MaxBytes) return MediaRefusals.TooLarge(file.Name);
        using var bytes = new MemoryStream((int)file.Size);
        await using (var stream = file.OpenReadStream(PhotoStore.MaxBytes)) await stream.CopyToAsync(bytes);
        var added = await current.TryAsync(by => shelf.AddAsync(ProductId, file.Name, bytes.ToArray(), by, CancellationToken.None));
        return added.Refused;
    }

    private async Task MoveAsync(int from, int step)
    {
        var to = from + step;
        if (busy || to < 0 || to >= Photos.Count) return;
        var order = Photos.Select(image => image.Id).ToList();
        (order[from], order[to]) = (order[to], order[from]);
        await DoAsync(by => shelf.OrderAsync(ProductId, order, by, CancellationToken.None), $"Photo {from + 1} is now photo {to + 1}");
        if (refused is null) focus = (step < 0 ? forward : back)[order[to]];
    }

    private async Task DeleteAsync(Image photo, int number)
    {
        var sure = await confirm.AskAsync(
            $"Delete photo {number}?", "It leaves the product and the shop's pages. Add the file again to bring it back.", "Delete", true);
        if (sure) await DoAsync(by => shelf.DeleteAsync(ProductId, photo.Id, by, CancellationToken.None), $"Photo {number} deleted");
    }

    private async Task DoAsync(Func<Actor, Task<Result>> act, string done)
    {
        if (busy) return;
        busy = true;
        refused = await current.TryAsync(act);
        busy = false;
        said = refused is null ? done : "";
        await OnStale.InvokeAsync();
    }
}
