using System.Security.Cryptography;
using ContactCenter.Calls;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Where a caller is, as an INVITE carries it: a document in its body, which the header names, or a reference. RFC 6442 section 3.</summary>
internal static class Locations
{
    private const string Document = "application/pidf+xml";
    private const int MostBytes = 32_768;
    private const int LongestReference = 1_024;

    /// <summary>What a telephone of ours says of itself; null for nothing, or nothing that can be passed on.</summary>
    public static CallLocation? Of(SipRequest invite)
    {
        ReadOnlyMemory<byte> document = default;
        var reference = "";
        foreach (var value in invite.Values(SipHeaderName.Geolocation).Select(static v => v.Split(';')[0].Trim().Trim('<', '>').Trim()))
        {
            if (value.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
            {
                document = document.IsEmpty ? PartOf(invite, value[4..]) : document;
            }
            else if (reference.Length == 0 && value.Length <= LongestReference && !value.AsSpan().ContainsAny("<>\" ") && Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "sip" or "sips" or "pres")
            {
                reference = value;
            }
        }

        var routing = invite.Header(SipHeaderName.GeolocationRouting)?.Split(';')[0].Trim().ToLowerInvariant();
        return document.IsEmpty && reference.Length == 0 ? null : new CallLocation(document, reference, routing is "yes" or "no" ? routing : null);
    }

    /// <summary>Puts it into an INVITE that has its session's description.</summary>
    public static void Write(SipRequestBuilder request, CallLocation location, string host)
    {
        if (!location.Document.IsEmpty)
        {
            var id = $"{Convert.ToHexStringLower(SHA256.HashData(location.Document.Span).AsSpan(0, 16))}@{host}";
            request.Add(SipHeaderName.Geolocation, $"<cid:{id}>");
            request.Attach(new SipBodyPart(
                [Header(SipHeaderName.ContentType, Document), Header(SipHeaderName.ContentId, $"<{id}>"), Header(SipHeaderName.ContentDisposition, "by-reference;handling=optional")],
                location.Document));
        }

        if (location.Reference.Length > 0)
        {
            request.Add(SipHeaderName.Geolocation, $"<{location.Reference}>");
        }

        if (location.Routing is { } routing)
        {
            request.Set(SipHeaderName.GeolocationRouting, routing);
        }
    }

    private static SipHeader Header(SipHeaderName name, string value) => new(name, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>The part that the header names, RFC 2392.</summary>
    private static ReadOnlyMemory<byte> PartOf(SipRequest invite, string id)
    {
        if (!SipMultipart.TryRead(invite, SipLimits.Default, out var parts, out _))
        {
            return default;
        }

        var named = Uri.UnescapeDataString(id);
        var part = parts.FirstOrDefault(p => p.Header(SipHeaderName.ContentId)?.Trim().Trim('<', '>') == named && p.ContentType?.Is(Document) is true);
        return part?.Body.Length <= MostBytes ? part.Body : default;
    }
}
