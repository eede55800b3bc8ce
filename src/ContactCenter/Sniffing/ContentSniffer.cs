using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ContactCenter.Sniffing;

/// <summary>
/// What a content is, from its first bytes alone: what a provider or a customer says it is counts for nothing. Knows what people send one another;
/// whatever else there is stays <see cref="Unknown"/>. Markup is plain text here: nothing is ever called something a browser would run.
/// </summary>
internal static class ContentSniffer
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Length = 4_096;

    /// <summary>What is none of the known types.</summary>
    public const string Unknown = "application/octet-stream";

    /// <param name="head">The first <see cref="Length"/> bytes, or all where there are fewer.</param>
    public static string Sniff(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => "image/jpeg",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) => "image/png",
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => "image/gif",
        _ when head.StartsWith("RIFF"u8) && At(head, 8, "WEBP"u8) => "image/webp",
        _ when head.StartsWith("%PDF-"u8) => "application/pdf",
        _ when At(head, 4, "ftyp3g"u8) => "video/3gpp",
        _ when At(head, 4, "ftypM4A "u8) => "audio/mp4",
        _ when At(head, 4, "ftypiso"u8) || At(head, 4, "ftypmp4"u8) || At(head, 4, "ftypavc1"u8) || At(head, 4, "ftypM4V"u8) => "video/mp4",
        _ when head.StartsWith("OggS"u8) => "audio/ogg",
        _ when head.StartsWith("#!AMR"u8) => "audio/amr",
        _ when head.StartsWith("ID3"u8) || IsMp3Frame(head) => "audio/mpeg",
        _ when IsText(head) => IsCard(head) ? "text/vcard" : "text/plain",
        _ => Unknown,
    };

    /// <summary>Whether a browser may show it as a picture: formats that hold no script.</summary>
    public static bool IsPicture(string contentType) => contentType is "image/jpeg" or "image/png" or "image/gif" or "image/webp";

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> mark) => head.Length >= offset && head[offset..].StartsWith(mark);

    /// <summary>The header of an MPEG-1 or MPEG-2 layer III frame with a bit rate and a sampling rate (ISO 11172-3 section 2.4.1.3), and room for the rest of it.</summary>
    private static bool IsMp3Frame(ReadOnlySpan<byte> head) =>
        head.Length > 4 && head[0] == 0xFF && (head[1] & 0xF6) is 0xF2 && (head[2] & 0xF0) is not (0xF0 or 0) && (head[2] & 0x0C) != 0x0C;

    private static bool IsCard(ReadOnlySpan<byte> head) =>
        (head.StartsWith("\uFEFF"u8) ? head[3..] : head) is { Length: >= 11 } text && Ascii.EqualsIgnoreCase(text[..11], "BEGIN:VCARD"u8);

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.Length == Length && Rune.DecodeLastFromUtf8(head, out _, out var cut) == OperationStatus.NeedMoreData)
        {
            head = head[..^cut]; // the last character is cut in two
        }

        return !head.IsEmpty
            && !head.ContainsAnyInRange((byte)0x00, (byte)0x08)
            && !head.ContainsAnyInRange((byte)0x0E, (byte)0x1F)
            && !head.Contains((byte)0x7F)
            && Utf8.IsValid(head);
    }
}
