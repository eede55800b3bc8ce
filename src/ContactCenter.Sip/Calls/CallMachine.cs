using ContactCenter.Sip.Transactions;
using static ContactCenter.Sip.Calls.CallActions;

namespace ContactCenter.Sip.Calls;

/// <summary>A call as pure functions: no clock, no socket, no message. RFC 3261 sections 9, 13, 14 and 15, RFC 3311, RFC 4028, RFC 5057, RFC 6141.</summary>
internal static class CallMachine
{
    /// <summary>A call begins: as the caller our INVITE is out, as the callee theirs is in.</summary>
    public static CallState Start(bool isCaller) => new(isCaller, isCaller ? CallPhase.Calling : CallPhase.Offered);

    /// <summary>What <paramref name="input"/> makes of it at <paramref name="now"/>.</summary>
    public static CallState Step(in CallState state, CallInput input, TimeSpan now, SipTimers timers, out CallActions actions)
    {
        actions = None;
        return (state.Phase, input.Kind) switch
        {
            (CallPhase.Ended, CallInputKind.Response) when input.Status is >= 200 and < 300 => With(state, SendAck | SendBye, out actions), // a fork, or a crossing, that answers late
            (CallPhase.Ended, _) => state,
            (_, CallInputKind.Due) => Due(state, now, timers, out actions),
            (CallPhase.Calling or CallPhase.Early or CallPhase.Cancelling, _) => Caller(state, input, now, timers, out actions),
            (CallPhase.Offered or CallPhase.Answered, _) => Callee(state, input, now, timers, out actions),
            _ => Established(state, input, now, timers, out actions),
        };
    }

    /// <summary>The session's timer was agreed on, or refreshed. RFC 4028 section 10.</summary>
    /// <param name="state">The call.</param>
    /// <param name="interval">The session's interval; null: there is no timer.</param>
    /// <param name="isOurs">We refresh.</param>
    /// <param name="now">The time.</param>
    public static CallState WithSession(in CallState state, TimeSpan? interval, bool isOurs, TimeSpan now)
    {
        if (interval is not { } length)
        {
            return state with { RefreshesAt = null, ExpiresAt = null };
        }

        var margin = length / 3 < TimeSpan.FromSeconds(32) ? length / 3 : TimeSpan.FromSeconds(32);
        return isOurs
            ? state with { RefreshesAt = now + (length / 2), ExpiresAt = now + length }
            : state with { RefreshesAt = null, ExpiresAt = now + length - margin };
    }

    private static CallState Caller(in CallState state, CallInput input, TimeSpan now, SipTimers timers, out CallActions actions)
    {
        switch (input)
        {
            case { Kind: CallInputKind.Response, Status: 100 } when state.Phase == CallPhase.Calling:
            case { Kind: CallInputKind.Response, Status: < 200 } when state.Phase is CallPhase.Calling or CallPhase.Early:
                // Nothing is called off before something has come back: section 9.1.
                return state.IsLeaving
                    ? With(state with { Phase = CallPhase.Cancelling, GivesUpAt = now + timers.GiveUp }, SendCancel, out actions)
                    : With(state with { Phase = CallPhase.Early }, TellProgress, out actions);
            case { Kind: CallInputKind.Response, Status: >= 200 and < 300 }:
                return state.Phase == CallPhase.Cancelling || state.IsLeaving
                    ? Over(state, SipCallEnd.ByUs, SendAck | SendBye, out actions) // they answered while it was called off
                    : With(Settled(state) with { Phase = CallPhase.Established }, SendAck | TellEstablished, out actions);
            case { Kind: CallInputKind.Response, Status: >= 300 }:
                return Over(state, state.IsLeaving ? SipCallEnd.ByUs : SipCallEnd.Refused, None, out actions);
            case { Kind: CallInputKind.Timeout }:
                return Over(state, state.IsLeaving ? SipCallEnd.ByUs : SipCallEnd.NoResponse, None, out actions);
            case { Kind: CallInputKind.Failure }:
                return Over(state, state.IsLeaving ? SipCallEnd.ByUs : SipCallEnd.Unreachable, None, out actions);
            case { Kind: CallInputKind.HangUp } when state.Phase == CallPhase.Calling:
                return With(state with { IsLeaving = true }, None, out actions);
            case { Kind: CallInputKind.HangUp } when state.Phase == CallPhase.Early:
                return With(state with { Phase = CallPhase.Cancelling, IsLeaving = true, GivesUpAt = now + timers.GiveUp }, SendCancel, out actions);
            case { Kind: CallInputKind.Bye }:
                return Over(state, SipCallEnd.ByThem, None, out actions);
            case { Kind: CallInputKind.Offer }:
                return With(state, TellOfferTooEarly, out actions);
            case { Kind: CallInputKind.TheirUpdate }:
                return With(state, RefusePending, out actions); // our offer is in the INVITE
            default:
                return With(state, None, out actions);
        }
    }

    private static CallState Callee(in CallState state, CallInput input, TimeSpan now, SipTimers timers, out CallActions actions)
    {
        switch (state.Phase, input.Kind)
        {
            case (CallPhase.Offered, CallInputKind.Answer):
                return With(Unacknowledged(state, now, timers) with { Phase = CallPhase.Answered }, SendAnswer, out actions);
            case (CallPhase.Offered, CallInputKind.Refuse):
                return Over(state, SipCallEnd.ByUs, SendRefusal, out actions);
            case (CallPhase.Offered, CallInputKind.HangUp):
                return Over(state, SipCallEnd.ByUs, SendRefusal, out actions);
            case (CallPhase.Offered, CallInputKind.Cancel):
            case (CallPhase.Offered, CallInputKind.Bye):
                return Over(state, SipCallEnd.ByThem, RefuseTerminated, out actions);
            case (CallPhase.Answered, CallInputKind.Ack):
                // No BYE goes out before the ACK: section 15.
                return state.IsLeaving
                    ? Over(state, SipCallEnd.ByUs, SendBye, out actions)
                    : With(Settled(state) with { Phase = CallPhase.Established }, TellEstablished, out actions);
            case (CallPhase.Answered, CallInputKind.HangUp):
                return With(state with { IsLeaving = true }, None, out actions);
            case (CallPhase.Answered, CallInputKind.Bye):
                return Over(state, SipCallEnd.ByThem, None, out actions);
            case (CallPhase.Offered, CallInputKind.Timeout):
                return Over(state, SipCallEnd.NoResponse, SendRefusal, out actions); // a reliable provisional response that nobody acknowledges: RFC 3262 section 3
            case (_, CallInputKind.Failure):
                return state.Phase == CallPhase.Offered ? Over(state, SipCallEnd.Unreachable, None, out actions) : With(state, None, out actions);
            case (_, CallInputKind.Offer):
                return With(state, TellOfferTooEarly, out actions);
            case (_, CallInputKind.TheirInvite):
            case (_, CallInputKind.TheirUpdate):
                return With(state, RefuseBusy, out actions);
            default:
                return With(state, None, out actions);
        }
    }

    private static CallState Established(in CallState state, CallInput input, TimeSpan now, SipTimers timers, out CallActions actions)
    {
        switch (input.Kind)
        {
            case CallInputKind.Response when input.Status is >= 200 and < 300:
                return With(state, SendAck, out actions); // the ACK was lost
            case CallInputKind.HangUp:
                return Over(state, SipCallEnd.ByUs, SendBye, out actions);
            case CallInputKind.Bye:
                return Over(state, SipCallEnd.ByThem, state.Negotiating == Negotiating.They ? RefuseTerminated : None, out actions);
            case CallInputKind.TheirInvite or CallInputKind.TheirUpdate:
                return state.Negotiating switch
                {
                    Negotiating.Nobody => With(state with { Negotiating = Negotiating.They }, TellOffer, out actions),
                    Negotiating.We => With(state, RefusePending, out actions),

                    // Only who has our 2xx may begin another: its ACK was lost. RFC 3261 section 14.1.
                    Negotiating.TheyUnacknowledged => With(Settled(state) with { Negotiating = Negotiating.They }, TellOffer, out actions),
                    _ => With(state, RefuseBusy, out actions),
                };
            case CallInputKind.Answer when state.Negotiating == Negotiating.They:
                // The status says what is answered: 1 for an INVITE, which is acknowledged; 0 for an UPDATE.
                return With(input.Status == 0 ? state with { Negotiating = Negotiating.Nobody } : Unacknowledged(state, now, timers) with { Negotiating = Negotiating.TheyUnacknowledged }, SendAnswer, out actions);
            case CallInputKind.Refuse when state.Negotiating == Negotiating.They:
                return With(state with { Negotiating = Negotiating.Nobody }, SendRefusal, out actions);
            case CallInputKind.Cancel when state.Negotiating == Negotiating.They:
                return With(state with { Negotiating = Negotiating.Nobody }, RefuseTerminated, out actions);
            case CallInputKind.Ack when state.Negotiating == Negotiating.TheyUnacknowledged:
                return With(Settled(state) with { Negotiating = Negotiating.Nobody }, None, out actions);
            case CallInputKind.Offer:
                return state.Negotiating == Negotiating.Nobody && state.RetriesAt is null
                    ? With(state with { Negotiating = Negotiating.We }, SendOffer, out actions)
                    : With(state with { RetriesAt = state.RetriesAt ?? now + timers.T1 }, None, out actions); // what is under way comes first
            case CallInputKind.OfferResponse:
                return Offered(state, input, now, out actions);
            case CallInputKind.Timeout when state.Negotiating == Negotiating.We:
                return Over(state, SipCallEnd.NoResponse, SendBye, out actions); // section 14.1: as if it were 408
            case CallInputKind.Failure when state.Negotiating == Negotiating.We:
                return With(state with { Negotiating = Negotiating.Nobody }, TellOfferResult, out actions);
            default:
                return With(state, None, out actions);
        }
    }

    /// <summary>A response to our offer inside the call.</summary>
    private static CallState Offered(in CallState state, CallInput input, TimeSpan now, out CallActions actions)
    {
        if (state.Negotiating != Negotiating.We)
        {
            return With(state, input.Status is >= 200 and < 300 ? SendAck : None, out actions); // a copy
        }

        return input.Status switch
        {
            < 200 => With(state, None, out actions),
            < 300 => With(state with { Negotiating = Negotiating.Nobody }, SendAck | TellOfferResult, out actions),
            491 => With(state with { Negotiating = Negotiating.Nobody, RetriesAt = now + input.RetryAfter }, None, out actions),
            408 or 481 => Over(state, SipCallEnd.Lost, input.Status == 408 ? SendBye : None, out actions), // RFC 5057 section 5.3
            _ => With(state with { Negotiating = Negotiating.Nobody }, TellOfferResult, out actions), // what was agreed before holds: section 14.1
        };
    }

    private static CallState Due(in CallState state, TimeSpan now, SipTimers timers, out CallActions actions)
    {
        if (state.GivesUpAt <= now)
        {
            return state.Phase == CallPhase.Cancelling
                ? Over(state, SipCallEnd.ByUs, None, out actions) // section 9.1: nothing more is awaited
                : Over(state, state.IsLeaving ? SipCallEnd.ByUs : SipCallEnd.NoResponse, SendBye, out actions); // section 13.3.1.4
        }

        if (state.ExpiresAt <= now)
        {
            return Over(state, SipCallEnd.Expired, SendBye, out actions);
        }

        if (state.RepeatsAt <= now)
        {
            var wait = timers.Next(state.Wait);
            return With(state with { Wait = wait, RepeatsAt = now + wait }, SendAnswer, out actions);
        }

        if (state.RetriesAt <= now)
        {
            return state.Negotiating == Negotiating.Nobody
                ? With(state with { RetriesAt = null, Negotiating = Negotiating.We }, SendOffer, out actions)
                : With(state with { RetriesAt = now + timers.T1 }, None, out actions); // theirs came first
        }

        if (state.RefreshesAt <= now)
        {
            return state.Negotiating == Negotiating.Nobody
                ? With(state with { RefreshesAt = null, Negotiating = Negotiating.We }, SendRefresh, out actions)
                : With(state with { RefreshesAt = now + timers.T1 }, None, out actions);
        }

        return With(state, None, out actions);
    }

    /// <summary>A 2xx is out, and is repeated until its ACK comes, on every transport: section 13.3.1.4.</summary>
    private static CallState Unacknowledged(in CallState state, TimeSpan now, SipTimers timers) =>
        state with { Wait = timers.T1, RepeatsAt = now + timers.T1, GivesUpAt = now + timers.GiveUp };

    private static CallState Settled(in CallState state) => state with { Wait = default, RepeatsAt = null, GivesUpAt = null };

    private static CallState Over(in CallState state, SipCallEnd end, CallActions and, out CallActions actions)
    {
        actions = and | TellEnded;
        return new CallState(state.IsCaller, CallPhase.Ended) { End = end };
    }

    private static CallState With(in CallState state, CallActions what, out CallActions actions)
    {
        actions = what;
        return state;
    }
}
