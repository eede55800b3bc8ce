namespace ContactCenter.Audit;

/// <summary>Base64 (RFC 4648 section 4) in its one form: padded, no white space, no bits left over. One content, one text.</summary>
internal static class OneBase64
{
    /// <summary>The bytes; null when the text is another form or none.</summary>
    public static byte[]? Decode(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length) && Convert.ToBase64String(bytes.AsSpan(0, length)) == base64
            ? bytes[..length]
            : null;
    }
}
