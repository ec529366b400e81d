using System.Runtime.InteropServices;
using SkiaSharp;

namespace UnityAdmin.Media;

/// <summary>A photo made over: upright, sRGB, without metadata.</summary>
/// <param name="Master">At most <see cref="PhotoConverter.MasterPixels"/> on its longest edge.</param>
/// <param name="Format">That of the master.</param>
/// <param name="Sizes">A WebP for each of <see cref="PhotoSizes.All"/>.</param>
public sealed record ConvertedPhoto(byte[] Master, PhotoFormat Format, IReadOnlyDictionary<int, byte[]> Sizes);

/// <summary>
/// Makes a photo over with Skia. Nothing of the file is copied: its pixels are decoded and encoded anew, so that no EXIF, GPS, XMP, comment
/// or colour profile can come along.
/// </summary>
internal static class PhotoConverter
{
    public const int MasterPixels = 4_096;

    // A JPEG is decoded in eighths of its size. A result that is a little smaller than allowed is taken as it is: half the memory, and
    // sharper than one that is scaled twice.
    private const int LeastMasterPixels = MasterPixels * 3 / 4;

    // Progressive files of cameras have about ten. Each scan costs a pass over all pixels, however few bytes it has.
    private const int MaxScans = 100;

    private static readonly SKJpegEncoderOptions MasterJpeg =
        new(90, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);

    private static readonly SKWebpEncoderOptions MasterWebP = new(SKWebpEncoderCompression.Lossy, 90);

    private static readonly SKWebpEncoderOptions SmallWebP = new(SKWebpEncoderCompression.Lossy, 75);

    /// <summary>What a photo needs in memory while it is made over, roughly.</summary>
    public static long MemoryBytes(PhotoFormat format)
    {
        const long PixelBytes = 4;
        var kept = Math.Min(format.Pixels, (long)MasterPixels * MasterPixels) * PixelBytes;
        if (format.ContentType != PhotoFormat.JpegType) return format.Pixels * PixelBytes + kept;

        // Twice, since it may have to be turned; a progressive one is also held as coefficients, two bytes for each of three colours.
        return kept * 2 + (format.IsProgressive ? format.Pixels * 6 : 0);
    }

    /// <returns>Null when the file is damaged, cut off, or promises more than its header did.</returns>
    public static ConvertedPhoto? Convert(byte[] file, PhotoFormat format, CancellationToken stop)
    {
        if (ScansOf(file, format) > MaxScans) return null;
        using var decoded = Decode(file);
        if (decoded is null) return null;
        stop.ThrowIfCancellationRequested();
        var isOpaque = IsOpaque(decoded);
        var isWebP = !isOpaque || format.ContentType == PhotoFormat.WebPType;
        var master = isWebP ? Encode(decoded, MasterWebP) : Encode(decoded, MasterJpeg);
        var made = new PhotoFormat(isWebP ? PhotoFormat.WebPType : PhotoFormat.JpegType, decoded.Width, decoded.Height);
        return new ConvertedPhoto(master, made, EncodeSizes(decoded, stop));
    }

    /// <summary>The sizes of a master whose own were lost.</summary>
    /// <returns>Null when it cannot be read.</returns>
    public static IReadOnlyDictionary<int, byte[]>? ConvertSizes(byte[] master, CancellationToken stop)
    {
        using var decoded = Decode(master);
        return decoded is null ? null : EncodeSizes(decoded, stop);
    }

    // From the largest to the smallest, each made of the one before.
    private static Dictionary<int, byte[]> EncodeSizes(SKBitmap master, CancellationToken stop)
    {
        var sizes = new Dictionary<int, byte[]>();
        var from = master;
        try
        {
            foreach (var size in PhotoSizes.All.OrderDescending())
            {
                stop.ThrowIfCancellationRequested();
                var smaller = Shrink(from, size);
                if (smaller is not null)
                {
                    if (from != master) from.Dispose();
                    from = smaller;
                }

                sizes[size] = Encode(from, SmallWebP);
            }
        }
        finally
        {
            if (from != master) from.Dispose();
        }

        return sizes;
    }

    private static SKBitmap? Decode(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > PhotoFormat.MaxPixels) return null;
        var size = DecodedSize(codec);
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        using var srgb = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, srgb));
        try
        {
            if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success) return null;
            bitmap = Replace(bitmap, Shrink(bitmap, MasterPixels));
            bitmap = Replace(bitmap, TurnUpright(bitmap, codec.EncodedOrigin));
            (var upright, bitmap) = (bitmap, null!);
            return upright;
        }
        finally
        {
            bitmap?.Dispose();
        }
    }

    private static SKBitmap Replace(SKBitmap bitmap, SKBitmap? by)
    {
        if (by is null) return bitmap;
        bitmap.Dispose();
        return by;
    }

    private static SKSizeI DecodedSize(SKCodec codec)
    {
        var whole = codec.Info.Size;
        var longest = Math.Max(whole.Width, whole.Height);
        if (codec.EncodedFormat != SKEncodedImageFormat.Jpeg || longest <= MasterPixels) return whole;
        var eighths = Math.Max(1, MasterPixels * 8 / longest);
        if (longest * eighths / 8 < LeastMasterPixels) eighths++;
        return codec.GetScaledDimensions(eighths / 8f);
    }

    // Halved until less than a half is left to do, which keeps every pixel's share; the rest with a sharper filter.
    private static SKBitmap? Shrink(SKBitmap bitmap, int pixels)
    {
        var longest = Math.Max(bitmap.Width, bitmap.Height);
        if (longest <= pixels) return null;
        var from = bitmap;
        for (; longest >= pixels * 2; longest = Math.Max(from.Width, from.Height))
        {
            var half = Scale(from, (from.Width + 1) / 2, (from.Height + 1) / 2, new SKSamplingOptions(SKFilterMode.Linear));
            if (from != bitmap) from.Dispose();
            from = half;
        }

        if (longest == pixels) return from;
        var (width, height) = (Share(bitmap.Width, pixels, bitmap), Share(bitmap.Height, pixels, bitmap));
        var shrunk = Scale(from, width, height, new SKSamplingOptions(SKCubicResampler.Mitchell));
        if (from != bitmap) from.Dispose();
        return shrunk;
    }

    private static int Share(int edge, int pixels, SKBitmap of) =>
        Math.Max(1, (int)Math.Round((double)edge * pixels / Math.Max(of.Width, of.Height)));

    private static SKBitmap Scale(SKBitmap bitmap, int width, int height, SKSamplingOptions sampling)
    {
        var scaled = new SKBitmap(bitmap.Info.WithSize(width, height));
        if (bitmap.ScalePixels(scaled, sampling)) return scaled;
        scaled.Dispose();
        throw new InvalidOperationException($"Skia cannot scale {bitmap.Width} × {bitmap.Height} pixels to {width} × {height}.");
    }

    private static SKBitmap? TurnUpright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default) return null;
        var (w, h) = (bitmap.Width, bitmap.Height);
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        var upright = new SKBitmap(bitmap.Info.WithSize(isTurned ? h : w, isTurned ? w : h));
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            _ => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        });
        using var copy = new SKPaint { BlendMode = SKBlendMode.Src };
        canvas.DrawBitmap(bitmap, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest), copy);
        return upright;
    }

    // Screenshots are often stored with transparency and have none.
    private static bool IsOpaque(SKBitmap bitmap)
    {
        if (bitmap.AlphaType == SKAlphaType.Opaque) return true;
        foreach (var pixel in MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()))
        {
            if (pixel >> 24 != 0xFF) return false;
        }

        return true;
    }

    private static byte[] Encode(SKBitmap bitmap, SKJpegEncoderOptions options) => Encode(bitmap, plain => plain.Encode(options));

    private static byte[] Encode(SKBitmap bitmap, SKWebpEncoderOptions options) => Encode(bitmap, plain => plain.Encode(options));

    // Without a colour space the encoders write no profile; what has none is read as sRGB, which the pixels are.
    private static byte[] Encode(SKBitmap bitmap, Func<SKPixmap, SKData?> encode)
    {
        using var plain = new SKPixmap(bitmap.Info.WithColorSpace(null), bitmap.GetPixels(), bitmap.RowBytes);
        using var encoded = encode(plain);
        return encoded?.ToArray()
            ?? throw new InvalidOperationException($"Skia cannot encode {bitmap.Width} × {bitmap.Height} pixels.");
    }

    private static int ScansOf(byte[] file, PhotoFormat format)
    {
        if (format.ContentType != PhotoFormat.JpegType) return 0;
        return file.AsSpan().Count([(byte)0xFF, (byte)0xDA]);
    }
}
