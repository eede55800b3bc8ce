using System.Globalization;
using System.Numerics;
using System.Text;

namespace ContactCenter.Audit;

/// <summary>
/// A number as <c>mantissa × 10^exponent</c> with a mantissa not divisible by ten: each value has one form. Written as a CBOR
/// integer where it is one of 64 bits and a sign, else as a decimal fraction (tag 4, RFC 8949 section 3.4.4).
/// </summary>
internal readonly record struct ExactNumber(bool Negative, UInt128 Mantissa, int Exponent)
{
    /// <summary>Plain decimal notation down to this exponent (that of <see cref="decimal"/>); scientific beyond.</summary>
    private const int LeastPlainExponent = -28;

    private static readonly UInt128 TooManyDigits = UInt128.Parse("1" + new string('0', EntryLimits.MaxNumberDigits), CultureInfo.InvariantCulture);

    /// <summary>Reads a JSON number, already checked by the JSON reader.</summary>
    public static ExactNumber Parse(ReadOnlySpan<byte> json)
    {
        var negative = json[0] == '-';
        UInt128 mantissa = 0;
        long zeros = 0, scale = 0, exponent = 0;
        var (digits, fraction) = (0, false);
        for (var i = negative ? 1 : 0; i < json.Length; i++)
        {
            var c = json[i];
            if (c == '.')
            {
                fraction = true;
                continue;
            }

            if (c is (byte)'e' or (byte)'E')
            {
                exponent = ParseExponent(json[(i + 1)..], json);
                break;
            }

            scale += fraction ? 1 : 0;
            if (c == '0')
            {
                zeros += digits > 0 ? 1 : 0; // leading zeros say nothing, trailing ones become the exponent
                continue;
            }

            digits = (int)Math.Min(digits + zeros + 1, int.MaxValue / 2);
            if (digits > EntryLimits.MaxNumberDigits)
            {
                throw EntryFault.Of($"A number of the body has more than {EntryLimits.MaxNumberDigits} significant digits: {Shown(json)}.");
            }

            for (; zeros >= 0; zeros--)
            {
                mantissa *= 10;
            }

            mantissa += (uint)(c - '0');
            zeros = 0;
        }

        exponent += zeros - scale;
        return mantissa == 0 ? default
            : Math.Abs(exponent) <= EntryLimits.MaxNumberExponent ? new ExactNumber(negative, mantissa, (int)exponent)
            : throw EntryFault.Of($"A number of the body is beyond 10^±{EntryLimits.MaxNumberExponent}: {Shown(json)}.");
    }

    public void Write(CborOutput output)
    {
        if (TryInteger(out var value))
        {
            output.Head(Negative ? 1 : 0, value);
            return;
        }

        output.Head(6, 4);
        output.Head(4, 2);
        output.Int(Exponent);
        var argument = Negative ? Mantissa - 1 : Mantissa;
        if (argument <= ulong.MaxValue)
        {
            output.Head(Negative ? 1 : 0, (ulong)argument);
            return;
        }

        output.Head(6, Negative ? 3UL : 2UL); // a bignum, RFC 8949 section 3.4.3
        Span<byte> big = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(big, argument);
        output.Bytes(big.TrimStart((byte)0));
    }

    /// <summary>Reads what follows tag 4; refuses what <see cref="Write"/> would have written differently.</summary>
    public static ExactNumber ReadFraction(ref CborInput input)
    {
        input.ExpectArray(2, "a decimal fraction");
        var exponent = input.Int("the exponent");
        var argument = input.Head(out var major);
        var number = major switch
        {
            0 => (Negative: false, Mantissa: (UInt128)argument),
            1 => (Negative: true, Mantissa: (UInt128)argument + 1),
            6 when argument is 2 or 3 => (Negative: argument == 3, Mantissa: ReadBig(ref input) + (argument == 3 ? 1u : 0u)),
            _ => throw input.Fault("the mantissa is no integer"),
        };
        if (exponent is < -EntryLimits.MaxNumberExponent or > EntryLimits.MaxNumberExponent || number.Mantissa % 10 == 0 || number.Mantissa >= TooManyDigits)
        {
            throw input.Fault("a decimal fraction that is not in its shortest form or out of range");
        }

        var read = new ExactNumber(number.Negative, number.Mantissa, (int)exponent);
        return read.TryInteger(out _) ? throw input.Fault("an integer written as a decimal fraction") : read;
    }

    /// <summary>As JSON: digits, plain decimals, or an exponent where those would be long.</summary>
    public string ToJson()
    {
        var digits = new StringBuilder(Mantissa.ToString(CultureInfo.InvariantCulture));
        if (Exponent is < 0 and >= LeastPlainExponent)
        {
            var missing = -Exponent - digits.Length + 1;
            digits.Insert(0, "0", Math.Max(missing, 0)).Insert(digits.Length + Exponent, '.');
        }
        else if (Exponent != 0)
        {
            digits.Append('E').Append(Exponent);
        }

        return Negative ? digits.Insert(0, '-').ToString() : digits.ToString();
    }

    private static UInt128 ReadBig(ref CborInput input)
    {
        var bytes = input.Bytes("a large mantissa");
        return bytes.Length is > 8 and <= 16 && bytes[0] != 0
            ? (UInt128)new BigInteger(bytes, isUnsigned: true, isBigEndian: true)
            : throw input.Fault("a large mantissa that is not in its shortest form");
    }

    private static long ParseExponent(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> json) =>
        int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? exponent
            : throw EntryFault.Of($"A number of the body has an exponent out of range: {Shown(json)}.");

    private static string Shown(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json[..Math.Min(json.Length, 60)]);

    /// <summary>The CBOR argument, when the value is an integer CBOR's major types 0 and 1 hold.</summary>
    private bool TryInteger(out ulong argument)
    {
        argument = 0;
        if (Exponent is < 0 or > 20)
        {
            return false;
        }

        var value = Mantissa;
        for (var i = 0; i < Exponent; i++)
        {
            if (value > ulong.MaxValue)
            {
                return false;
            }

            value *= 10;
        }

        value -= Negative ? 1u : 0u;
        argument = (ulong)value;
        return value <= ulong.MaxValue;
    }
}
