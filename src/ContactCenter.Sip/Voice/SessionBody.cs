using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Voice;

/// <summary>
/// Finds the session's description in a body: it is the body, or one part of several, beside what other networks (ISUP) and telephones (where the caller is) send along. RFC 5621 section 3.
/// </summary>
internal static class SessionBody
{
    public const string Type = "application/sdp";

    private const int MostNested = 4;

    /// <summary>The description; empty where there is none.</summary>
    public static ReadOnlyMemory<byte> Of(SipMessage message)
    {
        if (message.Body.IsEmpty)
        {
            return default;
        }

        return message.ContentType is not { } type || type.Is(Type) ? message.Body // some devices do not say what it is
            : type.IsMultipart ? Find(message.Body, type, MostNested)
            : default;
    }

    /// <summary>Whether the body is nothing that is understood here, and may not be left out. RFC 3261 section 8.2.3.</summary>
    public static bool IsForeign(SipMessage message) =>
        !message.Body.IsEmpty && Of(message).IsEmpty
        && !(message.Header(SipHeaderName.ContentDisposition) ?? "").Split(';').Skip(1).Any(static p => p.Trim().Replace(" ", "", StringComparison.Ordinal).Equals("handling=optional", StringComparison.OrdinalIgnoreCase));

    private static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> body, SipMediaType type, int nested)
    {
        if (nested == 0 || !SipMultipart.TryRead(body, type, SipLimits.Default, out var parts, out _))
        {
            return default;
        }

        ReadOnlyMemory<byte> found = default;
        foreach (var part in parts)
        {
            var description = part.ContentType is not { } inner ? default
                : inner.IsMultipart ? Find(part.Body, inner, nested - 1)
                : inner.Is(Type) && IsOfSession(part) ? part.Body
                : default;
            if (description.IsEmpty)
            {
                continue;
            }

            found = description;
            if (!type.Is("multipart/alternative"))
            {
                break; // of alternatives the last one that is understood is the best: RFC 2046 section 5.1.4
            }
        }

        return found;
    }

    /// <summary>Not one of early media, RFC 3959.</summary>
    private static bool IsOfSession(SipBodyPart part) =>
        part.Header(SipHeaderName.ContentDisposition) is not { } disposition || disposition.Split(';')[0].Trim().Equals("session", StringComparison.OrdinalIgnoreCase);
}
