using System.Net;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

/// <summary>Makes descriptions and capabilities out of a tape of octets, so that what fails is shrunk to the shortest tape.</summary>
internal sealed class SdpMaker(byte[] tape)
{
    private static readonly string[] Texts = ["", "x", "a b  c ", "0", ":", "1:2", "=", "Wärme 😀", "\t", "m=audio 1 RTP/AVP 0", new string('y', 300)];
    private static readonly string[] Words = ["a", "-", "0", "*", "99999999999999999999999", "é", "x.y/z", "IN", "=", "+"];
    private static readonly string[] Names = ["a", "rtpmap", "fmtp", "crypto", "candidate", "mid", "ptime", "rtcp", "setup", "fingerprint", "ssrc", "group", "x-y"];
    private static readonly string[] Protocols = ["RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF", "UDP/TLS/RTP/SAVPF", "udptl", "TCP/MSRP"];
    private static readonly SdpCodec[] Codecs = [SdpCodec.Pcmu, SdpCodec.Pcma, SdpCodec.G722, SdpCodec.TelephoneEvent, SdpCodec.ComfortNoise, new("opus", 48_000, 2), new("telephone-event", 48_000), new("G729", 8_000)];

    private int _at;

    public int Next(int below) => _at < tape.Length ? tape[_at++] % below : 0;

    public T Pick<T>(params T[] items) => items[Next(items.Length)];

    /// <summary>Anything the record allows.</summary>
    public SdpSession Anything() => new(new SdpOrigin(Pick(Words), Pick(Words), Pick(Words), Address()))
    {
        Name = Pick(Texts),
        Connection = Next(2) == 0 ? null : Address(),
        Bandwidths = List(3, Bandwidth),
        Times = List(3, () => new SdpTime((ulong)Next(200), ulong.MaxValue - (ulong)Next(2))),
        Attributes = List(6, Attribute),
        Media = List(4, () => new SdpMedia(Pick(Words), Next(256) * 257, Pick(Protocols), [Pick(Words), .. List(4, () => Pick(Words))])
        {
            PortCount = 1 + Next(3),
            Connection = Next(2) == 0 ? null : Address(),
            Bandwidths = List(2, Bandwidth),
            Attributes = List(8, Attribute),
        }),
    };

    /// <summary>What a peer may offer.</summary>
    public SdpSession Offer() => new(new SdpOrigin("-", "1", "1", SdpAddress.Of(IPAddress.Loopback)))
    {
        Connection = Next(8) == 1 ? null : Address(),
        Attributes = Next(4) == 1 ? [Direction()] : [],
        Times = List(2, () => new SdpTime((ulong)Next(3), 0)),
        Media = List(5, OfferedMedia),
    };

    public SdpCapabilities Capabilities(SrtpPolicy policy)
    {
        var number = 96;
        var chosen = List(6, () => Pick(Codecs)).Distinct().Select(c => new SdpPayload(number++, c, c.IsTelephoneEvent ? Pick("0-15", "0-11", "0-16,32") : null));
        return new SdpCapabilities { Audio = [.. chosen], Srtp = policy, PrefersOwnOrder = Next(2) == 1, AnswersOneCodec = Next(2) == 1, PacketTime = Pick(20, 10, 30), OffersRtcpMux = Next(2) == 1 };
    }

    public SdpLocal Local(SdpSession? previous = null, SdpSession? theirs = null) => Described.Local with
    {
        AudioPort = Next(8) == 7 ? 0 : 20_000 + Next(200),
        RtcpPort = Next(3) == 1 ? 30_000 : null,
        Direction = Pick(SdpDirection.SendReceive, SdpDirection.SendOnly, SdpDirection.ReceiveOnly, SdpDirection.Inactive),
        Previous = previous,
        PreviousTheirs = theirs,
    };

    public SrtpPolicy Policy() => Pick(SrtpPolicy.Optional, SrtpPolicy.Never, SrtpPolicy.Required);

    private SdpMedia OfferedMedia()
    {
        var attributes = new List<SdpAttribute>();
        var formats = new List<string>();
        foreach (var codec in List(5, () => Pick(Codecs)))
        {
            var type = Pick(0, 8, 9, 13, 101, 96, 97, 98, 99, 127);
            formats.Add(type.ToString());
            attributes.Add(new SdpAttribute("rtpmap", $"{type} {codec}"));
            attributes.AddRange(codec.IsTelephoneEvent ? [new SdpAttribute("fmtp", $"{type} {Pick("0-15", "0-9", "16", "junk")}")] : []);
        }

        attributes.AddRange(Next(3) == 1 ? [Direction()] : []);
        attributes.AddRange(Next(3) == 1 ? [new SdpAttribute("rtcp-mux")] : []);
        attributes.AddRange(Next(3) == 1 ? [new SdpAttribute("mid", Pick("0", "a"))] : []);
        attributes.AddRange(Next(2) == 1 ? [new SdpAttribute("crypto", $"{1 + Next(3)} {Pick(SrtpSuite.AesCm128HmacSha1Tag80, SrtpSuite.AesCm128HmacSha1Tag32, "OTHER")} inline:{Described.PeerKey}")] : []);
        attributes.Add(new SdpAttribute("ptime", Pick("20", "30", "x", "7")));
        return new SdpMedia(Pick("audio", "audio", "video", "text"), Next(6) == 5 ? 0 : 1 + Next(250), Pick(Protocols), [Pick("0", "8", "5"), .. formats])
        {
            Connection = Next(4) == 1 ? Address() : null,
            Attributes = [.. attributes],
        };
    }

    private SdpAttribute Direction() => new(Pick("sendrecv", "sendonly", "recvonly", "inactive"));

    private SdpAttribute Attribute() => new(Pick(Names), Next(3) == 0 ? null : Pick(Texts));

    private SdpBandwidth Bandwidth() => new(Pick("AS", "X-é", "="), Next(256) == 255 ? long.MaxValue : Next(250));

    private SdpAddress Address() => new("IN", Pick("IP4", "IP6"), Pick("192.0.2.9", "0.0.0.0", "2001:db8::1", "host.example", "224.1.1.1/9"));

    private SdpList<T> List<T>(int most, Func<T> make)
        where T : IEquatable<T> => [.. Enumerable.Range(0, Next(most + 1)).Select(_ => make())];
}
