using System.Buffers.Binary;

namespace ContactCenter.Audit;

/// <summary>Byte strings one after the other, each behind its length in four bytes, most significant first.</summary>
internal static class Frames
{
    public static void Write(Stream to, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        to.Write(length);
        to.Write(bytes);
    }

    /// <summary>Exactly <paramref name="count"/> byte strings.</summary>
    /// <exception cref="LogFormatException">There are fewer or more, or one is longer than the rest.</exception>
    public static List<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> from, int count, string name)
    {
        var found = new List<ReadOnlyMemory<byte>>(count);
        while (found.Count < count)
        {
            if (from.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(from.Span) is var length && length > from.Length - 4)
            {
                throw new LogFormatException($"'{name}' of the export ends within its part {found.Count} of {count}: it was cut off, or a length was altered.");
            }

            found.Add(from.Slice(4, (int)length));
            from = from[(4 + (int)length)..];
        }

        return from.IsEmpty ? found : throw new LogFormatException($"'{name}' of the export has {from.Length} bytes more than its {count} parts.");
    }
}
