using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>One part of a body in several parts. RFC 5621 section 3, RFC 2046 section 5.1.</summary>
/// <param name="Headers">Its headers, in order.</param>
/// <param name="Body">Its bytes; they belong to the message.</param>
public sealed record SipBodyPart(ImmutableArray<SipHeader> Headers, ReadOnlyMemory<byte> Body)
{
    /// <value>What it is; null where it does not say, which means plain text, or cannot be read. RFC 2046 section 5.1.</value>
    public SipMediaType? ContentType => SipMediaType.TryParse(Header(SipHeaderName.ContentType), out var type) ? type : null;

    /// <summary>The value of the first line of this name; null where there is none.</summary>
    public string? Header(SipHeaderName name)
    {
        foreach (var header in Headers)
        {
            if (header.Name.Equals(name))
            {
                return header.Value;
            }
        }

        return null;
    }
}

/// <summary>Reads and writes bodies in several parts. RFC 5621, RFC 2046 section 5.1.</summary>
/// <remarks>Time is linear in the bytes, nothing is copied. A part that is multipart itself is read by another call.</remarks>
public static class SipMultipart
{
    private const int LongestBoundary = 70;

    /// <summary>The parts of a message's body; a body of one piece is one part with the message's own Content headers, no body is none.</summary>
    /// <param name="message">Any message.</param>
    /// <param name="limits">How many parts are taken.</param>
    /// <param name="parts">The parts, in order.</param>
    /// <param name="fault">What is wrong, in a sentence; null where nothing is.</param>
    /// <returns>False where the body says it is multipart and is not.</returns>
    public static bool TryRead(SipMessage message, SipLimits limits, out ImmutableArray<SipBodyPart> parts, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(limits);
        if (message.ContentType is { IsMultipart: true } type)
        {
            return TryRead(message.Body, type, limits, out parts, out fault);
        }

        fault = null;
        parts = message.Body.IsEmpty
            ? []
            : [new SipBodyPart(message.Headers.RemoveAll(static h => !h.Name.Text.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)), message.Body)];
        return true;
    }

    /// <summary>The parts of a body.</summary>
    /// <param name="body">The bytes; the parts are slices of them.</param>
    /// <param name="type">Its type, with the boundary.</param>
    /// <param name="limits">How many parts are taken.</param>
    /// <param name="parts">The parts, in order.</param>
    /// <param name="fault">What is wrong, in a sentence; null where nothing is.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, SipMediaType type, SipLimits limits, out ImmutableArray<SipBodyPart> parts, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(limits);
        parts = [];
        if (type.Parameters["boundary"] is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            fault = $"The boundary of {SipText.Shown(type.ToString())} is missing, or longer than {LongestBoundary}.";
            return false;
        }

        var mark = Encoding.UTF8.GetBytes("--" + boundary);
        var read = ImmutableArray.CreateBuilder<SipBodyPart>();
        var (start, _, isLast) = NextMark(body.Span, 0, mark);
        while (start >= 0 && !isLast)
        {
            var (next, end, last) = NextMark(body.Span, start, mark);
            if (next < 0)
            {
                break;
            }

            if (read.Count == limits.MultipartParts)
            {
                fault = $"There are more than {limits.MultipartParts} parts.";
                return false;
            }

            if (!TryPart(body[start..end], limits, out var part))
            {
                fault = $"Part {read.Count + 1} has a header that cannot be read.";
                return false;
            }

            read.Add(part);
            (start, isLast) = (next, last);
        }

        fault = isLast && read.Count > 0 ? null : $"The body does not end with the boundary {SipText.Shown(boundary)}, or has no parts.";
        parts = fault is null ? read.DrainToImmutable() : [];
        return fault is null;
    }

    /// <summary>A body of <c>multipart/mixed</c>.</summary>
    /// <param name="parts">Its parts, in order.</param>
    /// <returns>The bytes, and the Content-Type with a boundary that none of the parts holds.</returns>
    /// <exception cref="ArgumentException">A header holds CR, LF or NUL.</exception>
    public static (byte[] Body, string ContentType) Write(params ReadOnlySpan<SipBodyPart> parts)
    {
        var boundary = BoundaryOf(parts);
        using var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\n"));
            foreach (var header in part.Headers)
            {
                if (header.Bytes.Span.ContainsAny("\r\n\0"u8))
                {
                    throw new ArgumentException($"The value of {header.Name.Text} of a part ends its line; leave CR, LF and NUL out of it.", nameof(parts));
                }

                body.Write(Encoding.UTF8.GetBytes($"{header.Name.Text}: {header.Value}\r\n"));
            }

            body.Write("\r\n"u8);
            body.Write(part.Body.Span);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return (body.ToArray(), $"multipart/mixed;boundary={boundary}");
    }

    /// <summary>What the parts say, hashed, stands in none of them but by intent; then it is hashed once more.</summary>
    private static string BoundaryOf(ReadOnlySpan<SipBodyPart> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part.Body.Span);
        }

        var digest = hash.GetHashAndReset();
        while (Holds(parts, Convert.ToHexStringLower(digest.AsSpan(0, 16))))
        {
            digest = SHA256.HashData(digest);
        }

        return Convert.ToHexStringLower(digest.AsSpan(0, 16));
    }

    private static bool Holds(ReadOnlySpan<SipBodyPart> parts, string boundary)
    {
        foreach (var part in parts)
        {
            if (part.Body.Span.IndexOf(Encoding.UTF8.GetBytes(boundary)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next line that is the boundary.</summary>
    /// <returns>Where the line after it begins, -1 where there is none; where what was before it ends; whether it is the last.</returns>
    private static (int Next, int End, bool IsLast) NextMark(ReadOnlySpan<byte> body, int from, ReadOnlySpan<byte> mark)
    {
        for (var at = from; at < body.Length;)
        {
            var found = body[at..].IndexOf(mark);
            if (found < 0)
            {
                break;
            }

            var begin = at + found;
            at = begin + mark.Length;
            if (begin > from && body[begin - 1] != (byte)'\n')
            {
                continue;
            }

            var isLast = body[at..].StartsWith("--"u8);
            var feed = body[at..].IndexOf((byte)'\n');
            var rest = feed < 0 ? body[at..] : body.Slice(at, feed);
            if (!isLast && (feed < 0 || rest.ContainsAnyExcept(" \t\r"u8)))
            {
                // Another word that begins as the boundary does.
                continue;
            }

            // The line end before the boundary is part of it.
            var end = begin > from ? begin - 1 : begin;
            return (feed < 0 ? body.Length : at + feed + 1, end > from && body[end - 1] == (byte)'\r' ? end - 1 : end, isLast);
        }

        return (-1, -1, false);
    }

    private static bool TryPart(ReadOnlyMemory<byte> part, SipLimits limits, [NotNullWhen(true)] out SipBodyPart? read)
    {
        read = null;
        var scanned = 0;
        var isBare = part.Span.StartsWith("\r\n"u8) || part.Span.StartsWith("\n"u8);
        var length = isBare ? part.Span.IndexOf((byte)'\n') + 1 : SipFrame.HeadLength(part.Span, ref scanned) is > 0 and var whole ? whole : part.Length;
        if (length > limits.HeadBytes)
        {
            return false;
        }

        // Copied, because folds are taken out in place and the message must not change.
        var head = part[..length].ToArray();
        var headers = ImmutableArray.CreateBuilder<SipHeader>();
        for (var at = 0; at < head.Length;)
        {
            var rest = head.AsSpan(at);
            var feed = rest.IndexOf((byte)'\n');
            var next = rest.Length;
            var line = rest[..(feed < 0 ? rest.Length : SipLines.Length(rest, feed, out next))].TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                break;
            }

            var colon = line.IndexOf((byte)':');
            var name = SipText.TrimEnd(line[..Math.Max(colon, 0)]);
            var value = SipText.TrimStart(line[(colon + 1)..]);
            if (!SipText.IsToken(name) || SipLines.HasBareControl(value) || headers.Count == limits.HeaderLines)
            {
                return false;
            }

            headers.Add(new SipHeader(SipHeaderName.Find(name) ?? new SipHeaderName(SipText.Decoded(name)), head.AsMemory(at + line.Length - value.Length, SipText.TrimEnd(value).Length)));
            at += next;
        }

        read = new SipBodyPart(headers.DrainToImmutable(), part[length..]);
        return true;
    }
}
