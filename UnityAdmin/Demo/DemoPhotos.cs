using System.Collections.Frozen;
using System.Reflection;

namespace UnityAdmin.Demo;

/// <summary>
/// The product photos of the demo shop, drawn by us and carried inside the program. A name is <c>kind-colour-view.webp</c>, as in
/// <c>sneaker-low-white-side.webp</c>: photos of one kind and colour show one item.
/// </summary>
internal static class DemoPhotos
{
    /// <summary>All of them are WebP.</summary>
    public const string ContentType = "image/webp";

    private const string Folder = "UnityAdmin.Demo.Photos.";

    /// <summary>The views a seller would put first; the others follow by name.</summary>
    private static readonly string[] CoverViews = ["side", "front", "flat", "set"];

    private static readonly Assembly Program = typeof(DemoPhotos).Assembly;

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> ByKind = Program.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => Photo.Named(name[Folder.Length..]))
        .GroupBy(photo => photo.Kind)
        .ToFrozenDictionary(kind => kind.Key, kind => kind
            .GroupBy(photo => photo.Colour)
            .ToFrozenDictionary(colour => colour.Key, colour => CoverFirst(colour)));

    /// <summary>sneaker-low, hoodie, watch and so on, in alphabetical order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. ByKind.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The colours a kind is photographed in, in alphabetical order; an unknown kind throws.</summary>
    public static IReadOnlyList<string> Colours(string kind) => [.. ByKind[kind].Keys.Order(StringComparer.Ordinal)];

    /// <summary>The names of the photos of one item, one to four, the cover first; an unknown kind or colour throws.</summary>
    public static IReadOnlyList<string> For(string kind, string colour) => ByKind[kind][colour];

    /// <summary>The bytes of a photo by its name; an unknown name throws.</summary>
    public static Stream Open(string name) =>
        Program.GetManifestResourceStream(Folder + name) ?? throw new ArgumentException($"No demo photo is named {name}.", nameof(name));

    private static string[] CoverFirst(IEnumerable<Photo> photos) =>
        [.. photos.OrderBy(photo => !CoverViews.Contains(photo.View)).ThenBy(photo => photo.Name, StringComparer.Ordinal)
            .Select(photo => photo.Name)];

    private sealed record Photo(string Name, string Kind, string Colour, string View)
    {
        public static Photo Named(string name)
        {
            var words = Path.GetFileNameWithoutExtension(name).Split('-');
            return new(name, string.Join('-', words[..^2]), words[^2], words[^1]);
        }
    }
}
