using UnityAdmin.Demo;

namespace UnityAdmin.Tests.Demo;

public sealed class DemoPhotosTests
{
    private static readonly string[] All =
        [.. from kind in DemoPhotos.Kinds from colour in DemoPhotos.Colours(kind) from name in DemoPhotos.For(kind, colour) select name];

    [Fact]
    public void Every_photo_is_a_WebP_of_at_most_60_KB()
    {
        Assert.NotEmpty(All);
        Assert.All(All, name =>
        {
            using var photo = DemoPhotos.Open(name);
            Span<byte> head = stackalloc byte[12];
            photo.ReadExactly(head);
            Assert.True(head[..4].SequenceEqual("RIFF"u8) && head[8..].SequenceEqual("WEBP"u8), name);
            Assert.InRange(photo.Length, 1_000, 60_000);
        });
    }

    [Fact]
    public void The_photos_of_an_item_start_with_its_cover() => Assert.Equal(
        ["sneaker-low-white-side.webp", "sneaker-low-white-box.webp", "sneaker-low-white-pair.webp", "sneaker-low-white-sole.webp"],
        DemoPhotos.For("sneaker-low", "white"));

    [Fact]
    public void Everything_the_shop_trades_in_is_photographed() => Assert.Equal(
        [
            "backpack", "beanie", "cap", "cargo", "chain", "headphones", "hoodie", "jacket", "jeans", "phone", "puffer", "runner",
            "sneaker-high", "sneaker-low", "tee", "tracksuit", "watch",
        ],
        DemoPhotos.Kinds);
}
