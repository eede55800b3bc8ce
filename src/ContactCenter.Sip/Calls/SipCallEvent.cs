using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Calls;

/// <summary>Something that happened to a call, in its order.</summary>
public abstract record SipCallEvent
{
    private SipCallEvent()
    {
    }

    /// <summary>A call of ours has got a provisional response above 100: it rings, is forwarded, or plays something (its body may be a session description).</summary>
    /// <param name="Response">The response.</param>
    public sealed record Progressed(SipResponse Response) : SipCallEvent;

    /// <summary>Both ends know that it was answered.</summary>
    /// <param name="By">The 2xx of a call of ours; the ACK of one of theirs, whose body is the answer to the offer we made in our 2xx, if we did.</param>
    public sealed record Established(SipMessage By) : SipCallEvent;

    /// <summary>They offer another session inside the call, as to hold it. Answer with <see cref="SipCall.AnswerOfferAsync"/> or <see cref="SipCall.RefuseOfferAsync"/>.</summary>
    /// <param name="Request">An INVITE or UPDATE; without a body we are to make the offer.</param>
    public sealed record Offered(SipRequest Request) : SipCallEvent;

    /// <summary>They acknowledged our answer to their INVITE inside the call.</summary>
    /// <param name="Ack">Its body is their answer where we made the offer.</param>
    public sealed record OfferAcknowledged(SipRequest Ack) : SipCallEvent;

    /// <summary>What became of an offer of ours inside the call. Unless it is a 2xx, what was agreed on before holds.</summary>
    /// <param name="Response">The final response; null where it could not be sent.</param>
    public sealed record OfferAnswered(SipResponse? Response) : SipCallEvent;

    /// <summary>The session was refreshed by an INVITE of ours with the last offer once more; the answer may say something new. RFC 4028 section 10.</summary>
    /// <param name="Response">The 2xx.</param>
    public sealed record Refreshed(SipResponse Response) : SipCallEvent;

    /// <summary>Another request inside the call, such as INFO or REFER. It waits for an answer.</summary>
    /// <param name="Request">The request and its answer.</param>
    public sealed record Requested(SipIncomingRequest Request) : SipCallEvent;

    /// <summary>It is over. The last event.</summary>
    /// <param name="End">Why.</param>
    /// <param name="By">The message that ended it: a refusal, a BYE or CANCEL (with its Reason, perhaps); null where none did.</param>
    public sealed record Ended(SipCallEnd End, SipMessage? By) : SipCallEvent;
}
