using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

/// <summary>Offers as devices and services write them: made up by us in their manner, with addresses and keys of nobody.</summary>
public sealed class DeviceTests
{
    private const string Linphone =
        "v=0\r\no=ada 2417 3382 IN IP4 192.0.2.20\r\ns=Talk\r\nc=IN IP4 192.0.2.20\r\nt=0 0\r\na=ice-pwd:4f6e2a9c1b7d8e3f5a6b7c8d\r\na=ice-ufrag:6b1d9e2f\r\n"
        + "a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics\r\nm=audio 7078 RTP/AVPF 96 97 98 0 8 101 99\r\na=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1\r\n"
        + "a=rtpmap:97 speex/16000\r\na=fmtp:97 vbr=on\r\na=rtpmap:98 speex/8000\r\na=fmtp:98 vbr=on\r\na=rtpmap:101 telephone-event/48000\r\na=rtpmap:99 telephone-event/8000\r\n"
        + "a=candidate:1 1 UDP 2130706303 192.0.2.20 7078 typ host\r\na=candidate:1 2 UDP 2130706302 192.0.2.20 7079 typ host\r\na=rtcp-fb:* trr-int 5000\r\na=rtcp-fb:* ccm tmmbr\r\n"
        + "m=video 9078 RTP/AVPF 96\r\na=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack pli\r\n";

    private const string Baresip =
        "v=0\r\no=- 1184093417 1532841217 IN IP4 192.0.2.21\r\ns=-\r\nc=IN IP4 192.0.2.21\r\nt=0 0\r\na=tool:baresip 1.0.0\r\nm=audio 10068 RTP/SAVP 0 8 101\r\nb=AS:125\r\n"
        + "a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\r\na=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:HRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA\r\n"
        + "a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=rtcp:10069\r\na=sendrecv\r\na=label:1\r\na=rtcp-rsize\r\na=ssrc:1903459345 cname:sip:b@example.org\r\na=ptime:20\r\n";

    private const string RtpEngine =
        "v=0\r\no=root 1598823045 1598823045 IN IP4 203.0.113.40\r\ns=Media proxy\r\nc=IN IP4 203.0.113.40\r\nt=0 0\r\na=ice-lite\r\nm=audio 30124 RTP/AVP 9 8 0 101\r\na=maxptime:150\r\na=mid:1\r\n"
        + "a=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=sendrecv\r\na=rtcp:30125\r\na=rtcp-mux\r\n"
        + "a=ice-ufrag:Zk3sQ1aP\r\na=ice-pwd:v4Xq8dYw2LrT6mNb0KcJ5hGe7s\r\na=candidate:x7fKq2 1 UDP 2130706431 203.0.113.40 30124 typ host\r\n";

    private const string Twilio =
        "v=0\r\no=root 1187643205 1187643205 IN IP4 203.0.113.100\r\ns=Media Gateway\r\nc=IN IP4 203.0.113.100\r\nt=0 0\r\nm=audio 15032 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\n"
        + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=maxptime:20\r\na=sendrecv\r\n";

    private const string Teams =
        "v=0\r\no=- 184562 0 IN IP4 127.0.0.1\r\ns=session\r\nc=IN IP4 203.0.113.120\r\nb=CT:10000000\r\nt=0 0\r\nm=audio 49734 RTP/SAVP 104 9 112 111 18 0 8 103 97 13 118 119 101\r\n"
        + "c=IN IP4 203.0.113.120\r\na=rtcp:49735\r\na=ice-ufrag:qRtS\r\na=ice-pwd:Xo3Zp9Wd1Ku5Yb7Nc2Mf8Ag4\r\na=rtcp-mux\r\na=candidate:1 1 UDP 2130706431 203.0.113.120 49734 typ host\r\n"
        + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd|2^31\r\na=mid:0\r\na=label:main-audio\r\na=rtpmap:104 SILK/16000\r\na=rtpmap:9 G722/8000\r\na=rtpmap:112 G7221/16000\r\n"
        + "a=fmtp:112 bitrate=24000\r\na=rtpmap:111 SIREN/16000\r\na=fmtp:111 bitrate=16000\r\na=rtpmap:18 G729/8000\r\na=fmtp:18 annexb=no\r\na=rtpmap:103 SILK/8000\r\na=rtpmap:97 RED/8000\r\na=rtpmap:13 CN/8000\r\n"
        + "a=rtpmap:118 CN/16000\r\na=rtpmap:119 CN/24000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\n";

    private const string Chrome =
        "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS 9f1d\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\n"
        + "c=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:s+Jh\r\na=ice-pwd:Qm4vT8yR2wZ6xC0nB5kD1fG7\r\na=ice-options:trickle\r\na=fingerprint:sha-256 "
        + "00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F\r\na=setup:actpass\r\na=mid:0\r\n"
        + "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\na=sendrecv\r\na=msid:9f1d a0\r\na=rtcp-mux\r\na=rtcp-rsize\r\na=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\n"
        + "a=fmtp:111 minptime=10;useinbandfec=1\r\na=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\na=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:13 CN/8000\r\n"
        + "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\na=ssrc:2971 cname:x\r\na=ssrc:2971 msid:9f1d a0\r\n";

    private static readonly SdpCapabilities Ours = new()
    {
        Audio = [new(9, SdpCodec.G722), new(8, SdpCodec.Pcma), new(0, SdpCodec.Pcmu), new(101, SdpCodec.TelephoneEvent, "0-15"), new(13, SdpCodec.ComfortNoise)],
    };

    [Theory]
    [InlineData(Linphone, "audio 40000 RTP/AVPF 0 8 99, video 0 RTP/AVPF 96", 0, 99, 20, false, false)]
    [InlineData(Baresip, "audio 40000 RTP/SAVP 0 8 101", 0, 101, 20, false, true)]
    [InlineData(RtpEngine, "audio 40000 RTP/AVP 9 8 0 101", 9, 101, 20, true, false)]
    [InlineData(Twilio, "audio 40000 RTP/AVP 0 8 101", 0, 101, 20, false, false)]
    [InlineData(Teams, "audio 40000 RTP/SAVP 9 0 8 13 101", 9, 101, 20, true, true)]
    public void Offers_of_devices_are_answered(string offer, string answer, int send, int events, int time, bool mux, bool encrypted)
    {
        var agreement = SdpNegotiation.Answer(Described.Read(offer), Ours, Described.Local);
        agreement.Answer!.ToString().ShouldBe(answer);
        var audio = agreement.Audio!;
        (audio.Send!.Type, audio.SendEvents!.Type, audio.PacketTime, audio.RtcpMux, audio.SendCrypto is not null, audio.Direction)
            .ShouldBe((send, events, time, mux, encrypted, SdpDirection.SendReceive));
        audio.RemoteRtp!.Address.ToString().ShouldBe(Described.Read(offer).Connection!.Host);
    }

    [Fact]
    public void A_browsers_offer_is_read_and_left_to_who_can_do_DTLS()
    {
        var offer = Described.Read(Chrome);
        var media = offer.Media[0];
        (media.Mid, offer.SetupOf(media), offer.FingerprintsOf(media)[0].Value[31], offer.IceUserOf(media)).ShouldBe(("0", SdpSetup.ActPass, (byte)31, "s+Jh"));
        media.Payloads().Select(static p => p.Type).ShouldBe([111, 63, 9, 0, 8, 13, 110, 126]);
        SdpNegotiation.Answer(offer, Ours, Described.Local).Refusal!.Warning.ShouldBe(302);
    }

    [Theory]
    [InlineData(Linphone)]
    [InlineData(Baresip)]
    [InlineData(RtpEngine)]
    [InlineData(Twilio)]
    [InlineData(Teams)]
    [InlineData(Chrome)]
    public void What_devices_write_is_kept_line_by_line(string offer) =>
        Described.Text(Described.Read(offer)).Split("\r\n").Order(StringComparer.Ordinal).ShouldBe(offer.Split("\r\n").Order(StringComparer.Ordinal));
}
