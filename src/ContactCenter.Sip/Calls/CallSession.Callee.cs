using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Calls;

/// <content>Their INVITE that begins a call, and their requests inside one.</content>
internal sealed partial class CallSession : IServerUser
{
    private readonly List<ServerTransaction> _open = [];
    private ServerTransaction? _answering;
    private SipRequest? _offered;
    private SipResponse? _answer;
    private Action<SipResponseBuilder>? _refusalWith;
    private int _refusal = 603;
    private string? _refusalPhrase;
    private ReliableProvisional? _provisional;
    private Action? _afterProvisional;
    private uint _lastReliable;
    private bool _knowsUpdate;

    /// <summary>Somebody calls.</summary>
    public static CallSession Called(CallTable table, ServerTransaction transaction, SipRequest invite, string tag, CallSession? replaced)
    {
        var call = new CallSession(table, isCaller: false, invite, tag) { _answering = transaction, _offered = invite, Replaced = replaced };
        call._dialog = Dialog.Of(invite, tag, transaction.Flow);
        call._knowsUpdate = invite.HasToken(SipHeaderName.Allow, "UPDATE");
        transaction.User = call;
        return call;
    }

    /// <summary>Our program says how far it is. Reliably where it wants that and the caller can. RFC 3262 section 3.</summary>
    public bool Progress(int status, Action<SipResponseBuilder>? with, bool isReliable)
    {
        if (_state.Phase != CallPhase.Offered || _answering is not { IsOpen: true } transaction)
        {
            return false;
        }

        var response = SipResponse.Answer(Invite, status, null, LocalTag).Set(SipHeaderName.Contact, ContactOn(transaction.Reply));
        Describe(response);
        with?.Invoke(response);
        if ((isReliable && Invite.HasToken(SipHeaderName.Supported, "100rel")) || Invite.HasToken(SipHeaderName.Require, "100rel"))
        {
            if (_provisional is not null)
            {
                return false; // one after another: RFC 3262 section 3
            }

            _lastReliable = _lastReliable == 0 ? 1 + (uint)(_table.Settings.Draw() * 1_000_000) : _lastReliable + 1;
            var built = response.Set(SipHeaderName.Require, "100rel").Set(SipHeaderName.RSeq, Text(_lastReliable)).Build();
            _provisional = new ReliableProvisional(built, _lastReliable, _table.Layer.Now, _table.Timers);
            transaction.Respond(built);
            Loop.Dues.Schedule(this);
            return true;
        }

        transaction.Respond(response.Build());
        return true;
    }

    /// <summary>Our program answers their INVITE, or their offer inside the call.</summary>
    public bool Answer(Action<SipResponseBuilder>? with)
    {
        var isFirst = _state.Phase == CallPhase.Offered;
        if (_answering is not { IsOpen: true } transaction || _offered is not { } request || (!isFirst && _state.Negotiating != Negotiating.They))
        {
            return false;
        }

        if (_provisional is not null)
        {
            _afterProvisional = () => Answer(with); // RFC 3262 section 3: not before it is acknowledged
            return true;
        }

        var response = SipResponse.Answer(request, 200, null, LocalTag).Set(SipHeaderName.Contact, ContactOn(transaction.Reply));
        Describe(response);
        with?.Invoke(response);
        SessionAnswered(request, response);
        _answer = response.Build();
        Session(_answer, isOurs: false);
        Step(new CallInput(CallInputKind.Answer, isFirst || request.Method == SipMethod.Invite ? 1 : 0));
        return true;
    }

    /// <summary>Our program refuses their INVITE, or their offer inside the call.</summary>
    public bool Refuse(int status, string? reason, Action<SipResponseBuilder>? with)
    {
        if (_answering is not { IsOpen: true } || (_state.Phase != CallPhase.Offered && _state.Negotiating != Negotiating.They))
        {
            return false;
        }

        (_refusal, _refusalWith, _refusalPhrase) = (status, with, reason);
        Step(CallInputKind.Refuse);
        return true;
    }

    /// <summary>A request of theirs inside the call.</summary>
    public void Received(ServerTransaction transaction, SipRequest request)
    {
        if (request.From.Tag != _dialog?.Remote.Tag)
        {
            transaction.Respond(481);
            return;
        }

        _dialog!.IsHeard = true;
        if (!_dialog.Take(request))
        {
            transaction.Respond(500, "CSeq Out Of Order"); // RFC 3261 section 12.2.2
            return;
        }

        if (request.Method == SipMethod.Bye)
        {
            transaction.Respond(200);
            Step(CallInputKind.Bye, request);
        }
        else if (request.Method == SipMethod.Invite || (request.Method == SipMethod.Update && !request.Body.IsEmpty))
        {
            Offered(transaction, request);
        }
        else if (request.Method == SipMethod.Update)
        {
            _dialog.Refresh(request, transaction.Flow);
            var response = SipResponse.Answer(request, 200).Set(SipHeaderName.Contact, ContactOn(transaction.Reply));
            SessionAnswered(request, response);
            var built = response.Build();
            Session(built, isOurs: false);
            transaction.Respond(built);
            Loop.Dues.Schedule(this);
        }
        else if (request.Method == SipMethod.Prack)
        {
            Acknowledged(transaction, request);
        }
        else if (request.Method == SipMethod.Options)
        {
            transaction.Respond(200);
        }
        else
        {
            _open.RemoveAll(static t => !t.IsOpen);
            _open.Add(transaction);
            Tell(new SipCallEvent.Requested(new SipIncomingRequest(Loop, transaction, request)));
        }
    }

    /// <summary>They acknowledge a 2xx of ours.</summary>
    public void Acknowledged(SipRequest ack)
    {
        if (_answer is null || ack.CSeq.Number != _answer.CSeq.Number)
        {
            return;
        }

        _dialog!.IsHeard = true;
        var isInside = _state is { Phase: CallPhase.Established, Negotiating: Negotiating.TheyUnacknowledged };
        Step(CallInputKind.Ack, ack);
        if (isInside)
        {
            Tell(new SipCallEvent.OfferAcknowledged(ack));
        }
    }

    public void Cancelled(ServerTransaction transaction)
    {
        if (ReferenceEquals(transaction, _answering))
        {
            Step(CallInputKind.Cancel);
        }
    }

    public void Failed(ServerTransaction transaction)
    {
        if (ReferenceEquals(transaction, _answering) && _state.Phase == CallPhase.Offered)
        {
            Step(CallInputKind.Failure);
        }
    }

    private void Offered(ServerTransaction transaction, SipRequest request)
    {
        if (_state is { Phase: CallPhase.Established, Negotiating: Negotiating.Nobody })
        {
            (_answering, _offered, transaction.User) = (transaction, request, this);
            _dialog!.Refresh(request, transaction.Flow);
        }

        Step(request.Method == SipMethod.Invite ? CallInputKind.TheirInvite : CallInputKind.TheirUpdate, request, transaction);
    }

    private void Refuse(int status, Action<SipResponseBuilder>? with)
    {
        if (_answering is { IsOpen: true } transaction)
        {
            var response = SipResponse.Answer(_offered!, status, status == _refusal ? _refusalPhrase : null, LocalTag);
            with?.Invoke(response);
            transaction.Respond(response.Build());
        }
    }

    /// <summary>PRACK. RFC 3262 section 3.</summary>
    private void Acknowledged(ServerTransaction transaction, SipRequest prack)
    {
        if (_provisional is not { } provisional || prack.Header(SipHeaderName.RAck) is not { } rack || rack != $"{Text(provisional.Number)} {Invite.CSeq}")
        {
            transaction.Respond(481);
            return;
        }

        transaction.Respond(200);
        _provisional = null;
        var then = _afterProvisional;
        _afterProvisional = null;
        then?.Invoke();
    }

    private void RepeatProvisional(ReliableProvisional provisional, TimeSpan now)
    {
        if (provisional.Repeat(now))
        {
            _answering?.Respond(provisional.Response);
        }
        else
        {
            (_provisional, _afterProvisional) = (null, null);
            (_refusal, _refusalWith, _refusalPhrase) = (504, null, "Provisional Response Not Acknowledged");
            Step(CallInputKind.Timeout);
        }
    }
}
