using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

/// <summary>Messages of our own for the tests.</summary>
internal static class Samples
{
    public const string Sdp =
        "v=0\r\no=- 3849203 3849203 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\nm=audio 40002 RTP/AVP 8 0 101\r\n"
        + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";

    /// <summary>What a carrier sends, about 900 bytes.</summary>
    public static string Invite { get; } =
        "INVITE sip:+4930123456@203.0.113.10:5060 SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bK7f3a.91c2d4e5\r\n"
        + "Max-Forwards: 68\r\n"
        + "From: \"Anna Schmidt\" <sip:+4989765432@carrier.example>;tag=gK0c8f12ab\r\n"
        + "To: <sip:+4930123456@203.0.113.10>\r\n"
        + "Call-ID: 1203948_88213377@198.51.100.7\r\n"
        + "CSeq: 20413 INVITE\r\n"
        + "Contact: <sip:+4989765432@198.51.100.7:5060>\r\n"
        + "Allow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, OPTIONS\r\n"
        + "Supported: timer, 100rel\r\n"
        + "Session-Expires: 1800;refresher=uac\r\n"
        + "P-Asserted-Identity: <sip:+4989765432@carrier.example>\r\n"
        + "User-Agent: Carrier SBC 9.2.1\r\n"
        + "X-Carrier-Id: 7f3a91c2-d4e5-4f60\r\n"
        + "Content-Type: application/sdp\r\n"
        + $"Content-Length: {Sdp.Length}\r\n\r\n"
        + Sdp;

    public static SipMessage Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static SipMessage Parse(byte[] bytes)
    {
        SipParser.TryParse(bytes, SipLimits.Default, out var message, out var fault).ShouldBeTrue(fault?.ToString());
        return message!;
    }

    public static SipRequest Request(string text) => Parse(text).ShouldBeOfType<SipRequest>();

    public static SipFault Fault(string text, SipLimits? limits = null) => Fault(Encoding.UTF8.GetBytes(text), limits);

    public static SipFault Fault(byte[] bytes, SipLimits? limits = null)
    {
        SipParser.TryParse(bytes, limits ?? SipLimits.Default, out var message, out var fault).ShouldBeFalse(message?.ToString());
        return fault!;
    }
}
