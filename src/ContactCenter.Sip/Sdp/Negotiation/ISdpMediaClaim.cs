namespace ContactCenter.Sip.Sdp;

/// <summary>
/// Takes m-lines that the negotiation of audio knows nothing of: real-time text (<c>m=text</c>, RFC 4103), fax (<c>m=image … udptl t38</c>, T.38 annex D), a browser's
/// audio. One claim takes one m-line of a description at most.
/// </summary>
/// <remarks>Implementations are pure: the same arguments give the same result. Safe to share.</remarks>
public interface ISdpMediaClaim
{
    /// <summary>Whether an m-line, offered or our own of before, is its business.</summary>
    /// <param name="media">The m-line.</param>
    bool Takes(SdpMedia media);

    /// <summary>The m-line that answers <paramref name="offered"/>, of its kind and protocol and with a direction; null to refuse it.</summary>
    /// <param name="offer">The whole offer.</param>
    /// <param name="offered">The m-line of it that is taken.</param>
    /// <param name="direction">Which way it may flow, seen by us.</param>
    SdpMedia? Answer(SdpSession offer, SdpMedia offered, SdpDirection direction);

    /// <summary>The m-line for an offer of ours; null for none, which removes it where it was.</summary>
    /// <param name="previous">What stood there before; null when it is new.</param>
    /// <param name="direction">Which way it is to flow, seen by us.</param>
    SdpMedia? Offer(SdpMedia? previous, SdpDirection direction);

    /// <summary>Whether an answer with a port is one we can do with.</summary>
    /// <param name="ours">Our m-line of the offer.</param>
    /// <param name="answered">What came back.</param>
    bool Accepts(SdpMedia ours, SdpMedia answered);
}
