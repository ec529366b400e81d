using System.Buffers.Binary;
using System.Text;
using SkiaSharp;
using UnityAdmin.Media;

namespace UnityAdmin.Tests.Media;

/// <summary>Photos as phones and scanners make them, and what is inside of those that are made over.</summary>
internal static class TestPhotos
{
    /// <summary>Planted in every kind of metadata; no photo that is made over may hold it.</summary>
    public const string Secret = "53.349800,-6.260310 Sorcha's kitchen";

    /// <summary>640 × 480 pixels with a GPS position, to be turned by a quarter.</summary>
    public static byte[] WithGps { get; } =
        File.ReadAllBytes(Path.Combine(SourceTree.Root, "UnityAdmin.Tests/Media/gps-orientation.jpg"));

    /// <summary>Red, green, blue and white in its corners: left to right, top to bottom.</summary>
    public static SKColor[] Corners { get; } = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White];

    /// <summary>A JPEG whose corners are <see cref="Corners"/> once it is turned as its EXIF says, with all sorts of metadata.</summary>
    public static byte[] Jpeg(int width, int height, int orientation = 1)
    {
        var isTurned = orientation >= 5;
        using var stored = new SKBitmap(isTurned ? height : width, isTurned ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (row, column) = StoredAt(orientation, x, y, width, height);
                stored.SetPixel(column, row, Corners[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]);
            }
        }

        using var pixels = stored.PeekPixels();
        using var jpeg = pixels.Encode(new SKJpegEncoderOptions(95));
        return WithMetadata(jpeg!.ToArray(), orientation);
    }

    public static byte[] Png(int width, int height, SKColor colour, SKColorType type = SKColorType.Rgba8888)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, type, SKAlphaType.Unpremul));
        bitmap.Erase(colour);
        using var pixels = bitmap.PeekPixels();
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return png!.ToArray();
    }

    /// <summary>A true PNG header that promises this many pixels, and nothing behind it.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var png = Png(1, 1, SKColors.Red);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    public static SKBitmap Decode(byte[] file) => SKBitmap.Decode(file);

    /// <summary>The corners in the order of <see cref="Corners"/>, each as the one it is nearest to.</summary>
    public static SKColor[] CornersOf(byte[] file)
    {
        using var photo = Decode(file);
        var (right, bottom) = (photo.Width * 9 / 10, photo.Height * 9 / 10);
        var (left, top) = (photo.Width / 10, photo.Height / 10);
        return [.. new[] { (left, top), (right, top), (left, bottom), (right, bottom) }
            .Select(at => photo.GetPixel(at.Item1, at.Item2)).Select(seen => Corners.MinBy(corner => Distance(corner, seen)))];
    }

    /// <summary>The kinds of parts a file is made of: markers of a JPEG, chunks of a WebP.</summary>
    public static string[] PartsOf(byte[] file) =>
        [.. (PhotoFormat.Of(file)?.ContentType == "image/jpeg" ? Segments(file) : Chunks(file)).Distinct().Order(StringComparer.Ordinal)];

    private static int Distance(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue);

    // EXIF 2.32, tag 0x0112: which side of the scene the first row and the first column of the stored pixels are.
    private static (int Row, int Column) StoredAt(int orientation, int x, int y, int width, int height) => orientation switch
    {
        1 => (y, x),
        2 => (y, width - 1 - x),
        3 => (height - 1 - y, width - 1 - x),
        4 => (height - 1 - y, x),
        5 => (x, y),
        6 => (width - 1 - x, y),
        7 => (width - 1 - x, height - 1 - y),
        _ => (x, height - 1 - y),
    };

    private static byte[] WithMetadata(byte[] jpeg, int orientation)
    {
        var text = Encoding.UTF8.GetBytes(Secret + "\0");
        byte[] exif =
        [
            .. "Exif\0\0II"u8, 0x2A, 0, 8, 0, 0, 0, 2, 0,
            0x0E, 0x01, 2, 0, (byte)text.Length, 0, 0, 0, 38, 0, 0, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
            0, 0, 0, 0, .. text,
        ];
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. text];
        byte[] iptc = [.. "Photoshop 3.0\0"u8, .. text];
        return [.. jpeg[..2], .. Segment(0xE1, exif), .. Segment(0xE1, xmp), .. Segment(0xED, iptc), .. Segment(0xFE, text), .. jpeg[2..]];
    }

    private static byte[] Segment(byte marker, byte[] bytes) =>
        [0xFF, marker, (byte)((bytes.Length + 2) >> 8), (byte)(bytes.Length + 2), .. bytes];

    private static IEnumerable<string> Segments(byte[] file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2)))
        {
            yield return $"{file[at + 1]:X2}";
            if (file[at + 1] != 0xDA) continue;

            // The scan goes on to the next marker, which here must be the end.
            Assert.Equal([0xFF, 0xD9], file[^2..]);
            yield break;
        }
    }

    private static IEnumerable<string> Chunks(byte[] file)
    {
        for (var at = 12; at + 8 <= file.Length; at += 8 + (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4)) + 1) / 2 * 2)
            yield return Encoding.ASCII.GetString(file, at, 4);
    }
}
