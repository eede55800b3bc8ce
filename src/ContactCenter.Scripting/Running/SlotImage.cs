using System.Numerics;
using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <summary>
/// The slots of a run as its snapshots have them. Most steps change one slot or none, so the bytes are kept from step to step and only what changed is
/// encoded again; a snapshot copies them in one piece.
/// </summary>
internal sealed class SlotImage
{
    private readonly ScriptProgram _program;
    private readonly ulong[] _stale;
    private readonly int[] _places; // of each slot, and behind them the length of all
    private byte[] _bytes;

    /// <summary>Of slots that are all empty.</summary>
    public SlotImage(ScriptProgram program)
    {
        _program = program;
        _places = new int[program.SlotTypes.Length + 1];
        _stale = new ulong[(program.SlotTypes.Length + 63) / 64];
        _bytes = new byte[128 + (8 * program.SlotTypes.Length)];
        Clear();
    }

    /// <summary>All slots, as they were at the last <see cref="Update"/>.</summary>
    public ReadOnlySpan<byte> Encoded => _bytes.AsSpan(0, Length);

    private int Length => _places[^1];

    /// <summary>All slots are empty.</summary>
    public void Clear()
    {
        Array.Clear(_stale);
        Array.Clear(_bytes, 0, _program.SlotTypes.Length);
        for (var slot = 0; slot < _places.Length; slot++)
        {
            _places[slot] = slot;
        }
    }

    /// <summary>A slot has another value than before.</summary>
    public void Touch(int slot) => _stale[slot >> 6] |= 1UL << slot;

    /// <summary>Every slot may have another value than before.</summary>
    public void TouchAll()
    {
        for (var slot = 0; slot < _program.SlotTypes.Length; slot++)
        {
            Touch(slot);
        }
    }

    /// <summary>Encodes what changed.</summary>
    /// <returns>How many bytes all slots take.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Update(ScriptValue[] slots)
    {
        var stale = _stale;
        for (var i = 0; i < stale.Length; i++)
        {
            for (var bits = stale[i]; bits != 0; bits &= bits - 1)
            {
                var slot = (i * 64) + BitOperations.TrailingZeroCount(bits);
                Encode(slot, in slots[slot]);
            }

            stale[i] = 0;
        }

        return Length;
    }

    private void Encode(int slot, in ScriptValue value)
    {
        var length = ValueCodec.Pack(in value, _program.SlotTypes[slot], out var packed);
        if (length == 0)
        {
            EncodeLong(slot, in value);
            return;
        }

        var places = _places;
        var start = places[slot];
        if (places[slot + 1] - start != length)
        {
            Resize(slot, length);
        }

        var bytes = _bytes;
        bytes[start] = (byte)packed;
        if (length == 2)
        {
            bytes[start + 1] = (byte)(packed >> 8);
        }
    }

    /// <summary>How long it becomes is known when it is there: it is encoded behind all others, and copied to where it belongs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EncodeLong(int slot, in ScriptValue value)
    {
        var (spare, most) = (Length + value.Weight, value.Weight);
        Grow(spare + most);
        var length = ValueCodec.PutSlot(_bytes, spare, in value, _program.SlotTypes[slot], _program.Records) - spare;
        Resize(slot, length);
        _bytes.AsSpan(spare, length).CopyTo(_bytes.AsSpan(_places[slot]));
    }

    /// <summary>Makes so much room for a slot.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Resize(int slot, int length)
    {
        var end = _places[slot + 1];
        var grown = _places[slot] + length - end;
        if (grown == 0)
        {
            return;
        }

        Grow(Length + grown);
        _bytes.AsSpan(end, Length - end).CopyTo(_bytes.AsSpan(end + grown));
        foreach (ref var later in _places.AsSpan(slot + 1))
        {
            later += grown;
        }
    }

    private void Grow(int length)
    {
        if (_bytes.Length < length)
        {
            Array.Resize(ref _bytes, 2 * length);
        }
    }
}
