using System.Buffers.Binary;

namespace ContactCenter.Audit;

/// <summary>Writes deterministic CBOR (RFC 8949 section 4.2.1): shortest heads, definite lengths. A buffer to reuse; not thread-safe.</summary>
/// <param name="capacity">Bytes it has room for at first.</param>
internal sealed class CborOutput(int capacity = 1_024)
{
    private const int KeptBytes = 64 * 1024;

    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[capacity];
        }
    }

    public void Truncate(int length) => Length = length;

    /// <summary>The major type and its argument in the shortest form, RFC 8949 section 3.</summary>
    public void Head(int major, ulong argument) => Length += WriteHead(Room(9), major, argument);

    public void Int(long value)
    {
        if (value >= 0)
        {
            Head(0, (ulong)value);
        }
        else
        {
            Head(1, (ulong)~value);
        }
    }

    public void Null() => Raw([0xF6]);

    public void Bool(bool value) => Raw([value ? (byte)0xF5 : (byte)0xF4]);

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Head(2, (ulong)value.Length);
        Raw(value);
    }

    public void Uuid(Guid value)
    {
        Head(2, 16);
        value.TryWriteBytes(Room(16), bigEndian: true, out _);
        Length += 16;
    }

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Head(3, (ulong)utf8.Length);
        Raw(utf8);
    }

    public void Text(string value)
    {
        var count = Utf8.Strict.GetByteCount(value);
        Head(3, (ulong)count);
        Length += Utf8.Strict.GetBytes(value, Room(count));
    }

    public void Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        Length += value.Length;
    }

    /// <summary>Puts a head before what was written from <paramref name="start"/> on: the number of items is known only afterwards.</summary>
    public void InsertHead(int start, int major, ulong argument)
    {
        Span<byte> head = stackalloc byte[9];
        var size = WriteHead(head, major, argument);
        Room(size);
        _bytes.AsSpan(start, Length - start).CopyTo(_bytes.AsSpan(start + size));
        head[..size].CopyTo(_bytes.AsSpan(start));
        Length += size;
    }

    private static int WriteHead(Span<byte> to, int major, ulong argument)
    {
        var type = (byte)(major << 5);
        switch (argument)
        {
            case < 24:
                to[0] = (byte)(type | (byte)argument);
                return 1;
            case <= byte.MaxValue:
                to[0] = (byte)(type | 24);
                to[1] = (byte)argument;
                return 2;
            case <= ushort.MaxValue:
                to[0] = (byte)(type | 25);
                BinaryPrimitives.WriteUInt16BigEndian(to[1..], (ushort)argument);
                return 3;
            case <= uint.MaxValue:
                to[0] = (byte)(type | 26);
                BinaryPrimitives.WriteUInt32BigEndian(to[1..], (uint)argument);
                return 5;
            default:
                to[0] = (byte)(type | 27);
                BinaryPrimitives.WriteUInt64BigEndian(to[1..], argument);
                return 9;
        }
    }

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        return _bytes.AsSpan(Length);
    }
}
