using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContactCenter.Scripting;

/// <summary>Writes into a buffer of a given size. What no longer fits is not written, and <see cref="Overflowed"/> says so.</summary>
internal ref struct ByteWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly int Length => _length;

    public bool Overflowed { get; private set; }

    /// <summary>What is left of the buffer, for a caller who puts things there itself and then says how many bytes (<see cref="Took"/>).</summary>
    public readonly Span<byte> Rest => _buffer[_length..];

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>So many bytes of <see cref="Rest"/> are written.</summary>
    public void Took(int count) => _length += count;

    /// <summary>Whether so many bytes fit; when not, it is told.</summary>
    public bool Fits(int count)
    {
        Overflowed |= _buffer.Length - _length < count;
        return !Overflowed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Byte(int value)
    {
        if ((uint)_length < (uint)_buffer.Length)
        {
            _buffer[_length++] = (byte)value;
        }
        else
        {
            Overflowed = true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Unsigned(uint value)
    {
        if (value < 0x80)
        {
            Byte((int)value);
        }
        else
        {
            Unsigned((ulong)value);
        }
    }

    /// <summary>Seven bits a byte, the low ones first.</summary>
    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((int)(value | 0x80));
            value >>= 7;
        }

        Byte((int)value);
    }

    /// <summary>Small numbers of either sign are short.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed64(long value)
    {
        if (BinaryPrimitives.TryWriteInt64LittleEndian(_buffer[_length..], value))
        {
            _length += sizeof(long);
        }
        else
        {
            Overflowed = true;
        }
    }

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        if (value.TryCopyTo(_buffer[_length..]))
        {
            _length += value.Length;
        }
        else
        {
            Overflowed = true;
        }
    }

    /// <summary>The length in bytes and the text in UTF-8; nothing is written as the empty text.</summary>
    public void Text(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            Byte(0);
            return;
        }

        // Up to 42 characters need one byte for the length, whatever they are.
        if (value.Length > 42)
        {
            Unsigned((uint)Encoding.UTF8.GetByteCount(value));
            if (!Overflowed && Encoding.UTF8.TryGetBytes(value, _buffer[_length..], out var many))
            {
                _length += many;
                return;
            }
        }
        else if (_length < _buffer.Length && (Ascii.FromUtf16(value, _buffer[(_length + 1)..], out var few) == OperationStatus.Done
            || Encoding.UTF8.TryGetBytes(value, _buffer[(_length + 1)..], out few)))
        {
            _buffer[_length] = (byte)few;
            _length += few + 1;
            return;
        }

        Overflowed = true;
    }
}
