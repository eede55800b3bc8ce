using System.Collections.Immutable;

namespace ContactCenter.Web;

/// <summary>One field of a form, as bytes: what is no UTF-8, and what is signed, is the reader's caller's to say.</summary>
/// <param name="Name">The name after percent-decoding.</param>
/// <param name="Value">The value after percent-decoding; empty when the field has no equals sign.</param>
public readonly record struct UrlEncodedField(ImmutableArray<byte> Name, ImmutableArray<byte> Value)
{
    /// <summary>Whether both have the same bytes.</summary>
    public bool Equals(UrlEncodedField other) => Name.AsSpan().SequenceEqual(other.Name.AsSpan()) && Value.AsSpan().SequenceEqual(other.Value.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Name.AsSpan());
        hash.AddBytes(Value.AsSpan());
        return hash.ToHashCode();
    }
}

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c>, the body of a form or the query of a URL, exactly: order and repetitions are kept, a plus is a
/// blank, nothing is trimmed, empty pairs are skipped. A lenient reader would not say what was sent, and signatures are over that.
/// </summary>
public static class UrlEncodedFields
{
    /// <summary>Reads a body, in time and memory proportional to it.</summary>
    /// <param name="body">The bytes; the caller bounds their number (<see cref="IWebhookHandler.MaxBodySizeBytes"/>).</param>
    /// <param name="maxFields">At most so many fields; a bound on the work for a stranger. At least 0.</param>
    /// <returns>The fields as they came; null when there are too many, or a percent sign stands without two hexadecimal digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxFields"/> is negative.</exception>
    public static ImmutableArray<UrlEncodedField>? TryRead(ReadOnlySpan<byte> body, int maxFields)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxFields);
        var fields = ImmutableArray.CreateBuilder<UrlEncodedField>();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            if (fields.Count == maxFields
                || Decode(equals < 0 ? pair : pair[..equals]) is not { } name
                || Decode(equals < 0 ? [] : pair[(equals + 1)..]) is not { } value)
            {
                return null;
            }

            fields.Add(new UrlEncodedField(name, value));
        }

        return fields.ToImmutable();
    }

    private static ImmutableArray<byte>? Decode(ReadOnlySpan<byte> encoded)
    {
        var decoded = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            switch (encoded[i])
            {
                case (byte)'+':
                    decoded[length++] = (byte)' ';
                    break;
                case (byte)'%':
                    if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit((char)encoded[i + 1]) || !char.IsAsciiHexDigit((char)encoded[i + 2]))
                    {
                        return null;
                    }

                    decoded[length++] = (byte)((HexValue(encoded[i + 1]) << 4) | HexValue(encoded[i + 2]));
                    i += 2;
                    break;
                default:
                    decoded[length++] = encoded[i];
                    break;
            }
        }

        return [.. decoded.AsSpan(0, length)];
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
