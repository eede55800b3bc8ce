using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>What a body is: <c>application/sdp</c>, <c>multipart/mixed;boundary=x</c>. RFC 3261 section 20.15.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class SipMediaType
{
    private SipMediaType(string type, string subtype, SipParameters parameters) => (Type, Subtype, Parameters) = (type, subtype, parameters);

    /// <value>As written; compared without case.</value>
    public string Type { get; }

    /// <value>As written; compared without case.</value>
    public string Subtype { get; }

    /// <value>Such as charset and boundary.</value>
    public SipParameters Parameters { get; }

    /// <value>True for multipart/*. RFC 5621.</value>
    public bool IsMultipart => string.Equals(Type, "multipart", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the value of a Content-Type.</summary>
    /// <returns>False where the text is none.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SipMediaType? type)
    {
        type = null;
        return text is not null && TryParse(Encoding.UTF8.GetBytes(text), out type);
    }

    /// <summary>True for this type, whatever its parameters.</summary>
    /// <param name="mediaType">Such as <c>application/sdp</c>; in any case.</param>
    public bool Is(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return mediaType.Length == Type.Length + Subtype.Length + 1 && mediaType[Type.Length] == '/'
            && mediaType.StartsWith(Type, StringComparison.OrdinalIgnoreCase) && mediaType.EndsWith(Subtype, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As on the wire.</summary>
    public override string ToString() => $"{Type}/{Subtype}{Parameters}";

    internal static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipMediaType? type)
    {
        type = null;
        var head = SipText.BeforeParameters(text, out var parameters);
        var slash = head.IndexOf((byte)'/');
        if (slash < 0)
        {
            return false;
        }

        var name = SipText.TrimEnd(head[..slash]);
        var sub = SipText.TrimStart(head[(slash + 1)..]);
        if (!SipText.IsToken(name) || !SipText.IsToken(sub) || SipParameterScanner.Read(parameters) is not { } read)
        {
            return false;
        }

        type = new SipMediaType(SipText.Decoded(name), SipText.Decoded(sub), read);
        return true;
    }
}
