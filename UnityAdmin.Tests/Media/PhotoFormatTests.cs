using UnityAdmin.Media;

namespace UnityAdmin.Tests.Media;

public sealed class PhotoFormatTests
{
    private static readonly byte[] Png =
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
        0, 0, 0x04, 0x00, 0, 0, 0x03, 0x00, 8, 6, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0,
    ];

    // Start of image, an APP0 segment of 16 bytes, a fill byte, a baseline frame header of 768 x 1024, then the scan.
    private static readonly byte[] Jpeg =
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xFF, 0xC0, 0, 17, 8, 0x03, 0x00, 0x04, 0x00, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA, 0, 12,
    ];

    private static readonly byte[] Lossy =
        [.. Riff("VP8 "), 0x30, 0, 0, 0x9D, 0x01, 0x2A, 0x00, 0x04, 0x00, 0x03, 0, 0];

    private static readonly byte[] Lossless = [.. Riff("VP8L"), 0x2F, 0xFF, 0xC3, 0xBF, 0x00, 0, 0, 0, 0, 0, 0, 0];

    private static readonly byte[] Extended = [.. Riff("VP8X"), 0x10, 0, 0, 0, 0xFF, 0x03, 0, 0xFF, 0x02, 0, 0, 0];

    private static readonly byte[][] All = [Png, Jpeg, Lossy, Lossless, Extended];

    [Fact]
    public void Each_format_is_known_by_its_own_bytes_with_its_size()
    {
        Assert.Equal(new PhotoFormat("image/png", 1024, 768), PhotoFormat.Of(Png));
        Assert.Equal(new PhotoFormat("image/jpeg", 1024, 768), PhotoFormat.Of(Jpeg));
        Assert.Equal(new PhotoFormat("image/webp", 1024, 768), PhotoFormat.Of(Lossy));
        Assert.Equal(new PhotoFormat("image/webp", 1024, 768), PhotoFormat.Of(Lossless));
        Assert.Equal(new PhotoFormat("image/webp", 1024, 768), PhotoFormat.Of(Extended));
    }

    [Fact]
    public void The_demo_shops_own_photos_are_known()
    {
        foreach (var name in UnityAdmin.Demo.DemoPhotos.For("sneaker-low", "white"))
        {
            using var bytes = new MemoryStream();
            using (var photo = UnityAdmin.Demo.DemoPhotos.Open(name)) photo.CopyTo(bytes);
            var format = PhotoFormat.Of(bytes.ToArray());
            Assert.Equal("image/webp", format?.ContentType);
            Assert.InRange(format!.WidthPixels, 100, 4_000);
        }
    }

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<html><script>alert(1)</script></html>                        ")]
    [InlineData("%PDF-1.7 ........................................")]
    [InlineData("")]
    public void Anything_else_is_no_photo(string text) => Assert.Null(PhotoFormat.Of(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_photo_of_no_size_is_none_and_that_of_a_bomb_has_all_its_pixels()
    {
        Assert.Equal(3_600_000_000, PhotoFormat.Of(TestPhotos.PngHeader(60_000, 60_000))?.Pixels);
        Assert.Equal(4_611_686_014_132_420_609, PhotoFormat.Of(TestPhotos.PngHeader(int.MaxValue, int.MaxValue))?.Pixels);
        foreach (var (width, height) in new[] { (0, 768), (1024, 0), (-1, -1), (int.MinValue, int.MinValue) })
        {
            var png = (byte[])Png.Clone();
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
            Assert.Null(PhotoFormat.Of(png));
        }
    }

    [Fact]
    public void A_progressive_JPEG_and_a_HEIC_are_known()
    {
        Assert.False(PhotoFormat.Of(Jpeg)!.IsProgressive);
        byte[] progressive = [.. Jpeg];
        progressive[Array.IndexOf(progressive, (byte)0xC0)] = 0xC2;
        Assert.True(PhotoFormat.Of(progressive)!.IsProgressive);
        Assert.True(PhotoFormat.IsHeic([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0]));
        Assert.False(PhotoFormat.IsHeic([0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0]));
        Assert.False(PhotoFormat.IsHeic("ftyp"u8));
    }

    [Fact]
    public void A_JPEG_whose_segments_have_no_length_ends_instead_of_going_round()
    {
        byte[] endless = [0xFF, 0xD8, .. Enumerable.Repeat((byte[])[0xFF, 0xE0, 0, 0], 20).SelectMany(bytes => bytes)];
        Assert.Null(PhotoFormat.Of(endless));
        Assert.Null(PhotoFormat.Of([0xFF, 0xD8, .. Enumerable.Repeat((byte)0xFF, 4_000)]));
    }

    [Fact]
    public void Every_truncation_is_no_photo_or_one_of_the_right_size_and_none_throws()
    {
        foreach (var photo in All)
        {
            var whole = PhotoFormat.Of(photo);
            for (var length = 0; length < photo.Length; length++)
            {
                var cut = PhotoFormat.Of(photo.AsSpan(0, length));
                Assert.True(cut is null || cut == whole, $"{whole?.ContentType} cut to {length} bytes is {cut}");
            }
        }
    }

    [Fact]
    public void Two_thousand_damaged_files_never_throw_and_have_some_size_if_any()
    {
        const int Seed = 20260302;
        var random = new Random(Seed);
        var still = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var file = Damaged(random);
            PhotoFormat? format = null;
            var thrown = Record.Exception(() => format = PhotoFormat.Of(file));
            Assert.True(thrown is null, $"Seed {Seed}, round {round}, {Convert.ToHexString(file)}: {thrown}");
            if (format is null) continue;
            still++;
            Assert.InRange(format.Pixels, 1, long.MaxValue);
        }

        Assert.InRange(still, 100, 1_900);
    }

    private static byte[] Damaged(Random random)
    {
        var file = (byte[])All[random.Next(All.Length)].Clone();
        for (var hits = random.Next(6); hits > 0; hits--) file[random.Next(file.Length)] = (byte)random.Next(256);
        if (random.Next(3) == 0) file = file[..random.Next(file.Length)];
        if (random.Next(4) == 0) file = [.. file, .. RandomBytes(random)];
        return file;
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(64)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Riff(string kind) =>
        [.. "RIFF"u8, 0x40, 0, 0, 0, .. "WEBP"u8, .. System.Text.Encoding.ASCII.GetBytes(kind), 0x20, 0, 0, 0];
}
