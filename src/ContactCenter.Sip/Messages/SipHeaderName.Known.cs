namespace ContactCenter.Sip.Messages;

/// <content>The names that are known, with their short forms and whether a comma parts two values.</content>
public sealed partial class SipHeaderName
{
    /// <summary>Accept. RFC 3261 section 20.1.</summary>
    public static SipHeaderName Accept { get; } = new("Accept", true, null);

    /// <summary>Accept-Contact. RFC 3841.</summary>
    public static SipHeaderName AcceptContact { get; } = new("Accept-Contact", true, 'a');

    /// <summary>Accept-Encoding. RFC 3261 section 20.2.</summary>
    public static SipHeaderName AcceptEncoding { get; } = new("Accept-Encoding", true, null);

    /// <summary>Accept-Language. RFC 3261 section 20.3.</summary>
    public static SipHeaderName AcceptLanguage { get; } = new("Accept-Language", true, null);

    /// <summary>Alert-Info. RFC 3261 section 20.4, RFC 7462.</summary>
    public static SipHeaderName AlertInfo { get; } = new("Alert-Info", true, null);

    /// <summary>Allow. RFC 3261 section 20.5.</summary>
    public static SipHeaderName Allow { get; } = new("Allow", true, null);

    /// <summary>Allow-Events. RFC 6665.</summary>
    public static SipHeaderName AllowEvents { get; } = new("Allow-Events", true, 'u');

    /// <summary>Authentication-Info. RFC 3261 section 20.6; its commas part the words of one value.</summary>
    public static SipHeaderName AuthenticationInfo { get; } = new("Authentication-Info", false, null);

    /// <summary>Authorization. RFC 3261 section 20.7; its commas part the words of one value.</summary>
    public static SipHeaderName Authorization { get; } = new("Authorization", false, null);

    /// <summary>Call-ID. RFC 3261 section 20.8.</summary>
    public static SipHeaderName CallId { get; } = new("Call-ID", false, 'i');

    /// <summary>Call-Info. RFC 3261 section 20.9.</summary>
    public static SipHeaderName CallInfo { get; } = new("Call-Info", true, null);

    /// <summary>Contact. RFC 3261 section 20.10.</summary>
    public static SipHeaderName Contact { get; } = new("Contact", true, 'm');

    /// <summary>Content-Disposition. RFC 3261 section 20.11.</summary>
    public static SipHeaderName ContentDisposition { get; } = new("Content-Disposition", false, null);

    /// <summary>Content-Encoding. RFC 3261 section 20.12.</summary>
    public static SipHeaderName ContentEncoding { get; } = new("Content-Encoding", true, 'e');

    /// <summary>Content-ID. RFC 8262.</summary>
    public static SipHeaderName ContentId { get; } = new("Content-ID", false, null);

    /// <summary>Content-Language. RFC 3261 section 20.13.</summary>
    public static SipHeaderName ContentLanguage { get; } = new("Content-Language", true, null);

    /// <summary>Content-Length. RFC 3261 section 20.14; written by the message itself.</summary>
    public static SipHeaderName ContentLength { get; } = new("Content-Length", false, 'l');

    /// <summary>Content-Type. RFC 3261 section 20.15.</summary>
    public static SipHeaderName ContentType { get; } = new("Content-Type", false, 'c');

    /// <summary>CSeq. RFC 3261 section 20.16.</summary>
    public static SipHeaderName CSeq { get; } = new("CSeq", false, null);

    /// <summary>Date. RFC 3261 section 20.17.</summary>
    public static SipHeaderName Date { get; } = new("Date", false, null);

    /// <summary>Diversion. RFC 5806.</summary>
    public static SipHeaderName Diversion { get; } = new("Diversion", true, null);

    /// <summary>Error-Info. RFC 3261 section 20.18.</summary>
    public static SipHeaderName ErrorInfo { get; } = new("Error-Info", true, null);

    /// <summary>Event. RFC 6665.</summary>
    public static SipHeaderName Event { get; } = new("Event", false, 'o');

    /// <summary>Expires. RFC 3261 section 20.19.</summary>
    public static SipHeaderName Expires { get; } = new("Expires", false, null);

    /// <summary>Flow-Timer. RFC 5626.</summary>
    public static SipHeaderName FlowTimer { get; } = new("Flow-Timer", false, null);

    /// <summary>From. RFC 3261 section 20.20.</summary>
    public static SipHeaderName From { get; } = new("From", false, 'f');

    /// <summary>Geolocation. RFC 6442.</summary>
    public static SipHeaderName Geolocation { get; } = new("Geolocation", true, null);

    /// <summary>Geolocation-Routing. RFC 6442.</summary>
    public static SipHeaderName GeolocationRouting { get; } = new("Geolocation-Routing", false, null);

    /// <summary>History-Info. RFC 7044.</summary>
    public static SipHeaderName HistoryInfo { get; } = new("History-Info", true, null);

    /// <summary>Identity. RFC 8224.</summary>
    public static SipHeaderName Identity { get; } = new("Identity", true, 'y');

    /// <summary>Identity-Info. RFC 4474.</summary>
    public static SipHeaderName IdentityInfo { get; } = new("Identity-Info", false, 'n');

    /// <summary>Info-Package. RFC 6086.</summary>
    public static SipHeaderName InfoPackage { get; } = new("Info-Package", false, null);

    /// <summary>In-Reply-To. RFC 3261 section 20.21.</summary>
    public static SipHeaderName InReplyTo { get; } = new("In-Reply-To", true, null);

    /// <summary>Max-Forwards. RFC 3261 section 20.22.</summary>
    public static SipHeaderName MaxForwards { get; } = new("Max-Forwards", false, null);

    /// <summary>MIME-Version. RFC 3261 section 20.24.</summary>
    public static SipHeaderName MimeVersion { get; } = new("MIME-Version", false, null);

    /// <summary>Min-Expires. RFC 3261 section 20.23.</summary>
    public static SipHeaderName MinExpires { get; } = new("Min-Expires", false, null);

    /// <summary>Min-SE. RFC 4028.</summary>
    public static SipHeaderName MinSE { get; } = new("Min-SE", false, null);

    /// <summary>Organization. RFC 3261 section 20.25.</summary>
    public static SipHeaderName Organization { get; } = new("Organization", false, null);

    /// <summary>P-Access-Network-Info. RFC 7315.</summary>
    public static SipHeaderName PAccessNetworkInfo { get; } = new("P-Access-Network-Info", true, null);

    /// <summary>P-Asserted-Identity. RFC 3325.</summary>
    public static SipHeaderName PAssertedIdentity { get; } = new("P-Asserted-Identity", true, null);

    /// <summary>Path. RFC 3327.</summary>
    public static SipHeaderName Path { get; } = new("Path", true, null);

    /// <summary>P-Early-Media. RFC 5009.</summary>
    public static SipHeaderName PEarlyMedia { get; } = new("P-Early-Media", false, null);

    /// <summary>P-Preferred-Identity. RFC 3325.</summary>
    public static SipHeaderName PPreferredIdentity { get; } = new("P-Preferred-Identity", true, null);

    /// <summary>Priority. RFC 3261 section 20.26.</summary>
    public static SipHeaderName Priority { get; } = new("Priority", false, null);

    /// <summary>Privacy. RFC 3323; its values are parted by semicolons.</summary>
    public static SipHeaderName Privacy { get; } = new("Privacy", false, null);

    /// <summary>Proxy-Authenticate. RFC 3261 section 20.27; its commas part the words of one value.</summary>
    public static SipHeaderName ProxyAuthenticate { get; } = new("Proxy-Authenticate", false, null);

    /// <summary>Proxy-Authorization. RFC 3261 section 20.28; its commas part the words of one value.</summary>
    public static SipHeaderName ProxyAuthorization { get; } = new("Proxy-Authorization", false, null);

    /// <summary>Proxy-Require. RFC 3261 section 20.29.</summary>
    public static SipHeaderName ProxyRequire { get; } = new("Proxy-Require", true, null);

    /// <summary>RAck. RFC 3262.</summary>
    public static SipHeaderName RAck { get; } = new("RAck", false, null);

    /// <summary>Reason. RFC 3326.</summary>
    public static SipHeaderName Reason { get; } = new("Reason", true, null);

    /// <summary>Record-Route. RFC 3261 section 20.30.</summary>
    public static SipHeaderName RecordRoute { get; } = new("Record-Route", true, null);

    /// <summary>Recv-Info. RFC 6086.</summary>
    public static SipHeaderName RecvInfo { get; } = new("Recv-Info", true, null);

    /// <summary>Referred-By. RFC 3892.</summary>
    public static SipHeaderName ReferredBy { get; } = new("Referred-By", false, 'b');

    /// <summary>Refer-Sub. RFC 4488.</summary>
    public static SipHeaderName ReferSub { get; } = new("Refer-Sub", false, null);

    /// <summary>Refer-To. RFC 3515.</summary>
    public static SipHeaderName ReferTo { get; } = new("Refer-To", false, 'r');

    /// <summary>Reject-Contact. RFC 3841.</summary>
    public static SipHeaderName RejectContact { get; } = new("Reject-Contact", true, 'j');

    /// <summary>Remote-Party-ID. draft-ietf-sip-privacy; still sent by carriers.</summary>
    public static SipHeaderName RemotePartyId { get; } = new("Remote-Party-ID", true, null);

    /// <summary>Replaces. RFC 3891.</summary>
    public static SipHeaderName Replaces { get; } = new("Replaces", false, null);

    /// <summary>Reply-To. RFC 3261 section 20.31.</summary>
    public static SipHeaderName ReplyTo { get; } = new("Reply-To", false, null);

    /// <summary>Request-Disposition. RFC 3841.</summary>
    public static SipHeaderName RequestDisposition { get; } = new("Request-Disposition", true, 'd');

    /// <summary>Require. RFC 3261 section 20.32.</summary>
    public static SipHeaderName Require { get; } = new("Require", true, null);

    /// <summary>Resource-Priority. RFC 4412.</summary>
    public static SipHeaderName ResourcePriority { get; } = new("Resource-Priority", true, null);

    /// <summary>Retry-After. RFC 3261 section 20.33.</summary>
    public static SipHeaderName RetryAfter { get; } = new("Retry-After", false, null);

    /// <summary>Route. RFC 3261 section 20.34.</summary>
    public static SipHeaderName Route { get; } = new("Route", true, null);

    /// <summary>RSeq. RFC 3262.</summary>
    public static SipHeaderName RSeq { get; } = new("RSeq", false, null);

    /// <summary>Server. RFC 3261 section 20.35.</summary>
    public static SipHeaderName Server { get; } = new("Server", false, null);

    /// <summary>Service-Route. RFC 3608.</summary>
    public static SipHeaderName ServiceRoute { get; } = new("Service-Route", true, null);

    /// <summary>Session-Expires. RFC 4028.</summary>
    public static SipHeaderName SessionExpires { get; } = new("Session-Expires", false, 'x');

    /// <summary>Session-ID. RFC 7989.</summary>
    public static SipHeaderName SessionId { get; } = new("Session-ID", false, null);

    /// <summary>SIP-ETag. RFC 3903.</summary>
    public static SipHeaderName SipETag { get; } = new("SIP-ETag", false, null);

    /// <summary>SIP-If-Match. RFC 3903.</summary>
    public static SipHeaderName SipIfMatch { get; } = new("SIP-If-Match", false, null);

    /// <summary>Subject. RFC 3261 section 20.36.</summary>
    public static SipHeaderName Subject { get; } = new("Subject", false, 's');

    /// <summary>Subscription-State. RFC 6665.</summary>
    public static SipHeaderName SubscriptionState { get; } = new("Subscription-State", false, null);

    /// <summary>Supported. RFC 3261 section 20.37.</summary>
    public static SipHeaderName Supported { get; } = new("Supported", true, 'k');

    /// <summary>Target-Dialog. RFC 4538.</summary>
    public static SipHeaderName TargetDialog { get; } = new("Target-Dialog", false, null);

    /// <summary>Timestamp. RFC 3261 section 20.38.</summary>
    public static SipHeaderName Timestamp { get; } = new("Timestamp", false, null);

    /// <summary>To. RFC 3261 section 20.39.</summary>
    public static SipHeaderName To { get; } = new("To", false, 't');

    /// <summary>Unsupported. RFC 3261 section 20.40.</summary>
    public static SipHeaderName Unsupported { get; } = new("Unsupported", true, null);

    /// <summary>User-Agent. RFC 3261 section 20.41.</summary>
    public static SipHeaderName UserAgent { get; } = new("User-Agent", false, null);

    /// <summary>User-to-User. RFC 7433.</summary>
    public static SipHeaderName UserToUser { get; } = new("User-to-User", true, null);

    /// <summary>Via. RFC 3261 section 20.42.</summary>
    public static SipHeaderName Via { get; } = new("Via", true, 'v');

    /// <summary>Warning. RFC 3261 section 20.43.</summary>
    public static SipHeaderName Warning { get; } = new("Warning", true, null);

    /// <summary>WWW-Authenticate. RFC 3261 section 20.44; its commas part the words of one value.</summary>
    public static SipHeaderName WwwAuthenticate { get; } = new("WWW-Authenticate", false, null);
}
