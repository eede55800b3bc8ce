using System.Diagnostics;
using static ContactCenter.Sip.Transactions.TransactionActions;

namespace ContactCenter.Sip.Transactions;

/// <summary>Transactions as pure functions: no clock, no socket, no message. RFC 3261 section 17 with the corrections of RFC 6026.</summary>
/// <remarks>The same table stands in docs/sip.md; a test walks every cell of it.</remarks>
internal static class TransactionMachine
{
    /// <summary>How long an INVITE's user has to answer it before the transaction says 100. RFC 3261 section 17.2.1.</summary>
    public static readonly TimeSpan UntilTrying = TimeSpan.FromMilliseconds(200);

    /// <summary>A transaction begins: clients have a request to send, servers have got one.</summary>
    /// <remarks>A reliable transport keeps what is sent, as TCP does: nothing is repeated there.</remarks>
    public static TransactionState Start(TransactionKind kind, bool isReliable, TimeSpan now, SipTimers timers, out TransactionActions actions)
    {
        var state = new TransactionState(kind, TransactionPhase.Trying, isReliable);
        actions = state.IsServer ? Deliver : Send;
        return kind switch
        {
            TransactionKind.Server => state,
            TransactionKind.InviteServer => state with { Phase = TransactionPhase.Proceeding, RepeatsAt = now + UntilTrying },
            _ => state with { Wait = timers.T1, RepeatsAt = isReliable ? null : now + timers.T1, EndsAt = now + timers.GiveUp }, // A and B, E and F
        };
    }

    /// <summary>What <paramref name="input"/> makes of it at <paramref name="now"/>.</summary>
    public static TransactionState Step(in TransactionState state, TransactionInput input, TimeSpan now, SipTimers timers, out TransactionActions actions)
    {
        actions = None;
        return (state.Phase, input.Kind) switch
        {
            (TransactionPhase.Terminated, _) => state,
            (_, TransactionInputKind.Due) => Due(state, now, timers, out actions),
            _ => state.Kind switch
            {
                TransactionKind.InviteClient => InviteClient(state, input, now, timers, out actions),
                TransactionKind.Client => Client(state, input, now, timers, out actions),
                TransactionKind.InviteServer => InviteServer(state, input, now, timers, out actions),
                TransactionKind.Server => Server(state, input, now, timers, out actions),
                _ => throw new UnreachableException($"No machine for {state.Kind}."),
            },
        };
    }

    private static TransactionState InviteClient(in TransactionState state, TransactionInput input, TimeSpan now, SipTimers timers, out TransactionActions actions)
    {
        (var next, actions) = (state.Phase, input) switch
        {
            (TransactionPhase.Trying or TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response, Status: < 200 }) => (Rest(state, TransactionPhase.Proceeding, null), Deliver),
            (TransactionPhase.Trying or TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response, Status: < 300 }) =>
                (Rest(state, TransactionPhase.Accepted, now + timers.GiveUp), Deliver), // M
            (TransactionPhase.Trying or TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response }) =>
                (Rest(state, TransactionPhase.Completed, now + (state.IsReliable ? TimeSpan.Zero : timers.D)), SendAck | Deliver), // D
            (TransactionPhase.Completed, { Kind: TransactionInputKind.Response, Status: >= 300 }) => (state, SendAck), // the ACK was lost
            (TransactionPhase.Accepted, { Kind: TransactionInputKind.Response, Status: >= 200 and < 300 }) => (state, Deliver), // the user acknowledges again; or another fork
            (TransactionPhase.Trying or TransactionPhase.Completed, { Kind: TransactionInputKind.TransportFailed }) => (End(state), TellFailure),
            _ => (state, None),
        };
        return next;
    }

    private static TransactionState Client(in TransactionState state, TransactionInput input, TimeSpan now, SipTimers timers, out TransactionActions actions)
    {
        (var next, actions) = (state.Phase, input) switch
        {
            (TransactionPhase.Trying, { Kind: TransactionInputKind.Response, Status: < 200 }) => (state with { Phase = TransactionPhase.Proceeding, Wait = timers.T2 }, Deliver),
            (TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response, Status: < 200 }) => (state, Deliver),
            (TransactionPhase.Trying or TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response }) =>
                (Rest(state, TransactionPhase.Completed, now + (state.IsReliable ? TimeSpan.Zero : timers.T4)), Deliver), // K
            (TransactionPhase.Trying or TransactionPhase.Proceeding, { Kind: TransactionInputKind.TransportFailed }) => (End(state), TellFailure),
            _ => (state, None),
        };
        return next;
    }

    private static TransactionState InviteServer(in TransactionState state, TransactionInput input, TimeSpan now, SipTimers timers, out TransactionActions actions)
    {
        (var next, actions) = (state.Phase, input) switch
        {
            (TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response, Status: < 200 }) => (Rest(state, TransactionPhase.Proceeding, null), Send),
            (TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response, Status: < 300 }) => (Rest(state, TransactionPhase.Accepted, now + timers.GiveUp), Send), // L
            (TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response }) =>
                (state with { Phase = TransactionPhase.Completed, Wait = timers.T1, RepeatsAt = state.IsReliable ? null : now + timers.T1, EndsAt = now + timers.GiveUp }, Send), // G and H
            (TransactionPhase.Proceeding, { Kind: TransactionInputKind.Request }) => (state, state.RepeatsAt is null ? Send : None), // nothing to repeat yet
            (TransactionPhase.Completed, { Kind: TransactionInputKind.Request }) => (state, Send),
            (TransactionPhase.Completed, { Kind: TransactionInputKind.Ack }) => (Rest(state, TransactionPhase.Confirmed, now + (state.IsReliable ? TimeSpan.Zero : timers.T4)), None), // I
            (TransactionPhase.Accepted, { Kind: TransactionInputKind.Response, Status: >= 200 and < 300 }) => (state, Send), // its user repeats it until it is acknowledged
            (TransactionPhase.Accepted, { Kind: TransactionInputKind.Ack }) => (state, Deliver),
            (TransactionPhase.Accepted, { Kind: TransactionInputKind.TransportFailed }) => (state, TellFailure), // RFC 6026 section 8.7: the next copy may get through
            (TransactionPhase.Proceeding or TransactionPhase.Completed, { Kind: TransactionInputKind.TransportFailed }) => (End(state), TellFailure),
            _ => (state, None),
        };
        return next;
    }

    private static TransactionState Server(in TransactionState state, TransactionInput input, TimeSpan now, SipTimers timers, out TransactionActions actions)
    {
        (var next, actions) = (state.Phase, input) switch
        {
            (TransactionPhase.Trying or TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response, Status: < 200 }) => (state with { Phase = TransactionPhase.Proceeding }, Send),
            (TransactionPhase.Trying or TransactionPhase.Proceeding, { Kind: TransactionInputKind.Response }) =>
                (Rest(state, TransactionPhase.Completed, now + (state.IsReliable ? TimeSpan.Zero : timers.GiveUp)), Send), // J
            (TransactionPhase.Proceeding or TransactionPhase.Completed, { Kind: TransactionInputKind.Request }) => (state, Send),
            (TransactionPhase.Proceeding or TransactionPhase.Completed, { Kind: TransactionInputKind.TransportFailed }) => (End(state), TellFailure),
            _ => (state, None),
        };
        return next;
    }

    private static TransactionState Due(in TransactionState state, TimeSpan now, SipTimers timers, out TransactionActions actions)
    {
        actions = None;
        if (state.EndsAt is { } ends && now >= ends)
        {
            // B, F and H mean that nobody is there; the others, that the last copy has long arrived.
            var isAlone = (state.Kind, state.Phase) is (TransactionKind.InviteClient, TransactionPhase.Trying)
                or (TransactionKind.Client, TransactionPhase.Trying or TransactionPhase.Proceeding)
                or (TransactionKind.InviteServer, TransactionPhase.Completed);
            actions = isAlone ? TellTimeout : None;
            return End(state);
        }

        if (state.RepeatsAt is not { } repeats || now < repeats)
        {
            return state;
        }

        if (state is { Kind: TransactionKind.InviteServer, Phase: TransactionPhase.Proceeding })
        {
            actions = SendTrying;
            return state with { RepeatsAt = null };
        }

        actions = Send;
        var wait = state.Kind == TransactionKind.InviteClient ? state.Wait + state.Wait : timers.Next(state.Wait); // A has no limit but B
        return state with { Wait = wait, RepeatsAt = now + wait };
    }

    private static TransactionState Rest(in TransactionState state, TransactionPhase phase, TimeSpan? endsAt) => state with { Phase = phase, RepeatsAt = null, EndsAt = endsAt };

    private static TransactionState End(in TransactionState state) => Rest(state, TransactionPhase.Terminated, null);
}
