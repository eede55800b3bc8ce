namespace ContactCenter.Channels.WebForms.Posts;

/// <summary>An <c>application/x-www-form-urlencoded</c> body: a plus is a blank, a percent sign without two hexadecimal digits is malformed.</summary>
internal static class UrlEncodedPost
{
    public static bool TryRead(ReadOnlySpan<byte> body, PostedForm into)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            if (Decode(equals < 0 ? pair : pair[..equals]) is not { } name
                || Decode(equals < 0 ? [] : pair[(equals + 1)..]) is not { } value
                || !into.TryAdd(name, value))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Decode(ReadOnlySpan<byte> encoded)
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

        return StrictText.Of(decoded.AsSpan(0, length));
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
