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

    private long Pixels => (long)WidthPixels * HeightPixels;

    /// <returns>Null when it is no JPEG, PNG or WebP with readable dimensions.</returns>
    public static PhotoFormat? Of(ReadOnlySpan<byte> file)
    {
        var format = Png(file) ?? Jpeg(file) ?? WebP(file);
        return format is { WidthPixels: > 0, HeightPixels: > 0, Pixels: <= MaxPixels } ? format : null;
    }

    private static PhotoFormat? Png(ReadOnlySpan<byte> file) =>
        file.Length > 33 && file.StartsWith(PngSignature) && file[12..16].SequenceEqual("IHDR"u8)
            ? new PhotoFormat("image/png", Big32(file[16..]), Big32(file[20..]))
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
                return new PhotoFormat("image/jpeg", Big16(file[(at + 7)..]), Big16(file[(at + 5)..]));
            at += 2 + Big16(file[(at + 2)..]);
        }

        return null;
    }

    // developers.google.com/speed/webp/docs/riff_container: lossy (VP8), lossless (VP8L) and extended (VP8X) headers.
    private static PhotoFormat? WebP(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30 || !file.StartsWith("RIFF"u8) || !file[8..12].SequenceEqual("WEBP"u8)) return null;
        var kind = file[12..16];
        if (kind.SequenceEqual("VP8 "u8))
            return new PhotoFormat("image/webp", Little16(file[26..]) & 0x3FFF, Little16(file[28..]) & 0x3FFF);
        if (kind.SequenceEqual("VP8X"u8)) return new PhotoFormat("image/webp", 1 + Little24(file[24..]), 1 + Little24(file[27..]));
        if (!kind.SequenceEqual("VP8L"u8)) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
        return new PhotoFormat("image/webp", (int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static int Big32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static int Big16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static int Little16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
