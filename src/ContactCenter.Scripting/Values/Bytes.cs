using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContactCenter.Scripting;

/// <summary>
/// Puts things into bytes that have room for them: the caller has worked out how much that can be at most. Each gives the place behind what it put. For what
/// runs each step; <see cref="ByteWriter"/> looks after the room itself.
/// </summary>
internal static class Bytes
{
    /// <summary>The most bytes of a number of 32 bits.</summary>
    public const int Most32 = 5;

    /// <summary>The most bytes of a number of 64 bits.</summary>
    public const int Most64 = 10;

    /// <summary>Seven bits a byte, the low ones first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Put(Span<byte> to, int at, uint value)
    {
        if (value >= 0x80)
        {
            return PutMany(to, at, value);
        }

        to[at] = (byte)value;
        return at + 1;
    }

    /// <summary>Seven bits a byte, the low ones first.</summary>
    public static int PutMany(Span<byte> to, int at, ulong value)
    {
        while (value >= 0x80)
        {
            to[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        to[at] = (byte)value;
        return at + 1;
    }

    /// <summary>Small numbers of either sign are short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PutSigned(Span<byte> to, int at, long value)
    {
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        if (zigzag >= 0x80)
        {
            return PutMany(to, at, zigzag);
        }

        to[at] = (byte)zigzag;
        return at + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Put64(Span<byte> to, int at, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to[at..], value);
        return at + sizeof(long);
    }

    /// <summary>How many bytes a text takes at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MostOf(string? text) => text is null ? 1 : Most32 + (3 * text.Length);

    /// <summary>The length in bytes and the text in UTF-8; nothing is written as the empty text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PutText(Span<byte> to, int at, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            return text.Length <= Few ? PutFew(to, at, text) : PutLong(to, at, text);
        }

        to[at] = 0;
        return at + 1;
    }

    private const int Few = 12;

    /// <summary>Names and keys: not worth a call for each.</summary>
    private static int PutFew(Span<byte> to, int at, string text)
    {
        to[at] = (byte)text.Length;
        var next = at + 1;
        foreach (var character in text)
        {
            if (character >= 0x80)
            {
                return PutLong(to, at, text);
            }

            to[next++] = (byte)character;
        }

        return next;
    }

    private static int PutLong(Span<byte> to, int at, string text)
    {
        // Up to 42 characters need one byte for the length, whatever they are.
        if (text.Length > 42)
        {
            at = Put(to, at, (uint)Encoding.UTF8.GetByteCount(text));
            return at + Encoding.UTF8.GetBytes(text, to[at..]);
        }

        var room = to[(at + 1)..];
        if (Ascii.FromUtf16(text, room, out var count) != OperationStatus.Done)
        {
            count = Encoding.UTF8.GetBytes(text, room);
        }

        to[at] = (byte)count;
        return at + 1 + count;
    }
}
