namespace ContactCenter.Sip.Sdp;

/// <summary>Which codecs both ends can, and under which numbers. RFC 3264 sections 5.1, 6.1 and 8.3.2.</summary>
internal static class PayloadPlan
{
    private const int FirstDynamic = 96;
    private const int LastDynamic = 127;

    /// <summary>What we offer: what stood there before, in its order and under its numbers, and then the rest of what we can do.</summary>
    public static SdpList<SdpPayload> Offer(SdpMedia? before, SdpMedia? theirs, SdpCapabilities capabilities)
    {
        var old = before?.Payloads() ?? [];
        SdpList<SdpPayload> known = [.. old, .. theirs?.Payloads() ?? []];
        var payloads = new List<SdpPayload>();
        foreach (var payload in old)
        {
            if (Find(capabilities.Audio, payload.Codec) is { } ours && !payloads.Exists(p => p.Codec == ours.Codec))
            {
                payloads.Add(payload with { Parameters = ours.Parameters });
            }
        }

        foreach (var ours in capabilities.Audio)
        {
            if (!payloads.Exists(p => p.Codec == ours.Codec))
            {
                var type = Free(ours.Type, t => payloads.Exists(p => p.Type == t) || ((IEnumerable<SdpPayload>)known).Any(p => p.Type == t && p.Codec != ours.Codec));
                payloads.AddRange(type is { } free ? [ours with { Type = free }] : []); // without a number left it cannot be offered
            }
        }

        return Sorted(payloads);
    }

    /// <summary>What we answer: the common codecs, under the offer's numbers. Empty when no sound is among them.</summary>
    public static SdpList<SdpPayload> Answer(SdpMedia theirs, SdpCapabilities capabilities)
    {
        var common = new List<(SdpPayload Payload, int Rank)>();
        foreach (var payload in theirs.Payloads())
        {
            if (!common.Exists(c => c.Payload.Codec == payload.Codec) && Find(capabilities.Audio, payload.Codec) is { } ours && Narrow(payload, ours) is { } narrowed)
            {
                common.Add((narrowed, ((IEnumerable<SdpPayload>)capabilities.Audio).TakeWhile(p => p != ours).Count()));
            }
        }

        var payloads = (capabilities.PrefersOwnOrder ? common.OrderBy(static c => c.Rank) : common.AsEnumerable()).Select(static c => c.Payload).ToList();
        var best = payloads.Find(static p => p.Codec.IsSound);
        return best is null ? []
            : Sorted(capabilities.AnswersOneCodec ? payloads.Where(p => p == best || (!p.Codec.IsSound && p.Codec.ClockRate == best.Codec.ClockRate)) : payloads);
    }

    /// <summary>
    /// The common codecs after an answer to us: the other end's numbers to send with, ours to expect. Its numbers may differ from ours for the dynamic ones.
    /// </summary>
    public static (SdpList<SdpPayload> Sent, SdpList<SdpPayload> Taken) Accept(SdpMedia ours, SdpMedia theirs)
    {
        var (offered, answered) = (ours.Payloads(), theirs.Payloads());
        var sent = new List<SdpPayload>();
        foreach (var payload in answered)
        {
            if (!sent.Exists(s => s.Codec == payload.Codec) && Find(offered, payload.Codec) is { } own && Narrow(payload, own) is { } narrowed)
            {
                sent.Add(narrowed);
            }
        }

        return sent.Exists(static p => p.Codec.IsSound)
            ? ([.. sent], [.. ((IEnumerable<SdpPayload>)offered).Where(o => sent.Exists(s => s.Codec == o.Codec))])
            : ([], []);
    }

    public static NegotiatedMedia Use(NegotiatedMedia line, SdpList<SdpPayload> theirs, SdpList<SdpPayload> ours)
    {
        var send = ((IEnumerable<SdpPayload>)theirs).First(static p => p.Codec.IsSound);
        return line with
        {
            Send = send,
            Receive = [.. ((IEnumerable<SdpPayload>)ours).Where(static p => p.Codec.IsSound)],
            SendEvents = Beside(theirs, send, static c => c.IsTelephoneEvent),
            ReceiveEvents = Beside(ours, send, static c => c.IsTelephoneEvent),
            SendNoise = Beside(theirs, send, static c => c.IsComfortNoise),
            ReceiveNoise = Beside(ours, send, static c => c.IsComfortNoise),
        };
    }

    /// <summary>Sound before what only goes with it: the first is what is sent.</summary>
    private static SdpList<SdpPayload> Sorted(IEnumerable<SdpPayload> payloads) => [.. payloads.OrderBy(static p => p.Codec.IsSound ? 0 : 1)];

    /// <summary>Events share the clock and the sequence of the sound they go with. RFC 4733 section 2.1.</summary>
    private static SdpPayload? Beside(SdpList<SdpPayload> payloads, SdpPayload sound, Func<SdpCodec, bool> isIt) =>
        ((IEnumerable<SdpPayload>)payloads).FirstOrDefault(p => isIt(p.Codec) && p.Codec.ClockRate == sound.Codec.ClockRate);

    /// <summary>Theirs with the parameters that hold for both; null when no event is left.</summary>
    private static SdpPayload? Narrow(SdpPayload theirs, SdpPayload ours)
    {
        if (!theirs.Codec.IsTelephoneEvent)
        {
            return theirs with { Parameters = ours.Parameters };
        }

        var events = theirs.Events.Intersect(ours.Events);
        return events.IsEmpty ? null : theirs with { Parameters = events.ToString() };
    }

    private static SdpPayload? Find(SdpList<SdpPayload> payloads, SdpCodec codec) => ((IEnumerable<SdpPayload>)payloads).FirstOrDefault(p => p.Codec == codec);

    private static int? Free(int wanted, Func<int, bool> isTaken) => !isTaken(wanted)
        ? wanted
        : Enumerable.Range(FirstDynamic, LastDynamic - FirstDynamic + 1).Where(t => !isTaken(t)).Select(static t => (int?)t).FirstOrDefault();
}
