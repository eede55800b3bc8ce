using System.Text;

namespace ContactCenter.Channels.WebForms.Posts;

/// <summary>A <c>multipart/form-data</c> body without files (RFC 7578): what a browser sends for <c>FormData</c>. A file that is not empty is malformed.</summary>
internal static class MultipartPost
{
    private const int MaxBoundaryLength = 70; // RFC 2046 section 5.1.1
    private const int MaxHeadLength = 1_000;

    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    public static bool TryRead(string contentType, ReadOnlySpan<byte> body, PostedForm into)
    {
        if (Parameter(contentType, "boundary") is not { Length: > 0 and <= MaxBoundaryLength } boundary || boundary.Any(static c => c > 126))
        {
            return false;
        }

        var mark = Encoding.ASCII.GetBytes("--" + boundary);
        var between = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        if (!body.StartsWith(mark))
        {
            return false;
        }

        body = body[mark.Length..];
        while (!body.StartsWith("--"u8))
        {
            var head = body.IndexOf(HeadEnd);
            if (!body.StartsWith("\r\n"u8) || head is < 0 or > MaxHeadLength)
            {
                return false;
            }

            var content = body[(head + HeadEnd.Length)..];
            var end = content.IndexOf(between);
            if (end < 0 || !TryReadPart(StrictText.Of(body[..head]), content[..end], into))
            {
                return false;
            }

            body = content[(end + between.Length)..];
        }

        return true;
    }

    private static bool TryReadPart(string head, ReadOnlySpan<byte> content, PostedForm into)
    {
        var disposition = head.Split("\r\n").FirstOrDefault(static l => l.StartsWith("content-disposition:", StringComparison.OrdinalIgnoreCase));
        if (disposition is null || Parameter(disposition, "name") is not { } name)
        {
            return false;
        }

        return Parameter(disposition, "filename") is null
            ? into.TryAdd(name, StrictText.Of(content))
            : content.IsEmpty; // a file field nobody has used
    }

    /// <summary>The value of a parameter, quoted or not; browsers write a quote inside as %22.</summary>
    private static string? Parameter(string header, string name)
    {
        foreach (var part in header.Split(';').Skip(1))
        {
            var trimmed = part.Trim();
            if (trimmed.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
            {
                return trimmed[(name.Length + 1)..].Trim('"').Replace("%22", "\"", StringComparison.Ordinal);
            }
        }

        return null;
    }
}
