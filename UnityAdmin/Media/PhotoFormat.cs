using System.Buffers.Binary;

namespace UnityAdmin.Media;

/// <summary>What a file is by its own first bytes; the name and type it came with are never believed.</summary>
/// <param name="ContentType">As it is served.</param>
/// <param name="WidthPixels">Read from the file's header.</param>
/// <param name="HeightPixels">Read from the file's header.</param>
public sealed record PhotoFormat(string ContentType, int WidthPixels, int HeightPixels)
{
    /// <summary>More than this many pixels is no snapshot but a bomb for whoever decodes it.</summary>
    public const long MaxPixels = 60_000_000;

    public const string JpegType = "image/jpeg";
    public const string PngType = "image/png";
    public const string WebPType = "image/webp";

    public long Pixels => (long)WidthPixels * HeightPixels;

    /// <summary>A JPEG that is stored in several passes over all its pixels, which a decoder keeps in memory.</summary>
    public bool IsProgressive { get; private init; }

    /// <returns>Null when it is no JPEG, PNG or WebP with readable dimensions. It may still have too many pixels.</returns>
    public static PhotoFormat? Of(ReadOnlySpan<byte> file)
    {
        var format = Png(file) ?? Jpeg(file) ?? WebP(file);
        return format is { WidthPixels: > 0, HeightPixels: > 0 } ? format : null;
    }

    /// <summary>Whether it is a photo as iPhones keep them. Nothing here can decode those, so the refusal says what to do.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> file) =>
        file.Length > 12 && file[4..8].SequenceEqual("ftyp"u8)
        && (file[8..11].SequenceEqual("hei"u8) || file[8..11].SequenceEqual("hev"u8) || file[8..12].SequenceEqual("mif1"u8));

    private static PhotoFormat? Png(ReadOnlySpan<byte> file) =>
        file.Length > 33 && file.StartsWith(PngSignature) && file[12..16].SequenceEqual("IHDR"u8)
            ? new PhotoFormat(PngType, Big32(file[16..]), Big32(file[20..]))
            : null;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // ISO/IEC 10918-1: segments are FF, a marker, a big-endian length; the frame header (SOF) holds height and width.
    private static PhotoFormat? Jpeg(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || file[0] != 0xFF || file[1] != 0xD8) return null;
        var at = 2;
        while (at + 9 < file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Jpeg(marker, file[at..]);
            at += 2 + Big16(file[(at + 2)..]);
        }

        return null;
    }

    // C2, C6, CA and CE are the progressive ones.
    private static PhotoFormat Jpeg(byte marker, ReadOnlySpan<byte> frame) =>
        new(JpegType, Big16(frame[7..]), Big16(frame[5..])) { IsProgressive = (marker & 3) == 2 };

    // developers.google.com/speed/webp/docs/riff_container: lossy (VP8), lossless (VP8L) and extended (VP8X) headers.
    private static PhotoFormat? WebP(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30 || !file.StartsWith("RIFF"u8) || !file[8..12].SequenceEqual("WEBP"u8)) return null;
        var kind = file[12..16];
        if (kind.SequenceEqual("VP8 "u8))
            return new PhotoFormat(WebPType, Little16(file[26..]) & 0x3FFF, Little16(file[28..]) & 0x3FFF);
        if (kind.SequenceEqual("VP8X"u8)) return new PhotoFormat(WebPType, 1 + Little24(file[24..]), 1 + Little24(file[27..]));
        if (!kind.SequenceEqual("VP8L"u8)) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
        return new PhotoFormat(WebPType, (int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static int Big32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static int Big16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static int Little16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
