using System.Threading.Channels;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Calls;

/// <summary>One call in the signalling's mailbox: does what <see cref="CallMachine"/> decides.</summary>
internal sealed partial class CallSession : Scheduled
{
    /// <summary>Who does not read this many events has forgotten its call.</summary>
    private const int MaxEvents = 256;

    private readonly CallTable _table;
    private readonly Channel<SipCallEvent> _events = Channel.CreateBounded<SipCallEvent>(new BoundedChannelOptions(MaxEvents) { SingleWriter = true });
    private CallState _state;
    private bool _isReplaced;
    private Dialog? _dialog;

    private CallSession(CallTable table, bool isCaller, SipRequest invite, string localTag)
    {
        (_table, _state, Invite, CallId, LocalTag) = (table, CallMachine.Start(isCaller), invite, invite.CallId, localTag);
        table.Add(this);
    }

    public string CallId { get; }

    public string LocalTag { get; }

    /// <summary>The INVITE that began it.</summary>
    public SipRequest Invite { get; private set; }

    public CallPhase Phase => _state.Phase;

    public Dialog? Dialog => _dialog;

    /// <summary>What our program knows it by.</summary>
    public SipCall? Handle { get; set; }

    /// <summary>The call that ends once this one is established. RFC 3891 section 3.</summary>
    public CallSession? Replaced { get; private set; }

    public ChannelReader<SipCallEvent> Events => _events.Reader;

    public override TimeSpan? DueAt => _state.DueAt is { } due && (_provisional?.DueAt is not { } other || due <= other) ? due : _provisional?.DueAt ?? _state.DueAt;

    private SignalLoop Loop => _table.Loop;

    public override void Due(TimeSpan now)
    {
        if (_provisional is { } provisional && provisional.DueAt <= now)
        {
            RepeatProvisional(provisional, now);
        }

        if (_state.DueAt <= now)
        {
            Step(CallInputKind.Due);
        }
    }

    /// <summary>Our program wants it to be over.</summary>
    /// <param name="status">What an INVITE that waits is refused with; 0: 603.</param>
    /// <param name="reason">A value of Reason for the BYE or CANCEL, such as <c>Q.850;cause=16</c>; null: none. RFC 3326.</param>
    public void HangUp(int status, string? reason)
    {
        _reason = reason;
        _refusal = status == 0 ? 603 : status;
        Step(CallInputKind.HangUp);
    }

    /// <summary>Another call has taken its place.</summary>
    private void Replace()
    {
        _isReplaced = true;
        HangUp(0, null);
    }

    /// <summary>A request of our program's inside the call.</summary>
    public bool Request(SipMethod method, Action<SipRequestBuilder>? with, IClientUser user)
    {
        if (_dialog is not { } dialog || _state.Phase == CallPhase.Ended)
        {
            return false;
        }

        Send(dialog, method, with, user);
        return true;
    }

    private void Step(CallInput input, SipMessage? by = null, ServerTransaction? transaction = null)
    {
        var before = _state.Phase;
        _state = CallMachine.Step(_state, input, _table.Layer.Now, _table.Timers, out var actions);
        Answering(actions, transaction);
        Sending(actions, by as SipResponse);
        Telling(actions, by);
        if (_state.Phase == CallPhase.Ended && before != CallPhase.Ended)
        {
            End(by);
        }

        Loop.Dues.Schedule(this);
    }

    /// <summary>What their requests are answered with.</summary>
    private void Answering(CallActions actions, ServerTransaction? transaction)
    {
        if (actions.HasFlag(CallActions.SendAnswer) && _answer is { } answer)
        {
            _answering?.Respond(answer);
        }

        if (actions.HasFlag(CallActions.SendRefusal))
        {
            Refuse(_refusal, _refusalWith);
        }

        if (actions.HasFlag(CallActions.RefuseTerminated))
        {
            Refuse(487, null);
        }

        if (actions.HasFlag(CallActions.RefusePending))
        {
            transaction!.Respond(491);
        }

        if (actions.HasFlag(CallActions.RefuseBusy))
        {
            var seconds = (int)(_table.Settings.Draw() * 10); // RFC 3261 section 14.2: 0 to 10
            transaction!.Respond(SipResponse.Answer(transaction.Request!, 500).Set(SipHeaderName.RetryAfter, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)).Build());
        }
    }

    private void Sending(CallActions actions, SipResponse? response)
    {
        if (actions.HasFlag(CallActions.SendAck) && response is not null)
        {
            Acknowledge(response, andLeave: actions.HasFlag(CallActions.SendBye));
        }
        else if (actions.HasFlag(CallActions.SendBye) && _dialog is { } dialog)
        {
            Send(dialog, SipMethod.Bye, WithReason, Deaf.User);
        }

        if (actions.HasFlag(CallActions.SendCancel))
        {
            _ours?.Cancel();
        }

        if (actions.HasFlag(CallActions.SendOffer))
        {
            SendOffer();
        }

        if (actions.HasFlag(CallActions.SendRefresh))
        {
            SendRefresh();
        }
    }

    private void Telling(CallActions actions, SipMessage? by)
    {
        if (actions.HasFlag(CallActions.TellProgress) && by is SipResponse { Status: > 100 } progress)
        {
            Tell(new SipCallEvent.Progressed(progress));
        }

        if (actions.HasFlag(CallActions.TellEstablished))
        {
            Tell(new SipCallEvent.Established(by!));
            var replaced = Replaced;
            Replaced = null;
            replaced?.Replace();
        }

        if (actions.HasFlag(CallActions.TellOffer))
        {
            Tell(new SipCallEvent.Offered((SipRequest)by!));
        }

        if (actions.HasFlag(CallActions.TellOfferResult) && _isOffering)
        {
            _isOffering = false;
            Tell(new SipCallEvent.OfferAnswered(by as SipResponse));
        }

        if (actions.HasFlag(CallActions.TellOfferTooEarly))
        {
            _isOffering = false;
            Tell(new SipCallEvent.OfferAnswered(null));
        }
    }

    private void Tell(SipCallEvent what)
    {
        if (_events.Reader.Count < MaxEvents - 1) // the last place is the end's
        {
            _events.Writer.TryWrite(what);
        }
        else if (_state.Phase != CallPhase.Ended)
        {
            HangUp(500, null); // nobody reads: it would go on for ever
        }
    }

    private void End(SipMessage? by)
    {
        _provisional = null;
        _table.Remove(this);
        Replaced = null;
        _events.Writer.TryWrite(new SipCallEvent.Ended(_isReplaced ? SipCallEnd.Replaced : _state.End, by));
        _events.Writer.TryComplete();
        foreach (var open in _open.Where(static t => t.IsOpen))
        {
            open.Respond(487); // what was asked inside the call and not answered yet
        }

        _open.Clear();
        (Refreshes, _offer, _refusalWith) = (null, null, null); // transactions keep the session for half a minute; not our program's sound with it
    }

    /// <summary>Sends a request inside the dialog.</summary>
    private void Send(Dialog dialog, SipMethod method, Action<SipRequestBuilder>? with, IClientUser user)
    {
        var builder = dialog.Begin(method);
        if (method != SipMethod.Bye)
        {
            Describe(builder);
        }

        with?.Invoke(builder);
        if (_authorization is { } authorization)
        {
            var asked = user;
            user = new Challenged(user, (request, response) =>
            {
                if (response.Status is not (401 or 407))
                {
                    authorization.Succeeded();
                    return null;
                }

                var next = dialog.Begin(method);
                foreach (var header in request.Headers)
                {
                    if (header.Name != SipHeaderName.Via && !next.Lines.Exists(line => line.Name.Equals(header.Name)))
                    {
                        next.Add(header);
                    }
                }

                next.Carry(request.Body);
                return authorization.Authorize(request, response, next) ? () => _table.Sender.Send(_ => next.Build(), dialog.Next, dialog.Flow, asked) : null;
            });
        }

        if (!dialog.IsHeard && _table.Layer.Guard?.IsProven(dialog.Flow) is false)
        {
            user.Failed(null); // whoever called may have forged the address: what we repeat would go to somebody else
            return;
        }

        _table.Sender.Send(flow => builder.Set(SipHeaderName.Contact, ContactOn(flow)).Build(), dialog.Next, dialog.Flow, user);
    }

    private void Describe<T>(SipMessageBuilder<T> message)
        where T : SipMessageBuilder<T> =>
        message.Set(SipHeaderName.Allow, "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, MESSAGE, UPDATE, PRACK, REFER, NOTIFY").Set(SipHeaderName.Supported, "timer, replaces, 100rel")
            .Set(this is { _state.IsCaller: true } || message is SipRequestBuilder ? SipHeaderName.UserAgent : SipHeaderName.Server, _table.Settings.Product);

    private void WithReason(SipRequestBuilder request)
    {
        if (_reason is { } reason)
        {
            request.Set(SipHeaderName.Reason, reason);
        }
    }

    /// <summary>Where we are for the other side. RFC 3261 section 8.1.1.8.</summary>
    private string ContactOn(SipFlow flow)
    {
        var user = _state.IsCaller ? Invite.From.Uri.User : Invite.Uri.User ?? Invite.To.Uri.User;
        var uri = SipUri.Create(user, flow.SentByHost, flow.SentByPort, flow.Kind.IsSecure() && Invite.Uri.IsSecure);
        return $"<{(flow.Kind == SipTransportKind.Udp ? uri : uri.WithParameter("transport", flow.Kind.InVia().ToLowerInvariant()))}>";
    }

    /// <summary>Lets a request go out once more when it is challenged, and tells its user of the rest.</summary>
    private sealed class Challenged(IClientUser user, Func<SipRequest, SipResponse, Action?> again) : IClientUser
    {
        public void Responded(ClientTransaction transaction, SipResponse response)
        {
            if (response.IsFinal && again(transaction.Request, response) is { } send)
            {
                send();
            }
            else
            {
                user.Responded(transaction, response);
            }
        }

        public void TimedOut(ClientTransaction transaction) => user.TimedOut(transaction);

        public void Failed(ClientTransaction? transaction) => user.Failed(transaction);
    }

    /// <summary>Nobody: what becomes of a BYE changes nothing.</summary>
    private sealed class Deaf : IClientUser
    {
        public static Deaf User { get; } = new();

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
