using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Transactions;

/// <summary>Who answers requests and hears what becomes of the answers.</summary>
internal interface IServerUser
{
    /// <summary>The INVITE was called off; it has no final response yet.</summary>
    void Cancelled(ServerTransaction transaction);

    /// <summary>Nobody acknowledged our refusal, or it could not be sent.</summary>
    void Failed(ServerTransaction transaction);
}

/// <summary>A request of others that is being answered. Of the signalling's mailbox.</summary>
internal sealed class ServerTransaction : Scheduled
{
    private readonly TransactionLayer _layer;
    private TransactionState _state;
    private ReadOnlyMemory<byte> _last;
    private int _lastStatus;
    private string? _refusalTag;

    internal ServerTransaction(TransactionLayer layer, TransactionKey key, SipRequest request, SipFlow flow, SipFlow reply) =>
        (_layer, Key, Request, Flow, Reply) = (layer, key, request, flow, reply);

    public TransactionKey Key { get; }

    /// <summary>As it came, with its Via stamped; null once it has been answered for good.</summary>
    public SipRequest? Request { get; private set; }

    /// <summary>What it came on.</summary>
    public SipFlow Flow { get; }

    /// <summary>What its responses go out on. RFC 3261 section 18.2.2.</summary>
    public SipFlow Reply { get; }

    /// <summary>Which request it is, whatever way it came; null inside dialogs.</summary>
    internal (string CallId, string? Tag, SipCSeq CSeq)? First { get; set; }

    /// <summary>Who hears of it, for as long as there may be something to hear.</summary>
    public IServerUser? User { get; set; }

    public override TimeSpan? DueAt => _state.DueAt;

    /// <summary>Whether it waits for a final response.</summary>
    public bool IsOpen => _state.Phase is TransactionPhase.Trying or TransactionPhase.Proceeding;

    /// <summary>Sends a response. One after a final one is dropped, but for copies of a 2xx to an INVITE.</summary>
    public void Respond(SipResponse response) => Step(TransactionInput.Response(response.Status), response);

    /// <summary>Sends a response without more to it.</summary>
    public void Respond(int status, string? reason = null) => Respond(SipResponse.For(Request!, status, reason, status == 100 ? null : SipTokens.New()));

    /// <summary>The credentials of the request have been judged. From any thread.</summary>
    public void Judged(Authentication.DigestOutcome outcome, bool hasOurNonce) => _layer.Guard?.Judged(Flow, outcome, hasOurNonce);

    public override void Due(TimeSpan now) => Step(TransactionInput.Due, null);

    internal void Begin()
    {
        _state = TransactionMachine.Start(
            Request!.Method == SipMethod.Invite ? TransactionKind.InviteServer : TransactionKind.Server, Flow.Kind != SipTransportKind.Udp, _layer.Now, _layer.Timers, out _);
        _layer.Moved(this);
    }

    internal void Again() => Step(TransactionInput.Request, null);

    /// <returns>True when the ACK is the user's: it acknowledges a 2xx.</returns>
    internal bool Acknowledged(SipRequest ack, SipFlow flow)
    {
        if (_state.Phase == TransactionPhase.Completed && ack.To.Tag is { } tag && tag == _refusalTag)
        {
            _layer.Guard?.Acknowledged(flow, _lastStatus);
        }

        var isUsers = _state.Phase == TransactionPhase.Accepted;
        Step(TransactionInput.Ack, null);
        return isUsers;
    }

    private void Step(TransactionInput input, SipResponse? response)
    {
        var before = _state.Phase;
        _state = TransactionMachine.Step(_state, input, _layer.Now, _layer.Timers, out var actions);
        var isSent = true;
        if (actions.HasFlag(TransactionActions.Send))
        {
            if (response is not null)
            {
                (_last, _lastStatus) = (response.ToArray(), response.Status);
                _refusalTag = response.Status >= 300 && _state.Kind == TransactionKind.InviteServer ? response.To.Tag : null;
            }

            isSent = Send();
            if (response is { IsFinal: true } && Request is { } answered)
            {
                _layer.Guard?.Answered(Flow, answered, response);
            }
        }

        if (actions.HasFlag(TransactionActions.SendTrying))
        {
            (_last, _lastStatus) = (SipResponse.For(Request!, 100).ToArray(), 100);
            isSent = Send();
        }

        if (_state.Phase is not (TransactionPhase.Trying or TransactionPhase.Proceeding))
        {
            Request = null; // it lives on for half a minute, small
        }

        var user = User;
        if (_state.Phase is TransactionPhase.Accepted or TransactionPhase.Confirmed or TransactionPhase.Terminated)
        {
            (_last, User) = (default, null); // a call is not kept by what began it
        }

        _layer.Moved(this, isOver: _state.Phase == TransactionPhase.Terminated && before != TransactionPhase.Terminated);
        if ((actions & (TransactionActions.TellTimeout | TransactionActions.TellFailure)) != TransactionActions.None)
        {
            user?.Failed(this);
        }

        if (!isSent)
        {
            Step(TransactionInput.TransportFailed, null);
        }
    }

    /// <summary>What the source may not be sent yet is lost as on a network: what it sends again is answered again.</summary>
    private bool Send() => _layer.Guard?.MayAnswer(Reply, _last.Length, _lastStatus) is false || Reply.Send(_last);
}
