using System.Numerics;

namespace ContactCenter.Scripting;

/// <summary>
/// The slots of a run as its snapshots have them. Most steps change one slot or none, so the bytes are kept from step to step and only what changed is
/// encoded again; a snapshot copies them in one piece.
/// </summary>
internal sealed class SlotImage
{
    private readonly ScriptProgram _program;
    private readonly ulong[] _stale;
    private readonly int[] _ends;
    private byte[] _bytes;
    private int _length;

    /// <summary>Of slots that are all empty.</summary>
    public SlotImage(ScriptProgram program)
    {
        _program = program;
        _ends = new int[program.SlotTypes.Length];
        _stale = new ulong[(_ends.Length + 63) / 64];
        _bytes = new byte[128 + (8 * _ends.Length)];
        Clear();
    }

    /// <summary>All slots, as they were at the last <see cref="Update"/>.</summary>
    public ReadOnlySpan<byte> Encoded => _bytes.AsSpan(0, _length);

    /// <summary>All slots are empty.</summary>
    public void Clear()
    {
        _length = _ends.Length;
        Array.Clear(_stale);
        Array.Clear(_bytes, 0, _ends.Length);
        for (var slot = 0; slot < _ends.Length; slot++)
        {
            _ends[slot] = slot + 1;
        }
    }

    /// <summary>A slot has another value than before.</summary>
    public void Touch(int slot) => _stale[slot >> 6] |= 1UL << slot;

    /// <summary>Every slot may have another value than before.</summary>
    public void TouchAll()
    {
        for (var slot = 0; slot < _ends.Length; slot++)
        {
            Touch(slot);
        }
    }

    /// <summary>Encodes what changed.</summary>
    /// <returns>How many bytes all slots take.</returns>
    public int Update(ScriptValue[] slots)
    {
        for (var i = 0; i < _stale.Length; i++)
        {
            for (var bits = _stale[i]; bits != 0; bits &= bits - 1)
            {
                var slot = (i * 64) + BitOperations.TrailingZeroCount(bits);
                Encode(slot, in slots[slot]);
            }

            _stale[i] = 0;
        }

        return _length;
    }

    private void Encode(int slot, in ScriptValue value)
    {
        var length = ValueCodec.Pack(in value, _program.SlotTypes[slot], out var packed);
        if (length == 0)
        {
            EncodeLong(slot, in value);
            return;
        }

        Resize(slot, length);
        var start = StartOf(slot);
        _bytes[start] = (byte)packed;
        if (length == 2)
        {
            _bytes[start + 1] = (byte)(packed >> 8);
        }
    }

    /// <summary>How long it becomes is known when it is there: it is encoded behind all others, and copied to where it belongs.</summary>
    private void EncodeLong(int slot, in ScriptValue value)
    {
        var (spare, most) = (_length + value.Weight, value.Weight);
        Grow(spare + most);
        var length = ValueCodec.PutSlot(_bytes, spare, in value, _program.SlotTypes[slot], _program.Records) - spare;
        Resize(slot, length);
        _bytes.AsSpan(spare, length).CopyTo(_bytes.AsSpan(StartOf(slot)));
    }

    private int StartOf(int slot) => slot == 0 ? 0 : _ends[slot - 1];

    /// <summary>Makes so much room for a slot.</summary>
    private void Resize(int slot, int length)
    {
        var end = _ends[slot];
        var grown = StartOf(slot) + length - end;
        if (grown == 0)
        {
            return;
        }

        Grow(_length + grown);
        _bytes.AsSpan(end, _length - end).CopyTo(_bytes.AsSpan(end + grown));
        _length += grown;
        foreach (ref var later in _ends.AsSpan(slot))
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
