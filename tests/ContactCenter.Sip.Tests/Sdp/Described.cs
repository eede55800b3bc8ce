using System.Net;
using System.Text;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

/// <summary>Descriptions for tests, written as lines.</summary>
internal static class Described
{
    public const string Head = "v=0\no=- 1 1 IN IP4 192.0.2.7\ns=-\nc=IN IP4 192.0.2.7\nt=0 0\n";

    public static readonly byte[] Keys = [.. Enumerable.Range(1, 120).Select(static i => (byte)i)];

    /// <summary>Key and salt of 30 octets as a peer writes them.</summary>
    public static readonly string PeerKey = Convert.ToBase64String([.. Enumerable.Range(100, 30).Select(static i => (byte)i)]);

    public static readonly SdpLocal Local = new() { Address = IPAddress.Parse("198.51.100.1"), AudioPort = 40_000, SessionId = 77, KeyMaterial = Keys };

    public static SdpSession Read(string text)
    {
        SdpParser.TryParse(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out var session, out var fault).ShouldBeTrue(fault.ToString());
        return session!;
    }

    public static SdpFault Fault(string text, SdpLimits? limits = null)
    {
        SdpParser.TryParse(Encoding.UTF8.GetBytes(text), limits ?? SdpLimits.Default, out var session, out var fault).ShouldBeFalse();
        session.ShouldBeNull();
        return fault;
    }

    /// <summary>An offer of one address with these lines behind it.</summary>
    public static SdpSession Offer(string lines) => Read(Head + lines);

    public static string Text(SdpSession session) => Encoding.UTF8.GetString(session.ToBytes());

    public static string[] Lines(SdpMedia media) => [.. Text(new SdpSession(new SdpOrigin("-", "1", "1", SdpAddress.Of(IPAddress.Loopback))) { Media = [media] }).Split("\r\n").SkipWhile(static l => !l.StartsWith("m=")).Where(static l => l.Length > 0)];

    public static SdpAgreement Answer(string lines, SdpCapabilities? capabilities = null, SdpLocal? local = null) =>
        SdpNegotiation.Answer(Offer(lines), capabilities ?? SdpCapabilities.Default, local ?? Local);

    public static SdpAgreement Accept(SdpSession offer, string lines, SdpCapabilities? capabilities = null) =>
        SdpNegotiation.Accept(offer, Offer(lines), capabilities ?? SdpCapabilities.Default);
}
