using System.Text;

namespace ContactCenter.Channels.WebForms.Posts;

/// <summary>What was posted: names and values, each hostile text. A name that came twice is remembered, since nobody can say which value was meant.</summary>
internal sealed class PostedForm
{
    /// <summary>More names than any form has; a bound on the work for a stranger.</summary>
    public const int MaxValues = 100;

    private const int MaxNameLength = 100;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);

    public static PostedForm Empty { get; } = new();

    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The value, line ends as LF; empty when the name was not posted.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    public bool IsTwice(string name) => _twice.Contains(name);

    /// <summary>Reads a body by what it says it is; the fault is a code, null when there is none.</summary>
    public static (PostedForm Form, string? Fault) Parse(string? contentType, ReadOnlyMemory<byte> body)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        var form = new PostedForm();
        try
        {
            var isWhole = type switch
            {
                "application/json" => JsonPost.TryRead(body.Span, form),
                "application/x-www-form-urlencoded" => UrlEncodedPost.TryRead(body.Span, form),
                "multipart/form-data" => MultipartPost.TryRead(contentType!, body.Span, form),
                _ => (bool?)null,
            };
            return isWhole switch
            {
                true => (form, null),
                false => (Empty, PostFaults.Malformed),
                null => (Empty, PostFaults.Type),
            };
        }
        catch (DecoderFallbackException)
        {
            return (Empty, PostFaults.Encoding);
        }
    }

    /// <summary>Takes a value; false when there are too many, or a name no form has.</summary>
    public bool TryAdd(string name, string value)
    {
        if (name.Length > MaxNameLength || _values.Count == MaxValues)
        {
            return false;
        }

        if (!_values.TryAdd(name, value.Replace("\r\n", "\n", StringComparison.Ordinal)))
        {
            _twice.Add(name);
        }

        return true;
    }
}

/// <summary>UTF-8 that is none is refused: a form of another charset would arrive garbled, and nobody would know.</summary>
internal static class StrictText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    public static string Of(ReadOnlySpan<byte> bytes) => Utf8.GetString(bytes);
}

/// <summary>Why a post could not be read.</summary>
internal static class PostFaults
{
    /// <summary>Not what its type says, or too many values.</summary>
    public const string Malformed = "malformed";

    /// <summary>Neither JSON, nor URL-encoded, nor multipart.</summary>
    public const string Type = "content-type";

    /// <summary>Not UTF-8.</summary>
    public const string Encoding = "encoding";
}
