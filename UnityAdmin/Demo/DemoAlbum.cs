using Bogus;
using UnityAdmin.Media;

namespace UnityAdmin.Demo;

/// <summary>The photos that sellers send with their things; the files are put away once, however many show the same.</summary>
internal sealed class DemoAlbum(PhotoStore store)
{
    private const int MostOfOneBag = 6;

    private readonly Dictionary<string, Task<StoredPhoto>> making = [];
    private readonly Dictionary<string, StoredPhoto> kept = [];

    /// <returns>One to six: the cover of each thing first, then further views as the seller took the trouble.</returns>
    public async Task<IReadOnlyList<StoredPhoto>> OfAsync(DemoBag bag, Randomizer random, CancellationToken stop)
    {
        var views = bag.Things.Select(thing => DemoPhotos.For(thing.Product.Kind, thing.Colour)).ToList();
        var covers = views.Select(names => names[0]);
        var further = views.SelectMany(names => names.Skip(1)).Where(_ => random.Bool(0.75f));
        var photos = new List<StoredPhoto>();
        foreach (var name in covers.Concat(further).Distinct().Take(MostOfOneBag)) photos.Add(await KeepAsync(name, stop));
        return photos;
    }

    /// <summary>What the photos of one thing are known by among all of its bag's.</summary>
    public IReadOnlySet<string> HashesOf(DemoThing thing) =>
        DemoPhotos.For(thing.Product.Kind, thing.Colour).Where(kept.ContainsKey).Select(name => kept[name].ContentHash).ToHashSet();

    /// <summary>Every view of one thing, the cover first, as the shop takes them itself.</summary>
    public async Task<IReadOnlyList<StoredPhoto>> ViewsAsync(string kind, string colour, CancellationToken stop)
    {
        var photos = new List<StoredPhoto>();
        foreach (var name in DemoPhotos.For(kind, colour)) photos.Add(await KeepAsync(name, stop));
        return photos;
    }

    private async Task<StoredPhoto> KeepAsync(string name, CancellationToken stop)
    {
        if (kept.TryGetValue(name, out var known)) return known;

        // All of them begin with the first, so that they are made over while the stories are written.
        if (making.Count == 0)
        {
            var all = DemoPhotos.Kinds.SelectMany(kind => DemoPhotos.Colours(kind).SelectMany(colour => DemoPhotos.For(kind, colour)));
            foreach (var each in all) making[each] = MakeAsync(each, stop);
        }

        return kept[name] = await making[name];
    }

    private async Task<StoredPhoto> MakeAsync(string name, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await using (var photo = DemoPhotos.Open(name)) await photo.CopyToAsync(bytes, stop);
        return (await store.KeepAsync(name, bytes.ToArray(), stop)).Value;
    }
}
