using System.Buffers.Binary;

namespace ContactCenter.Recordings;

/// <summary>
/// The format of a recording's file: a header, then chunks as they come, about one a second, and an end mark. A chunk is a prefix, ciphertext and tag (AES-256-GCM under the
/// recording's own key). Its nonce is its number, and header and prefix are authenticated with it, so that chunks can be neither swapped nor cut out; the prefix
/// says where in time it begins, so that one that is missing shows without reading the others. The end mark is a chunk without content.
/// </summary>
/// <remarks>
/// A key encrypts one file that is only ever appended to, which makes counting nonces safe. Blobs have the same construction in chunks of one size (<c>BlobCipher</c>); here a
/// crash must leave each chunk whole by itself, and one that holds a pause of an hour takes five bytes.
/// </remarks>
internal static class RecordingFormat
{
    public const int HeaderSize = 24;
    public const int PrefixSize = 16;
    public const int TagSize = 16;
    public const int NonceSize = 12;
    public const int KeySize = 32;
    public const int RunSize = 5;

    /// <summary>Of one sample on both sides.</summary>
    public const int FrameSize = 4;

    /// <summary>An end mark's.</summary>
    public const int EndSize = PrefixSize + TagSize;

    /// <summary>More than a chunk ever holds: what says otherwise is damaged.</summary>
    public const int MaxContent = 1_048_576;

    /// <summary>The longest recording: its sound at 16 kHz fits in a WAV file, whose sizes have 32 bits.</summary>
    public static readonly TimeSpan MaxLength = TimeSpan.FromHours(12);

    private static ReadOnlySpan<byte> Magic => "CCR1"u8;

    public static bool IsRate(int rate) => rate is 8_000 or 16_000;

    public static byte[] Header(RecordingId recording, int rate)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), rate);
        recording.Value.TryWriteBytes(header.AsSpan(8), bigEndian: true, out _);
        return header;
    }

    public static void WritePrefix(Span<byte> to, long start, int frames, int length)
    {
        BinaryPrimitives.WriteInt64BigEndian(to, start);
        BinaryPrimitives.WriteInt32BigEndian(to[8..], frames);
        BinaryPrimitives.WriteInt32BigEndian(to[12..], length);
    }

    public static (long Start, int Frames, int Length) ReadPrefix(ReadOnlySpan<byte> prefix) => (
        BinaryPrimitives.ReadInt64BigEndian(prefix),
        BinaryPrimitives.ReadInt32BigEndian(prefix[8..]),
        BinaryPrimitives.ReadInt32BigEndian(prefix[12..]));

    public static void WriteRun(Span<byte> to, RunKind kind, int frames)
    {
        to[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(to[1..], frames);
    }

    public static (RunKind Kind, int Frames) ReadRun(ReadOnlySpan<byte> run) => ((RunKind)run[0], BinaryPrimitives.ReadInt32BigEndian(run[1..]));

    public static void WriteNonce(Span<byte> nonce, long number)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], number);
    }
}

/// <summary>What a stretch of time is. Written to files: values stay.</summary>
internal enum RunKind : byte
{
    /// <summary>Sound follows, left and right in turns, 16 bits, least significant byte first, as WAV has it.</summary>
    Sound = 0,

    /// <summary>Nothing was kept, because somebody wanted so.</summary>
    Paused = 1,

    /// <summary>It was lost: it came faster than it could be written.</summary>
    Lost = 2,
}
