using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter;

/// <summary>
/// Identities that follow from their cause, as RFC 9562 section 5.8 version 8 UUIDs: the first 128 bits of a SHA-256.
/// A machine that decides again after a crash mints the same ids, and a message delivered twice gets the same entry id.
/// </summary>
public static class DerivedId
{
    private const int Usual = 256; // bytes that most causes fit into

    /// <summary>The <paramref name="ordinal"/>-th id that follows from <paramref name="cause"/>.</summary>
    public static Guid From(Guid cause, int ordinal)
    {
        Span<byte> input = stackalloc byte[20];
        cause.TryWriteBytes(input, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(input[16..], ordinal);
        return FromBytes(input);
    }

    /// <summary>An id that follows from <paramref name="parts"/>, each with its length, so that no two lists collide.</summary>
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += sizeof(int) + Encoding.UTF8.GetByteCount(part);
        }

        Span<byte> input = length <= Usual ? stackalloc byte[Usual] : new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, input[(at + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(input[at..], written);
            at += sizeof(int) + written;
        }

        return FromBytes(input[..at]);
    }

    private static Guid FromBytes(ReadOnlySpan<byte> input)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(input, digest);
        return Stamp(digest);
    }

    private static Guid Stamp(Span<byte> digest)
    {
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80); // version 8
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80); // variant of RFC 9562
        return new Guid(digest[..16], bigEndian: true);
    }
}
