using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>The m-line of audio: offered, answered, accepted.</summary>
internal static class AudioLine
{
    private static readonly string[] Plain = ["RTP/AVP", "RTP/AVPF"];
    private static readonly string[] Secure = ["RTP/SAVP", "RTP/SAVPF"];

    /// <summary>Our m-line of an offer; null when we have no audio to offer.</summary>
    public static SdpMedia? Offer(int? index, SdpCapabilities capabilities, SdpLocal local)
    {
        if (capabilities.Audio.Count == 0 || local.AudioPort == 0)
        {
            return null;
        }

        var before = index is { } at ? Before(local.Previous, at) : null;
        var theirs = index is { } place ? Before(local.PreviousTheirs, place) : null;
        var protocol = capabilities.Srtp switch
        {
            SrtpPolicy.Required => before is { IsSecure: true } ? before.Protocol : "RTP/SAVP",
            SrtpPolicy.Never => before is { IsSecure: false } ? before.Protocol : "RTP/AVP",
            _ => before?.Protocol ?? "RTP/AVP",
        };
        return Write(local, protocol, PayloadPlan.Offer(before, theirs, capabilities), local.Direction, before?.PacketTime ?? capabilities.PacketTime,
            CryptoPlan.Offer(before, capabilities, local), before?.HasRtcpMux ?? capabilities.OffersRtcpMux, before?.Mid);
    }

    public static NegotiatedMedia Answer(SdpSession offer, NegotiatedMedia line, SdpCapabilities capabilities, SdpLocal local)
    {
        var (theirs, number) = (line.Theirs, line.Index + 1);
        if (RefuseProtocol(theirs, number, capabilities) is { } refusal)
        {
            return Refuse(line, refusal);
        }

        if (RemoteEnd.Refuse(offer, line, local.Address.AddressFamily) is { } unreachable)
        {
            return Refuse(line, unreachable);
        }

        var payloads = PayloadPlan.Answer(theirs, capabilities);
        if (payloads.Count == 0)
        {
            return Refuse(line, new SdpRefusal(SdpRefusal.Format, $"m-line {number} offers {Names(theirs)}; taken are {Names(capabilities.Audio)}"));
        }

        var crypto = CryptoPlan.Answer(theirs, Before(local.Previous, line.Index), capabilities, local);
        if (crypto is null && theirs.IsSecure)
        {
            return Refuse(line, NoKey(number));
        }

        var time = capabilities.PacketTimeFor(theirs);
        var ours = Write(local, theirs.Protocol, payloads, line.Direction, time, crypto is { } keys ? [keys.Ours] : [], theirs.HasRtcpMux && capabilities.TakesRtcpMux, theirs.Mid);
        return PayloadPlan.Use(RemoteEnd.Of(offer, line with { Ours = ours, PacketTime = time, SendCrypto = crypto?.Ours, ReceiveCrypto = crypto?.Theirs }), theirs: payloads, ours: payloads);
    }

    public static NegotiatedMedia Accept(SdpSession offer, SdpSession answer, NegotiatedMedia line, SdpCapabilities capabilities)
    {
        var (ours, theirs, number) = (line.Ours, line.Theirs, line.Index + 1);
        if (!Knows(theirs.Protocol) || (ours.IsSecure && !theirs.IsSecure))
        {
            return Refuse(line, new SdpRefusal(SdpRefusal.Transport, $"m-line {number} is answered by {theirs.Protocol}; offered was {ours.Protocol}"));
        }

        if (RemoteEnd.Refuse(answer, line, offer.ConnectionOf(ours)?.Ip?.AddressFamily) is { } unreachable)
        {
            return Refuse(line, unreachable);
        }

        var (sent, taken) = PayloadPlan.Accept(ours, theirs);
        if (sent.Count == 0)
        {
            return Refuse(line, new SdpRefusal(SdpRefusal.Format, $"m-line {number} is answered by {Names(theirs)}; offered were {Names(ours.Payloads())}"));
        }

        var crypto = CryptoPlan.Accept(ours, theirs);
        if (crypto is null && (ours.IsSecure || theirs.IsSecure || (ours.Attributes.Has("crypto") && theirs.Attributes.Has("crypto"))))
        {
            return Refuse(line, NoKey(number));
        }

        return PayloadPlan.Use(RemoteEnd.Of(answer, line with { PacketTime = capabilities.PacketTimeFor(theirs), SendCrypto = crypto?.Ours, ReceiveCrypto = crypto?.Theirs }), theirs: sent, ours: taken);
    }

    private static SdpMedia Write(
        SdpLocal local, string protocol, SdpList<SdpPayload> payloads, SdpDirection direction, int time, SdpList<SdpCrypto> cryptos, bool mux, string? mid)
    {
        var attributes = new List<SdpAttribute>();
        foreach (var payload in payloads)
        {
            attributes.Add(new SdpAttribute("rtpmap", string.Create(CultureInfo.InvariantCulture, $"{payload.Type} {payload.Codec}"))); // static ones, too: some devices look for them
            if (payload.Parameters is { Length: > 0 } parameters)
            {
                attributes.Add(new SdpAttribute("fmtp", string.Create(CultureInfo.InvariantCulture, $"{payload.Type} {parameters}")));
            }
        }

        foreach (var crypto in cryptos)
        {
            attributes.Add(new SdpAttribute("crypto", crypto.ToAttributeValue()));
        }

        if (local.RtcpPort is { } rtcp && rtcp != local.AudioPort + 1)
        {
            attributes.Add(new SdpAttribute("rtcp", rtcp.ToString(CultureInfo.InvariantCulture)));
        }

        if (mux)
        {
            attributes.Add(new SdpAttribute("rtcp-mux"));
        }

        if (mid is not null)
        {
            attributes.Add(new SdpAttribute("mid", mid));
        }

        attributes.Add(new SdpAttribute("ptime", time.ToString(CultureInfo.InvariantCulture)));
        attributes.Add(new SdpAttribute(direction.ToAttribute()));
        return new SdpMedia("audio", local.AudioPort, protocol, [.. ((IEnumerable<SdpPayload>)payloads).Select(static p => p.Type.ToString(CultureInfo.InvariantCulture))]) { Attributes = [.. attributes] };
    }

    private static SdpRefusal? RefuseProtocol(SdpMedia theirs, int number, SdpCapabilities capabilities) =>
        !Knows(theirs.Protocol) ? new SdpRefusal(SdpRefusal.Transport, $"m-line {number} is carried by {theirs.Protocol}; taken are RTP/AVP and RTP/SAVP")
        : theirs.IsSecure && capabilities.Srtp == SrtpPolicy.Never ? new SdpRefusal(SdpRefusal.Transport, $"m-line {number} is encrypted ({theirs.Protocol}), which is not done here")
        : !theirs.IsSecure && capabilities.Srtp == SrtpPolicy.Required ? new SdpRefusal(SdpRefusal.Transport, $"m-line {number} is not encrypted ({theirs.Protocol}); RTP/SAVP is required here")
        : null;

    private static SdpRefusal NoKey(int number) => new(SdpRefusal.Attribute, $"m-line {number} has no crypto attribute that can be used here");

    private static NegotiatedMedia Refuse(NegotiatedMedia line, SdpRefusal refusal) => line with { Direction = SdpDirection.Inactive, Refusal = refusal };

    /// <summary>The m-line that stood there and was ours to know; null without.</summary>
    private static SdpMedia? Before(SdpSession? previous, int index) =>
        previous is not null && index < previous.Media.Count && previous.Media[index] is { IsRefused: false } before && before.IsKind("audio") && Knows(before.Protocol) ? before : null;

    private static bool Knows(string protocol) => Plain.Concat(Secure).Contains(protocol, StringComparer.OrdinalIgnoreCase);

    private static string Names(SdpMedia media) => media.Payloads() is { Count: > 0 } payloads ? Names(payloads) : $"formats {string.Join(' ', (IEnumerable<string>)media.Formats)}";

    private static string Names(SdpList<SdpPayload> payloads) => string.Join(", ", ((IEnumerable<SdpPayload>)payloads).Select(static p => p.Codec.ToString()));
}
