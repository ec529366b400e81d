using System.Text;
using SkiaSharp;
using UnityAdmin.Media;

namespace UnityAdmin.Tests.Media;

public sealed class PhotoConverterTests
{
    // Tables, frame, scan, and the header that says no more than that it is a JPEG.
    private static readonly string[] PlainJpeg = ["C0", "C4", "DA", "DB", "E0"];

    private static readonly string[] PlainWebP = ["ALPH", "VP8 ", "VP8X"];

    // Made for this test: 16 × 16 pixels of one red in four printing inks, and a blinking WebP of 12 × 8.
    private static readonly byte[] Cmyk = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMmJykqKRkfLTAtKDAlKCko/9sAQwEHBwc"
        + "KCAoTCgoTKBoWGigoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo/8AAFAgAEAAQBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAA"
        + "AAAAAAAAAAAAAAAFCP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAGB//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAA"
        + "D8ApgGKFNAAP//Z");

    private static readonly byte[] Blinking = Convert.FromBase64String(
        "UklGRsAAAABXRUJQVlA4WAoAAAACAAAACwAABwAAQU5JTQYAAAD/////AABBTk1GSAAAAAAAAAAAAAsAAAcAAGQAAAJWUDggMAAAANABAJ0BKgwACAACADQl"
        + "oAJ0ugH4AAOwAP7wxAv/ILlhdcjX/yA/5Af8gP/48gAAAEFOTUZEAAAAAAAAAAAACwAABwAAZAAAAFZQOCAsAAAAlAEAnQEqDAAIAAAANCWgAnS6AAOYAP75"
        + "k2//kB//kB//kB//ID/iF3sgMABSSUZGPAAAAFdFQlBWUDggMAAAANABAJ0BKgwACAACADQloAJ0ugH4AAOwAP7wxAv/ILlhdcjX/yA/5Af8gP/48gAAAA==");

    [Fact]
    public void A_photo_with_GPS_comes_out_upright_in_three_sizes_without_one_byte_of_its_metadata()
    {
        Assert.Equal((640, 480), (PhotoFormat.Of(TestPhotos.WithGps)!.WidthPixels, PhotoFormat.Of(TestPhotos.WithGps)!.HeightPixels));
        var made = Made(TestPhotos.WithGps);
        Assert.Equal(new PhotoFormat("image/jpeg", 480, 640), made.Format);
        Assert.Equal(new PhotoFormat("image/jpeg", 480, 640), PhotoFormat.Of(made.Master));
        Assert.Equal([(64, 48, 64), (320, 240, 320), (1200, 480, 640)], SizesOf(made));
        AssertPlain(made);

        // The first corner of the scene is the last of the first row as the phone stored it.
        using var stored = Stored(TestPhotos.WithGps);
        using var upright = TestPhotos.Decode(made.Master);
        foreach (var (x, y) in new[] { (10, 10), (470, 10), (10, 630), (240, 320) })
            Assert.InRange(Distance(stored.GetPixel(y, 479 - x), upright.GetPixel(x, y)), 0, 24);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_orientation_comes_out_upright_and_every_kind_of_metadata_is_left_behind(int orientation)
    {
        var received = TestPhotos.Jpeg(400, 240, orientation);
        Assert.Contains(TestPhotos.Secret, Encoding.Latin1.GetString(received), StringComparison.Ordinal);
        var made = Made(received);
        Assert.Equal((400, 240), (made.Format.WidthPixels, made.Format.HeightPixels));
        Assert.Equal([(64, 64, 38), (320, 320, 192), (1200, 400, 240)], SizesOf(made));
        foreach (var file in made.Sizes.Values.Append(made.Master)) Assert.Equal(TestPhotos.Corners, TestPhotos.CornersOf(file));
        AssertPlain(made);
    }

    [Fact]
    public void A_phone_s_48_megapixels_become_a_master_within_its_limit()
    {
        using var bitmap = new SKBitmap(8_064, 6_048, SKColorType.Gray8, SKAlphaType.Opaque);
        bitmap.Erase(SKColors.Gray);
        using var pixels = bitmap.PeekPixels();
        using var jpeg = pixels.Encode(new SKJpegEncoderOptions(70));
        var made = Made(jpeg!.ToArray());
        Assert.Equal((4_032, 3_024), (made.Format.WidthPixels, made.Format.HeightPixels));
        Assert.Equal([(64, 64, 48), (320, 320, 240), (1200, 1200, 900)], SizesOf(made));
    }

    [Fact]
    public void What_is_wider_than_the_limit_is_scaled_down_whatever_its_shape()
    {
        var wide = Made(TestPhotos.Png(20_000, 10, SKColors.Red));
        Assert.Equal((4_096, 2), (wide.Format.WidthPixels, wide.Format.HeightPixels));
        Assert.Equal([(64, 64, 1), (320, 320, 1), (1200, 1200, 1)], SizesOf(wide));
        var dot = Made(TestPhotos.Png(1, 1, SKColors.Red));
        Assert.Equal((1, 1), (dot.Format.WidthPixels, dot.Format.HeightPixels));
        Assert.Equal([(64, 1, 1), (320, 1, 1), (1200, 1, 1)], SizesOf(dot));
    }

    [Fact]
    public void What_is_transparent_stays_so_and_what_only_could_be_becomes_a_JPEG()
    {
        var made = Made(TestPhotos.Png(100, 60, new SKColor(0, 0, 255, 128)));
        Assert.Equal("image/webp", made.Format.ContentType);
        foreach (var file in made.Sizes.Values.Append(made.Master))
        {
            using var seen = TestPhotos.Decode(file);
            Assert.InRange(seen.GetPixel(seen.Width / 2, seen.Height / 2).Alpha, 120, 136);
        }

        AssertPlain(made);
        Assert.Equal("image/jpeg", Made(TestPhotos.Png(100, 60, SKColors.Blue)).Format.ContentType);
    }

    [Fact]
    public void Colours_of_other_profiles_depths_and_inks_come_out_as_sRGB()
    {
        using var displayP3 = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        var wide = InSpace(displayP3, 100, 200, 100);
        Assert.Contains("iCCP", Encoding.Latin1.GetString(wide), StringComparison.Ordinal);

        // The same numbers mean a stronger green in Display P3 than in sRGB.
        var green = ColourOf(Made(wide));
        Assert.InRange(green.Red, 40, 88);
        Assert.InRange(green.Green, 195, 210);

        var deep = TestPhotos.Png(40, 40, new SKColor(200, 40, 90), SKColorType.RgbaF16);
        Assert.Equal(16, deep[24]);
        Assert.InRange(Distance(new SKColor(200, 40, 90), ColourOf(Made(deep))), 0, 12);
        var red = ColourOf(Made(Cmyk));
        Assert.True(red.Red > 150 && red.Green < 110 && red.Blue < 110, $"{red}");
    }

    [Fact]
    public void Of_an_animation_the_first_picture_is_kept()
    {
        var made = Made(Blinking);
        Assert.Equal(new PhotoFormat("image/webp", 12, 8), made.Format);
        Assert.True(ColourOf(made) is { Red: > 180, Blue: < 80 }, $"{ColourOf(made)}");
        AssertPlain(made);
    }

    [Fact]
    public void What_is_cut_off_or_has_hundreds_of_scans_is_not_made_over()
    {
        var whole = TestPhotos.Jpeg(400, 240);
        Assert.NotNull(PhotoConverter.Convert(whole, PhotoFormat.Of(whole)!, Stop));
        Assert.Null(PhotoConverter.Convert(whole[..(whole.Length * 2 / 3)], PhotoFormat.Of(whole)!, Stop));
        byte[] scans = [.. whole[..^2], .. Enumerable.Repeat((byte[])[0xFF, 0xDA, 0, 2], 200).SelectMany(scan => scan), 0xFF, 0xD9];
        Assert.Null(PhotoConverter.Convert(scans, PhotoFormat.Of(scans)!, Stop));
    }

    [Fact]
    public void Six_hundred_damaged_photos_come_out_within_the_limits_or_not_at_all_and_none_throws()
    {
        const int Seed = 20261201;
        var random = new Random(Seed);
        var small = Made(TestPhotos.WithGps).Sizes[64];
        byte[][] whole = [TestPhotos.Jpeg(40, 24, 6), TestPhotos.Png(30, 20, SKColors.Red), Blinking, Cmyk, small];
        var made = 0;
        for (var round = 0; round < 600; round++)
        {
            var file = (byte[])whole[random.Next(whole.Length)].Clone();
            for (var hits = random.Next(4); hits > 0; hits--) file[random.Next(file.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) file = file[..random.Next(file.Length)];
            if (PhotoFormat.Of(file) is not { Pixels: <= 1_000_000 } format) continue;
            ConvertedPhoto? photo = null;
            var thrown = Record.Exception(() => photo = PhotoConverter.Convert(file, format, Stop));
            Assert.True(thrown is null, $"Seed {Seed}, round {round}, {Convert.ToHexString(file)}: {thrown}");
            if (photo is null) continue;
            made++;
            AssertPlain(photo);
        }

        Assert.InRange(made, 100, 590);
    }

    private static ConvertedPhoto Made(byte[] file) => PhotoConverter.Convert(file, PhotoFormat.Of(file)!, Stop)!;

    private static IEnumerable<(int, int, int)> SizesOf(ConvertedPhoto made) =>
        from size in made.Sizes
        orderby size.Key
        let format = PhotoFormat.Of(size.Value)
        select (size.Key, format.WidthPixels, format.HeightPixels);

    private static void AssertPlain(ConvertedPhoto made)
    {
        foreach (var file in made.Sizes.Values.Append(made.Master))
        {
            Assert.Empty(TestPhotos.PartsOf(file).Except([.. PlainJpeg, .. PlainWebP]));
            var text = Encoding.Latin1.GetString(file);
            foreach (var trace in new[] { "Exif", "EXIF", "GPS", "XMP", "ns.adobe.com", "ICC", "Photoshop", TestPhotos.Secret[..9] })
                Assert.DoesNotContain(trace, text, StringComparison.Ordinal);
        }
    }

    private static SKBitmap Stored(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        var bitmap = new SKBitmap(codec.Info);
        Assert.Equal(SKCodecResult.Success, codec.GetPixels(bitmap.Info, bitmap.GetPixels()));
        return bitmap;
    }

    private static byte[] InSpace(SKColorSpace space, byte red, byte green, byte blue)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(40, 40, SKColorType.Rgba8888, SKAlphaType.Opaque, space));
        for (var at = 0; at < bitmap.ByteCount; at += 4) ((byte[])[red, green, blue, 255]).CopyTo(bitmap.GetPixelSpan()[at..]);
        using var pixels = bitmap.PeekPixels();
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return png!.ToArray();
    }

    private static SKColor ColourOf(ConvertedPhoto made)
    {
        using var seen = TestPhotos.Decode(made.Master);
        return seen.GetPixel(seen.Width / 2, seen.Height / 2);
    }

    private static int Distance(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue);
}
