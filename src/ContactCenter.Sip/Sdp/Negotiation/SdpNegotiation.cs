using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>Offer and answer. RFC 3264. Pure: addresses, ports, keys and the description of before are arguments.</summary>
public static class SdpNegotiation
{
    /// <summary>
    /// Our offer: for a call of ours, for an INVITE that came without one, and to change a call. After <see cref="SdpLocal.Previous"/> it keeps number and order of the m-lines,
    /// sets the port of what goes to 0 and appends what is new. Its version is one more if anything changed. RFC 3264 sections 5 and 8.
    /// </summary>
    /// <param name="capabilities">What we can do.</param>
    /// <param name="local">Where, and which way.</param>
    /// <exception cref="ArgumentException">There is too little <see cref="SdpLocal.KeyMaterial"/>.</exception>
    public static SdpSession Offer(SdpCapabilities capabilities, SdpLocal local)
    {
        ArgumentNullException.ThrowIfNull(capabilities);
        ArgumentNullException.ThrowIfNull(local);
        var claims = capabilities.Claims.ToList();
        var lines = new List<SdpMedia>();
        var slot = AudioSlot(local.Previous, capabilities);
        foreach (var before in local.Previous?.Media ?? [])
        {
            var line = lines.Count == slot ? AudioLine.Offer(slot, capabilities, local)
                : Claim(claims, before) is { } claim ? claim.Offer(before, local.Direction)
                : null;
            lines.Add(line ?? Refused(before));
        }

        if (slot is null && AudioLine.Offer(null, capabilities, local) is { } audio)
        {
            lines.Add(audio);
        }

        lines.AddRange(claims.Select(c => c.Offer(null, local.Direction)).OfType<SdpMedia>());
        return Versioned(new SdpSession(Origin(local)) { Connection = SdpAddress.Of(local.Address), Media = [.. lines] }, local.Previous);
    }

    /// <summary>
    /// Our answer to <paramref name="offer"/>: each m-line in its place, those we cannot or will not do refused by port 0. When nothing that was offered can be done it is
    /// refused as a whole. RFC 3264 sections 6 and 8.
    /// </summary>
    /// <param name="offer">The other end's.</param>
    /// <param name="capabilities">What we can do.</param>
    /// <param name="local">Where, and which way.</param>
    /// <exception cref="ArgumentException">There is too little <see cref="SdpLocal.KeyMaterial"/>.</exception>
    public static SdpAgreement Answer(SdpSession offer, SdpCapabilities capabilities, SdpLocal local)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(capabilities);
        ArgumentNullException.ThrowIfNull(local);
        if (local.Previous is { } before && offer.Media.Count < before.Media.Count)
        {
            return new SdpAgreement { Refusal = new SdpRefusal(SdpRefusal.Other, $"the offer has {offer.Media.Count} m-lines and there were {before.Media.Count}: removed ones keep their place with port 0 (RFC 3264 section 8)") };
        }

        var claims = capabilities.Claims.ToList();
        var media = new List<NegotiatedMedia>();
        foreach (var offered in offer.Media)
        {
            media.Add(AnswerLine(offer, offered, media, claims, capabilities, local));
        }

        var refusal = Overall(media, static m => m.Theirs);
        return refusal is not null
            ? new SdpAgreement { Media = [.. media], Refusal = refusal }
            : new SdpAgreement
            {
                Media = [.. media],
                Answer = Versioned(new SdpSession(Origin(local)) { Connection = SdpAddress.Of(local.Address), Times = offer.Times, Media = [.. media.Select(static m => m.Ours)] }, local.Previous),
            };
    }

    /// <summary>
    /// What the other end's answer makes of our offer. An answer that leaves out m-lines at its end refuses these; one of another order is no answer. RFC 3264 section 7.
    /// </summary>
    /// <param name="offer">Ours.</param>
    /// <param name="answer">The other end's.</param>
    /// <param name="capabilities">What we can do; the same as for the offer.</param>
    public static SdpAgreement Accept(SdpSession offer, SdpSession answer, SdpCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(capabilities);
        if (answer.Media.Count > offer.Media.Count)
        {
            return new SdpAgreement { Refusal = new SdpRefusal(SdpRefusal.Other, $"the answer has {answer.Media.Count} m-lines and the offer {offer.Media.Count} (RFC 3264 section 6)") };
        }

        var claims = capabilities.Claims.ToList();
        var media = new List<NegotiatedMedia>();
        for (var i = 0; i < offer.Media.Count; i++)
        {
            var ours = offer.Media[i];
            var theirs = i < answer.Media.Count ? answer.Media[i] : Refused(ours);
            if (!theirs.IsKind(ours.Kind))
            {
                return new SdpAgreement { Refusal = new SdpRefusal(SdpRefusal.Other, $"m-line {i + 1} of the answer is {theirs.Kind} and that of the offer {ours.Kind} (RFC 3264 section 6)") };
            }

            media.Add(AcceptLine(i, (offer, ours), (answer, theirs), claims, capabilities));
        }

        return new SdpAgreement { Media = [.. media], Refusal = Overall(media, static m => m.Ours) };
    }

    private static NegotiatedMedia AnswerLine(SdpSession offer, SdpMedia offered, List<NegotiatedMedia> before, List<ISdpMediaClaim> claims, SdpCapabilities capabilities, SdpLocal local)
    {
        var refused = new NegotiatedMedia { Index = before.Count, Ours = Refused(offered), Theirs = offered };
        if (offered.IsRefused)
        {
            return refused;
        }

        var direction = offer.DirectionOf(offered).Mirrored() & local.Direction;
        if (Claim(claims, offered) is { } claim)
        {
            return claim.Answer(offer, offered, direction) is { } answered
                ? RemoteEnd.Of(offer, refused with { Ours = Checked(answered, offered, claim), Claim = claim }) with { Direction = direction & DirectionOf(answered) }
                : refused with { Claim = claim, Refusal = new SdpRefusal(SdpRefusal.Format, $"m-line {before.Count + 1} ({offered}) is not what is taken here") };
        }

        if (!offered.IsKind("audio") || capabilities.Audio.Count == 0 || local.AudioPort == 0)
        {
            return refused with { Refusal = new SdpRefusal(SdpRefusal.MediaType, $"m-line {before.Count + 1} is {offered.Kind}, which is not taken here") };
        }

        return before.Exists(static m => m.Send is not null)
            ? refused with { Refusal = new SdpRefusal(SdpRefusal.MediaType, $"m-line {before.Count + 1} is a second audio; one is taken") }
            : AudioLine.Answer(offer, refused with { Direction = direction }, capabilities, local);
    }

    private static NegotiatedMedia AcceptLine(int index, (SdpSession Session, SdpMedia Line) ours, (SdpSession Session, SdpMedia Line) theirs, List<ISdpMediaClaim> claims, SdpCapabilities capabilities)
    {
        var direction = ours.Session.DirectionOf(ours.Line) & theirs.Session.DirectionOf(theirs.Line).Mirrored();
        var line = new NegotiatedMedia { Index = index, Ours = ours.Line, Theirs = theirs.Line, Direction = direction };
        if (ours.Line.IsRefused)
        {
            return line with { Theirs = Refused(theirs.Line), Direction = SdpDirection.Inactive };
        }

        var claim = Claim(claims, ours.Line);
        line = line with { Claim = claim };
        if (theirs.Line.IsRefused)
        {
            return line with { Direction = SdpDirection.Inactive, Refusal = new SdpRefusal(SdpRefusal.MediaType, $"the answer refuses m-line {index + 1} ({ours.Line.Kind})") };
        }

        if (claim is null)
        {
            return AudioLine.Accept(ours.Session, theirs.Session, line, capabilities);
        }

        return claim.Accepts(ours.Line, theirs.Line)
            ? RemoteEnd.Of(theirs.Session, line)
            : line with { Direction = SdpDirection.Inactive, Refusal = new SdpRefusal(SdpRefusal.Format, $"m-line {index + 1} of the answer ({theirs.Line}) does not answer the offer's ({ours.Line})") };
    }

    /// <summary>The refusal of the whole: something was offered and nothing of it is in use. What is said of audio says most.</summary>
    private static SdpRefusal? Overall(List<NegotiatedMedia> media, Func<NegotiatedMedia, SdpMedia> offered) =>
        media.Exists(static m => m.IsActive) ? null : media.Where(static m => m.Refusal is not null).OrderBy(m => offered(m).IsKind("audio") ? 0 : 1).FirstOrDefault()?.Refusal;

    /// <summary>The m-line of before that is our audio: the one in use, otherwise a refused one, whose place may be used again. RFC 3264 section 8.1.</summary>
    private static int? AudioSlot(SdpSession? previous, SdpCapabilities capabilities)
    {
        int? slot = null;
        for (var i = 0; previous is not null && i < previous.Media.Count; i++)
        {
            var line = previous.Media[i];
            if (line.IsKind("audio") && !capabilities.Claims.Any(c => c.Takes(line)) && (slot is null || (!line.IsRefused && previous.Media[slot.Value].IsRefused)))
            {
                slot = i;
            }
        }

        return slot;
    }

    private static ISdpMediaClaim? Claim(List<ISdpMediaClaim> claims, SdpMedia media)
    {
        var index = claims.FindIndex(c => c.Takes(media));
        var claim = index < 0 ? null : claims[index];
        if (claim is not null)
        {
            claims.RemoveAt(index);
        }

        return claim;
    }

    /// <summary>The formats stay: a line needs one, and the other end may look for its own. RFC 3264 section 6.</summary>
    private static SdpMedia Refused(SdpMedia media) => new(media.Kind, 0, media.Protocol, media.Formats);

    private static SdpMedia Checked(SdpMedia answered, SdpMedia offered, ISdpMediaClaim claim) =>
        answered.IsKind(offered.Kind) && answered.Protocol.Equals(offered.Protocol, StringComparison.OrdinalIgnoreCase) && !answered.IsRefused
            ? answered
            : throw new InvalidOperationException($"{claim.GetType().Name} answers \"{offered}\" by \"{answered}\"; kind and protocol stay, the port is not 0, and null refuses.");

    private static SdpDirection DirectionOf(SdpMedia media) => media.Attributes.Direction() ?? SdpDirection.SendReceive;

    private static SdpOrigin Origin(SdpLocal local) =>
        local.Previous?.Origin ?? new SdpOrigin("-", local.SessionId.ToString(CultureInfo.InvariantCulture), "1", SdpAddress.Of(local.Address));

    private static SdpSession Versioned(SdpSession next, SdpSession? previous) =>
        previous is null || next == previous ? next : next with { Origin = next.Origin.Next() };
}
