using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContactCenter.Scripting;

/// <summary>Reads what <see cref="ByteWriter"/> writes. Whatever the bytes are, it reads within them and throws <see cref="ScriptFormatException"/> alone.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int At => _at;

    public readonly int Left => _bytes.Length - _at;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Byte() => (uint)_at < (uint)_bytes.Length ? _bytes[_at++] : throw Ended();

    /// <summary>The next byte, which stays; -1 at the end.</summary>
    public readonly int Peek() => _at < _bytes.Length ? _bytes[_at] : -1;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return part != 0 && shift == 63 && part > 1 ? throw Wrong("a number longer than 64 bits") : value;
            }
        }

        throw Wrong("a number longer than 64 bits");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A whole number up to a limit.</summary>
    public int Count(int most, string what)
    {
        var value = Unsigned();
        return value <= (ulong)most ? (int)value : throw Wrong($"{value} {what}, more than {most}");
    }

    /// <summary>A whole number from a limit on, written with -1 as 0 where it may be none.</summary>
    public int IndexOrNone(int count, string what) => Count(count, what) - 1;

    /// <summary>A place in a table.</summary>
    public int Index(int count, string what)
    {
        var value = Unsigned();
        return value < (ulong)count ? (int)value : throw Wrong($"{what} {value} of {count}");
    }

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Wrong("a flag that is neither 0 nor 1"),
    };

    public long Fixed64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    public Guid Id() => new(Bytes(16), bigEndian: true);

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > Left)
        {
            throw Ended();
        }

        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    public string Text(int mostCharacters)
    {
        var length = Byte();
        if (length >= 0x80)
        {
            _at--;
            var longer = Count(mostCharacters * 3, "bytes of text");
            return Decode(Bytes(longer), mostCharacters);
        }

        return length == 0 ? "" : Decode(Bytes(length), mostCharacters);
    }

    /// <summary>A text that may be none.</summary>
    public string? TextOrNone(int mostCharacters) => Text(mostCharacters) is { Length: > 0 } text ? text : null;

    public readonly void End()
    {
        if (Left != 0)
        {
            throw Wrong($"{Left} bytes behind the end");
        }
    }

    public readonly ScriptFormatException Wrong(string what) => new($"At byte {_at} stands {what}; the bytes were not written by this version.");

    private readonly string Decode(ReadOnlySpan<byte> utf8, int mostCharacters)
    {
        try
        {
            var text = Strict.GetString(utf8);
            return text.Length <= mostCharacters ? text : throw Wrong($"a text of {text.Length} characters, more than {mostCharacters}");
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("a text that is no UTF-8");
        }
    }

    private readonly ScriptFormatException Ended() => new($"The bytes end at {_bytes.Length}, in the middle; they are cut off.");
}
