using System.Collections.Immutable;
using System.Text;

namespace ContactCenter.Channels.Twilio.Webhooks;

/// <summary>One field of a form, its value as the bytes that were sent.</summary>
/// <param name="Name">The name; bytes that are no UTF-8 have become U+FFFD.</param>
/// <param name="Value">The value's bytes after percent-decoding: the signature is over them.</param>
internal sealed record WebhookField(string Name, ImmutableArray<byte> Value)
{
    /// <summary>The value as text; bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text { get; } = Encoding.UTF8.GetString(Value.AsSpan());
}

/// <summary>
/// An <c>application/x-www-form-urlencoded</c> body, read exactly: order and repetitions are kept, a plus is a blank, nothing is trimmed. Written
/// here because the signature is over what was sent, and a lenient reader would not say what that was.
/// </summary>
internal sealed class WebhookForm
{
    /// <summary>More than Twilio ever sends (about 40 with ten pictures); a bound on the work for a stranger.</summary>
    public const int MaxFields = 500;

    private WebhookForm(ImmutableArray<WebhookField> fields) => Fields = fields;

    /// <summary>The fields as they came.</summary>
    public ImmutableArray<WebhookField> Fields { get; }

    /// <summary>The first value with this name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in Fields)
            {
                if (field.Name == name)
                {
                    return field.Text;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a body; null when it is malformed: a percent sign without two hexadecimal digits, or too many fields.</summary>
    public static WebhookForm? TryParse(ReadOnlySpan<byte> body)
    {
        var fields = ImmutableArray.CreateBuilder<WebhookField>();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            var value = Decode(equals < 0 ? [] : pair[(equals + 1)..]);
            if (name is null || value is null || fields.Count == MaxFields)
            {
                return null;
            }

            fields.Add(new WebhookField(Encoding.UTF8.GetString(name), [.. value]));
        }

        return new WebhookForm(fields.ToImmutable());
    }

    private static byte[]? Decode(ReadOnlySpan<byte> encoded)
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

        return decoded[..length];
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
