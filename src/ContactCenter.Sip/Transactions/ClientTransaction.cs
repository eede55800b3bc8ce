using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Transactions;

/// <summary>Who sent a request and hears what becomes of it.</summary>
internal interface IClientUser
{
    /// <summary>A response; after a 2xx to an INVITE perhaps more of them, of the same or of other ends.</summary>
    void Responded(ClientTransaction transaction, SipResponse response);

    /// <summary>Nobody answered.</summary>
    void TimedOut(ClientTransaction transaction);

    /// <summary>It could not be sent; without a transaction there was no way to where it goes.</summary>
    void Failed(ClientTransaction? transaction);
}

/// <summary>A request of ours on its way. Of the signalling's mailbox.</summary>
internal sealed class ClientTransaction : Scheduled
{
    private readonly TransactionLayer _layer;
    private readonly IClientUser _user;
    private TransactionState _state;
    private ReadOnlyMemory<byte> _bytes;
    private ReadOnlyMemory<byte> _ack;

    internal ClientTransaction(TransactionLayer layer, TransactionKey key, SipRequest request, SipFlow flow, IClientUser user)
    {
        (_layer, Key, Request, Flow, _user) = (layer, key, request, flow, user);
        _bytes = request.ToArray();
    }

    public TransactionKey Key { get; }

    /// <summary>As it was sent, with our Via.</summary>
    public SipRequest Request { get; }

    public SipFlow Flow { get; }

    public override TimeSpan? DueAt => _state.DueAt;

    public TransactionPhase Phase => _state.Phase;

    /// <summary>Calls an INVITE off: CANCEL, which has the INVITE's branch and is a transaction of its own. RFC 3261 section 9.1.</summary>
    public void Cancel()
    {
        if (_state is { Kind: TransactionKind.InviteClient, Phase: TransactionPhase.Proceeding })
        {
            _layer.Send(ForSameHop(SipMethod.Cancel, Request.To), Key.With(SipMethod.Cancel), Flow, Unheard.User);
        }
    }

    public override void Due(TimeSpan now) => Step(TransactionInput.Due, null);

    internal void Begin()
    {
        _state = TransactionMachine.Start(
            Request.Method == SipMethod.Invite ? TransactionKind.InviteClient : TransactionKind.Client, Flow.Kind != SipTransportKind.Udp, _layer.Now, _layer.Timers, out var actions);
        Do(actions, null);
    }

    internal void Received(SipResponse response) => Step(TransactionInput.Response(response.Status), response);

    internal void FlowClosed() => Step(TransactionInput.TransportFailed, null);

    private void Step(TransactionInput input, SipResponse? response)
    {
        _state = TransactionMachine.Step(_state, input, _layer.Now, _layer.Timers, out var actions);
        Do(actions, response);
    }

    private void Do(TransactionActions actions, SipResponse? response)
    {
        if (_state.Phase is TransactionPhase.Completed or TransactionPhase.Accepted or TransactionPhase.Terminated)
        {
            _bytes = default; // it lives on for half a minute, small
        }

        var isSent = true;
        if (actions.HasFlag(TransactionActions.Send))
        {
            isSent = Flow.Send(_bytes);
        }

        if (actions.HasFlag(TransactionActions.SendAck))
        {
            if (_ack.IsEmpty)
            {
                _ack = ForSameHop(SipMethod.Ack, response!.To).ToArray(); // of the first refusal: the others are copies
            }

            isSent = Flow.Send(_ack);
        }

        _layer.Moved(this);
        if (actions.HasFlag(TransactionActions.Deliver))
        {
            _user.Responded(this, response!);
        }

        if (actions.HasFlag(TransactionActions.TellTimeout))
        {
            _user.TimedOut(this);
        }

        if (actions.HasFlag(TransactionActions.TellFailure))
        {
            _user.Failed(this);
        }

        if (!isSent)
        {
            Step(TransactionInput.TransportFailed, null);
        }
    }

    /// <summary>A CANCEL or ACK that takes the request's way: its URI, its Via alone, its Route. RFC 3261 sections 9.1 and 17.1.1.3.</summary>
    private SipRequest ForSameHop(SipMethod method, SipAddress to)
    {
        var builder = new SipRequestBuilder(method, Request.Uri).Add(SipHeaderName.Via, Request.TopVia!.ToString());
        builder.Set(SipHeaderName.MaxForwards, "70").Set(SipHeaderName.From, Request.From).Set(SipHeaderName.To, to).Set(SipHeaderName.CallId, Request.CallId)
            .Set(SipHeaderName.CSeq, new SipCSeq(Request.CSeq.Number, method).ToString());
        foreach (var header in Request.Headers)
        {
            if (header.Name == SipHeaderName.Route)
            {
                builder.Add(header);
            }
        }

        return builder.Build();
    }

    /// <summary>Nobody: what becomes of a CANCEL is told by what becomes of its INVITE.</summary>
    private sealed class Unheard : IClientUser
    {
        public static Unheard User { get; } = new();

        public void Responded(ClientTransaction transaction, SipResponse response)
        {
        }

        public void TimedOut(ClientTransaction transaction)
        {
        }

        public void Failed(ClientTransaction? transaction)
        {
        }
    }
}
