using System.Text;

namespace ContactCenter.Sip.Messages;

/// <content>Finding a known name from its bytes.</content>
public sealed partial class SipHeaderName
{
    /// <summary>No known name is longer.</summary>
    private const int LongestKnown = 24;

    /// <summary>A table of open addressing, made once; about a fifth of it is taken.</summary>
    private const int Places = 512;

    // Not a field initializer: those of the known names are in another file, and the order of files is nobody's promise.
    private static class Table
    {
        public static readonly (byte[] Key, SipHeaderName Name)[] Rows = Make();

        private static (byte[] Key, SipHeaderName Name)[] Make()
        {
            var rows = new (byte[] Key, SipHeaderName Name)[Places];
            foreach (var name in All())
            {
                Put(rows, name.Text, name);
                if (name.CompactForm is { } compact)
                {
                    Put(rows, compact.ToString(), name);
                }
            }

            return rows;
        }

        private static void Put((byte[] Key, SipHeaderName Name)[] rows, string text, SipHeaderName name)
        {
            var key = Encoding.ASCII.GetBytes(text);
            var place = PlaceOf(key);
            while (rows[place].Key is not null)
            {
                place = (place + 1) % Places;
            }

            rows[place] = (key, name);
        }

        private static SipHeaderName[] All() =>
        [
            Accept, AcceptContact, AcceptEncoding, AcceptLanguage, AlertInfo, Allow,
            AllowEvents, AuthenticationInfo, Authorization, CallId, CallInfo, Contact,
            ContentDisposition, ContentEncoding, ContentId, ContentLanguage, ContentLength, ContentType,
            CSeq, Date, Diversion, ErrorInfo, Event, Expires,
            FlowTimer, From, Geolocation, GeolocationRouting, HistoryInfo, Identity,
            IdentityInfo, InfoPackage, InReplyTo, MaxForwards, MimeVersion, MinExpires,
            MinSE, Organization, PAccessNetworkInfo, PAssertedIdentity, Path, PEarlyMedia,
            PPreferredIdentity, Priority, Privacy, ProxyAuthenticate, ProxyAuthorization, ProxyRequire,
            RAck, Reason, RecordRoute, RecvInfo, ReferredBy, ReferSub,
            ReferTo, RejectContact, RemotePartyId, Replaces, ReplyTo, RequestDisposition,
            Require, ResourcePriority, RetryAfter, Route, RSeq, Server,
            ServiceRoute, SessionExpires, SessionId, SipETag, SipIfMatch, Subject,
            SubscriptionState, Supported, TargetDialog, Timestamp, To, Unsupported,
            UserAgent, UserToUser, Via, Warning, WwwAuthenticate,
        ];
    }

    /// <summary>The known name of these letters, in any case; null where there is none.</summary>
    internal static SipHeaderName? Find(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > LongestKnown)
        {
            return null;
        }

        var rows = Table.Rows;
        for (var place = PlaceOf(text); rows[place].Key is { } key; place = (place + 1) % Places)
        {
            if (key.Length == text.Length && Ascii.EqualsIgnoreCase(key, text))
            {
                return rows[place].Name;
            }
        }

        return null;
    }

    private static int PlaceOf(ReadOnlySpan<byte> text) =>
        ((text.Length * 31 + (text[0] | 0x20)) * 31 + (text[^1] | 0x20) + (text[text.Length / 2] | 0x20) * 7) % Places;
}
