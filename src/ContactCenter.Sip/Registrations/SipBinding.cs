using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Registrations;

/// <summary>Where a user is: one phone of an address of record. RFC 3261 section 10.</summary>
/// <param name="Contact">Where it wants to be reached.</param>
/// <param name="ReturnPath">The way it registered; a call to it takes it, since a router may stand between.</param>
/// <param name="ExpiresAt">When it is forgotten unless it registers again.</param>
/// <param name="UserAgent">What it calls itself; empty where it does not.</param>
public sealed record SipBinding(SipAddress Contact, SipReturnPath ReturnPath, DateTimeOffset ExpiresAt, string UserAgent)
{
    /// <value>What names the phone for good; null where it is not named. RFC 5626 section 4.1.</value>
    public string? Instance => Contact.Parameters["+sip.instance"];

    /// <value>Which of the phone's ways it is: of one instance one is called, another when that leads nowhere. Null where there is no instance. RFC 5626 section 4.2.</value>
    public int? FlowId => Instance is not null && int.TryParse(Contact.Parameters["reg-id"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Whether a newer one takes its place. RFC 5626 section 6; else RFC 3261 section 10.3.</summary>
    internal bool IsReplacedBy(SipBinding newer) => FlowId is { } id && newer.FlowId is { } other ? Instance == newer.Instance && id == other : Contact.Uri.Equals(newer.Contact.Uri);

    internal string CallId { get; init; } = "";

    internal uint CSeq { get; init; }
}
