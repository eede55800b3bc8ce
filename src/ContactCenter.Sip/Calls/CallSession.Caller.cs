using System.Globalization;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Calls;

/// <content>Our INVITE that begins a call, and our offers inside one.</content>
internal sealed partial class CallSession : IClientUser
{
    private ClientTransaction? _ours;
    private SipUri? _way;
    private SipFlow? _path;
    private (SipResponse Answer, SipRequest Ack, SipFlow Flow)? _acknowledged;
    private SipAuthorization? _authorization;
    private Action<SipRequestBuilder>? _offer;
    private string? _reason;
    private bool _isOffering;
    private uint _reliable;
    private int _attempts;
    private bool _usesUpdate;

    /// <summary>Calls somebody.</summary>
    /// <param name="table">The endpoint's calls.</param>
    /// <param name="invite">The INVITE, with its body, without Via and Contact.</param>
    /// <param name="way">Where it goes; the Request-URI by default.</param>
    /// <param name="credentials">Who we are where somebody asks.</param>
    /// <param name="path">What the other side has been heard on.</param>
    public static CallSession Call(CallTable table, SipRequest invite, SipUri? way, SipCredentials? credentials, SipFlow? path)
    {
        var call = new CallSession(table, isCaller: true, invite, invite.From.Tag!) { _way = way, _path = path, _authorization = credentials?.Begin() };
        call.Invite = call.SessionAsked(invite.ToBuilder()).Build();
        call.SendInvite();
        return call;
    }

    public void Responded(ClientTransaction transaction, SipResponse response)
    {
        var request = transaction.Request;
        if (request.To.Tag is not null)
        {
            Responded(request, response, transaction.Flow);
            return;
        }

        _ours = transaction;
        if (response.To.Tag is { } tag && response.Status is > 100 and < 300 && (_dialog is null || (_dialog.Remote.Tag != tag && _state.Phase is CallPhase.Calling or CallPhase.Early)))
        {
            _dialog = Dialog.Of(request, response, transaction.Flow); // of several ends that ring, the last one; the one that answers counts
            _reliable = 0;
        }

        if (response.IsProvisional)
        {
            if (response.RSeq is { } number && response.HasToken(SipHeaderName.Require, "100rel") && !AcknowledgeProvisional(response, number))
            {
                return; // a copy, or out of order: RFC 3262 section 4
            }
        }
        else if (!response.IsSuccess && Again(response))
        {
            return;
        }
        else if (response.IsSuccess && _dialog?.Remote.Tag == response.To.Tag && _state.Phase != CallPhase.Established)
        {
            _authorization?.Succeeded();
            _dialog!.Refresh(response, transaction.Flow);
            Session(response, isOurs: true);
        }

        Step(new CallInput(CallInputKind.Response, response.Status), response);
    }

    public void TimedOut(ClientTransaction transaction) => Step(transaction.Request.Method == SipMethod.Invite || transaction.Request.Method == SipMethod.Update ? CallInputKind.Timeout : CallInputKind.Due);

    public void Failed(ClientTransaction? transaction) => Step(CallInputKind.Failure);

    /// <summary>A 2xx to our INVITE after its transaction has been forgotten.</summary>
    public void Strayed(SipResponse response)
    {
        if (_state.IsCaller && response.IsSuccess && response.CSeq.Method == SipMethod.Invite)
        {
            Step(new CallInput(CallInputKind.Response, response.Status), response);
        }
    }

    /// <summary>Sets the body of an INVITE that refreshes the session, where the other side does not know UPDATE; null: the last offer once more.</summary>
    public Action<SipRequestBuilder>? Refreshes { get; set; }

    /// <summary>An offer of our program's is under way, or waits to be made again.</summary>
    public bool IsOffering => _isOffering;

    /// <summary>Our program makes an offer inside the call.</summary>
    /// <param name="with">Sets the body.</param>
    /// <param name="usesUpdate">By UPDATE, where the other side knows it.</param>
    public void Offer(Action<SipRequestBuilder> with, bool usesUpdate)
    {
        (_offer, _isOffering, _usesUpdate) = (with, true, usesUpdate);
        Step(CallInputKind.Offer);
    }

    private void SendInvite() => _table.Sender.Send(
        flow =>
        {
            var builder = Invite.ToBuilder().Set(SipHeaderName.Contact, ContactOn(flow));
            Describe(builder);
            return builder.Build();
        },
        _way ?? (Invite.Address(SipHeaderName.Route)?.Uri ?? Invite.Uri),
        _path,
        this);

    /// <summary>Whether the INVITE goes out again, as who refused it wants it: with credentials, or for a longer session.</summary>
    private bool Again(SipResponse response)
    {
        if (_state.IsLeaving || _state.Phase is not (CallPhase.Calling or CallPhase.Early) || ++_attempts > 4)
        {
            return false;
        }

        var next = Invite.ToBuilder().Set(SipHeaderName.CSeq, new SipCSeq(Invite.CSeq.Number + 1, SipMethod.Invite).ToString());
        if (response.Status is 401 or 407)
        {
            if (_authorization?.Authorize(Invite, response, next) is not true)
            {
                return false;
            }
        }
        else if (response.Status == 422 && Seconds(response.Header(SipHeaderName.MinSE)) is { } least)
        {
            next.Set(SipHeaderName.SessionExpires, Text(least)).Set(SipHeaderName.MinSE, Text(least)); // RFC 4028 section 7.4
        }
        else
        {
            return false;
        }

        _dialog = null;
        Invite = next.Build();
        SendInvite();
        return true;
    }

    /// <summary>Acknowledges a 2xx: the same ACK for each copy of it. One of another end than ours is left at once.</summary>
    private void Acknowledge(SipResponse response, bool andLeave)
    {
        if (_acknowledged is { } known && known.Answer.To.Tag == response.To.Tag && known.Answer.CSeq == response.CSeq)
        {
            known.Flow.Send(known.Ack.ToArray());
            return;
        }

        var isOther = _dialog is null || _dialog.Remote.Tag != response.To.Tag;
        var dialog = isOther ? Dialog.Of(Invite, response, _ours?.Flow ?? _dialog!.Flow) : _dialog!;
        var builder = dialog.Begin(SipMethod.Ack, response.CSeq.Number);
        foreach (var header in response.CSeq.Number == Invite.CSeq.Number ? Invite.Headers : [])
        {
            if (header.Name == SipHeaderName.Authorization || header.Name == SipHeaderName.ProxyAuthorization)
            {
                builder.Add(header); // RFC 3261 section 13.2.2.4: the credentials of its INVITE
            }
        }

        _table.Sender.WithWays(dialog.Next, dialog.Flow, ways =>
        {
            if (ways.Count > 0)
            {
                var ack = _table.Layer.Named(builder.Build(), ways[0]);
                ways[0].Send(ack.ToArray());
                _acknowledged = isOther ? _acknowledged : (response, ack, ways[0]);
            }
        });
        if (andLeave || isOther)
        {
            Send(dialog, SipMethod.Bye, WithReason, Deaf.User);
        }
    }

    /// <returns>False when it is no news.</returns>
    private bool AcknowledgeProvisional(SipResponse response, uint number)
    {
        if (_dialog is not { } dialog || (_reliable != 0 && number != _reliable + 1))
        {
            return false;
        }

        _reliable = number;
        Send(dialog, SipMethod.Prack, request => request.Set(SipHeaderName.RAck, $"{Text(number)} {response.CSeq}"), Deaf.User);
        return true;
    }

    private void SendOffer()
    {
        if (!_isOffering)
        {
            SendRefresh(); // it met an offer of theirs
            return;
        }

        var method = _usesUpdate && _knowsUpdate ? SipMethod.Update : SipMethod.Invite;
        Send(_dialog!, method, request => SessionAsked(request, _offer!), this);
    }

    /// <summary>Refreshes the session: by UPDATE without an offer where the other side knows it, else by an offer that changes nothing. RFC 4028 section 10.</summary>
    private void SendRefresh()
    {
        var again = Refreshes ?? _offer;
        if (_knowsUpdate || again is null)
        {
            Send(_dialog!, SipMethod.Update, request => SessionAsked(request), this);
        }
        else
        {
            Send(_dialog!, SipMethod.Invite, request => SessionAsked(request, again), this);
        }
    }

    /// <summary>A response to an INVITE or UPDATE of ours inside the call.</summary>
    private void Responded(SipRequest request, SipResponse response, SipFlow flow)
    {
        var isRefresh = response.IsSuccess && !_isOffering && _state.Negotiating == Negotiating.We && request.Method == SipMethod.Invite;
        if (response.IsSuccess)
        {
            _dialog!.Refresh(response, flow);
            Session(response, isOurs: true);
        }

        // Whoever made the Call-ID waits longer, so that the two do not meet again: RFC 3261 section 14.1.
        var wait = TimeSpan.FromSeconds(_state.IsCaller ? 2.1 + (_table.Settings.Draw() * 1.9) : _table.Settings.Draw() * 2);
        Step(new CallInput(CallInputKind.OfferResponse, response.Status, wait), response);
        if (isRefresh)
        {
            Tell(new SipCallEvent.Refreshed(response));
        }
    }

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private static uint? Seconds(string? value) => uint.TryParse(value?.Split(';')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
