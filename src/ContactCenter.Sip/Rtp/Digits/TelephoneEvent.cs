using System.Buffers.Binary;

namespace ContactCenter.Sip.Rtp.Digits;

/// <summary>The payload of a digit. RFC 4733 section 2.3.</summary>
/// <param name="Code">0 to 15 are the digits 0 to 9, *, #, A to D; 16 is the flash. RFC 4733 section 3.2.</param>
/// <param name="IsEnd">Whether the digit is over.</param>
/// <param name="Volume">Its level under 0 dBm0, 0 to 63.</param>
/// <param name="Duration">How long it has lasted, in units of the RTP clock.</param>
internal readonly record struct TelephoneEvent(byte Code, bool IsEnd, byte Volume, ushort Duration)
{
    public const int Size = 4;

    /// <summary>The last of the codes that are keys.</summary>
    public const byte LastKey = 15;

    private const string Keys = "0123456789*#ABCD!";

    /// <summary>The key of a code: <c>0</c> to <c>9</c>, <c>*</c>, <c>#</c>, <c>A</c> to <c>D</c>, and <c>!</c> for the flash.</summary>
    public static bool TryGetKey(byte code, out char key)
    {
        key = code < Keys.Length ? Keys[code] : default;
        return code < Keys.Length;
    }

    /// <summary>The code of a key.</summary>
    public static bool TryGetCode(char key, out byte code)
    {
        var at = Keys.IndexOf(char.ToUpperInvariant(key), StringComparison.Ordinal);
        code = (byte)Math.Max(0, at);
        return at >= 0;
    }

    /// <summary>Reads the first event of a payload; more than one are not read.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out TelephoneEvent digit)
    {
        digit = default;
        if (payload.Length < Size)
        {
            return false;
        }

        digit = new TelephoneEvent(payload[0], (payload[1] & 0x80) != 0, (byte)(payload[1] & 0x3F), BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));
        return true;
    }

    public void Write(Span<byte> to)
    {
        to[0] = Code;
        to[1] = (byte)((IsEnd ? 0x80 : 0) | (Volume & 0x3F));
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], Duration);
    }
}
