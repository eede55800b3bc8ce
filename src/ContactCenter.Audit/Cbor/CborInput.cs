using System.Buffers.Binary;

namespace ContactCenter.Audit;

/// <summary>Reads deterministic CBOR and refuses all other: long heads, indefinite lengths, text that is not UTF-8.</summary>
internal ref struct CborInput(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _bytes.Length;

    /// <summary>The next item's major type, 0 to 7, without reading it.</summary>
    public readonly int PeekMajor() => Position < _bytes.Length ? _bytes[Position] >> 5 : throw Fault("the bytes end early");

    public readonly bool PeekNull() => Position < _bytes.Length && _bytes[Position] == 0xF6;

    public readonly ReadOnlySpan<byte> Slice(int start) => _bytes[start..Position];

    public readonly ReadOnlySpan<byte> Slice((int Start, int Length) part) => _bytes.Slice(part.Start, part.Length);

    public ulong Head(out int major)
    {
        var first = Take(1)[0];
        major = first >> 5;
        var info = first & 0x1F;
        var (value, least) = info switch
        {
            < 24 => ((ulong)info, 0UL),
            24 => (Take(1)[0], 24UL),
            25 => (BinaryPrimitives.ReadUInt16BigEndian(Take(2)), byte.MaxValue + 1UL),
            26 => (BinaryPrimitives.ReadUInt32BigEndian(Take(4)), ushort.MaxValue + 1UL),
            27 => (BinaryPrimitives.ReadUInt64BigEndian(Take(8)), uint.MaxValue + 1UL),
            _ => throw Fault("an indefinite length or a reserved head"),
        };
        return value >= least ? value : throw Fault("a head that is not in its shortest form");
    }

    public ulong Expect(int major, string what)
    {
        var value = Head(out var found);
        return found == major ? value : throw Fault($"{what} has CBOR type {found}, not {major}");
    }

    public void ExpectArray(int count, string what)
    {
        var found = Expect(4, what);
        if (found != (ulong)count)
        {
            throw Fault($"{what} has {found} items, not {count}");
        }
    }

    public long Natural(string what)
    {
        var value = Expect(0, what);
        return value <= long.MaxValue ? (long)value : throw Fault($"{what} is too large");
    }

    public long Int(string what)
    {
        var value = Head(out var major);
        return major switch
        {
            _ when value > long.MaxValue => throw Fault($"{what} is out of range"),
            0 => (long)value,
            1 => ~(long)value,
            _ => throw Fault($"{what} is no integer"),
        };
    }

    public ReadOnlySpan<byte> Bytes(string what) => Take(Length(Expect(2, what)));

    public Guid Uuid(string what)
    {
        var value = Bytes(what);
        return value.Length == 16 ? new Guid(value, bigEndian: true) : throw Fault($"{what} has {value.Length} bytes, not 16");
    }

    /// <summary>The UTF-8 of a text; checked.</summary>
    public ReadOnlySpan<byte> TextUtf8(string what)
    {
        var value = Take(Length(Expect(3, what)));
        return System.Text.Unicode.Utf8.IsValid(value) ? value : throw Fault($"{what} is no UTF-8");
    }

    /// <summary>A text that is a key by <see cref="KeyRules"/>.</summary>
    public ReadOnlySpan<byte> Key(string what)
    {
        var value = Take(Length(Expect(3, what)));
        return KeyRules.IsValid(value) ? value : throw Fault($"{what} is no key");
    }

    public string Text(string what) => Utf8.Strict.GetString(TextUtf8(what));

    public bool TryNull()
    {
        if (!PeekNull())
        {
            return false;
        }

        Position++;
        return true;
    }

    public readonly LogFormatException Fault(string what) => new($"Not canonical at byte {Position}: {what}.");

    private readonly int Length(ulong value) => value <= (ulong)(_bytes.Length - Position) ? (int)value : throw Fault("a length beyond the end");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - Position)
        {
            throw Fault("the bytes end early");
        }

        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
