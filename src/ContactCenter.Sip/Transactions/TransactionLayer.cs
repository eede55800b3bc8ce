using ContactCenter.Sip.Guard;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Transactions;

/// <summary>Who gets requests that are no copies.</summary>
internal interface ITransactionUser
{
    /// <summary>A request to answer.</summary>
    void Requested(ServerTransaction transaction, SipRequest request);

    /// <summary>An ACK of a 2xx.</summary>
    void Acknowledged(SipRequest ack, SipFlow flow);

    /// <summary>A response nobody waits for: a 2xx to an INVITE may be one of another end, and wants its ACK.</summary>
    void Strayed(SipResponse response, SipFlow flow);
}

/// <summary>All transactions of an endpoint, found by a hash. Of the signalling's mailbox.</summary>
internal sealed class TransactionLayer(DueQueue dues, Func<TimeSpan> now, SipTimers timers, int maxTransactions, ITransactionUser user, SourceGuard? guard = null)
{
    private readonly Dictionary<TransactionKey, ClientTransaction> _clients = [];
    private readonly Dictionary<TransactionKey, ServerTransaction> _servers = [];

    /// <summary>Requests outside dialogs, so that one that comes by two ways is noticed.</summary>
    private readonly Dictionary<(string CallId, string? Tag, SipCSeq CSeq), ServerTransaction> _firsts = [];

    /// <summary>Only connections: a datagram socket does not close.</summary>
    private readonly Dictionary<SipFlow, HashSet<ClientTransaction>> _byFlow = [];

    public TimeSpan Now => now();

    public SipTimers Timers => timers;

    /// <summary>What stands before us; null: nothing.</summary>
    public SourceGuard? Guard => guard;

    /// <summary>How many there are.</summary>
    public int Count => _clients.Count + _servers.Count;

    /// <summary>Sends a request, with a Via of ours before all others.</summary>
    public ClientTransaction Send(SipRequest request, SipFlow flow, IClientUser client)
    {
        var named = Named(request, flow);
        return Send(named, TransactionKey.OfOwn(named.TopVia!.Branch!, request.Method), flow, client);
    }

    /// <summary>A request with a Via of ours before all others. One that is no transaction, the ACK of a 2xx, needs it, too.</summary>
    public SipRequest Named(SipRequest request, SipFlow flow) =>
        request.WithTopVia(new SipVia(flow.Kind.InVia(), flow.SentByHost, flow.SentByPort, SipVia.MagicCookie + SipTokens.New()).With("rport")); // RFC 3581 section 3

    public void Received(SipMessage message, SipFlow flow)
    {
        if (message is SipResponse response)
        {
            Received(response, flow);
        }
        else
        {
            Received((SipRequest)message, flow);
        }
    }

    /// <summary>A connection is gone: what waits on it for a response fails.</summary>
    public void Closed(SipFlow flow)
    {
        if (_byFlow.Remove(flow, out var waiting))
        {
            foreach (var transaction in waiting)
            {
                transaction.FlowClosed();
            }
        }
    }

    internal ClientTransaction Send(SipRequest request, TransactionKey key, SipFlow flow, IClientUser client)
    {
        var transaction = new ClientTransaction(this, key, request, flow, client);
        _clients[key] = transaction;
        if (flow.Kind.IsReliable())
        {
            if (!_byFlow.TryGetValue(flow, out var waiting))
            {
                _byFlow.Add(flow, waiting = []);
            }

            waiting.Add(transaction);
        }

        transaction.Begin();
        return transaction;
    }

    internal void Moved(ClientTransaction transaction)
    {
        dues.Schedule(transaction);
        if (transaction.Phase == TransactionPhase.Terminated)
        {
            _clients.Remove(transaction.Key);
        }

        if (transaction.Phase is not (TransactionPhase.Trying or TransactionPhase.Proceeding) && _byFlow.TryGetValue(transaction.Flow, out var waiting) && waiting.Remove(transaction)
            && waiting.Count == 0)
        {
            _byFlow.Remove(transaction.Flow);
        }
    }

    internal void Moved(ServerTransaction transaction, bool isOver = false)
    {
        dues.Schedule(transaction);
        if (isOver)
        {
            _servers.Remove(transaction.Key);
            if (transaction.First is { } first && _firsts.TryGetValue(first, out var known) && ReferenceEquals(known, transaction))
            {
                _firsts.Remove(first);
            }
        }
    }

    private void Received(SipResponse response, SipFlow flow)
    {
        if (_clients.TryGetValue(TransactionKey.OfResponse(response), out var transaction))
        {
            guard?.Heard(flow); // nobody else knows the branch
            transaction.Received(response);
        }
        else
        {
            user.Strayed(response, flow);
        }
    }

    private void Received(SipRequest request, SipFlow flow)
    {
        var isAck = request.Method == SipMethod.Ack;
        var key = TransactionKey.OfRequest(request, isAck ? SipMethod.Invite : request.Method);
        if (_servers.TryGetValue(key, out var known))
        {
            if (!isAck)
            {
                known.Again();
            }
            else if (known.Acknowledged(request, flow))
            {
                user.Acknowledged(request, flow);
            }

            return;
        }

        if (isAck)
        {
            user.Acknowledged(request, flow); // the ACK of a 2xx has a branch of its own
            return;
        }

        var stamped = request.ReceivedFrom(flow.Remote);
        if (Count >= maxTransactions)
        {
            // Answered and forgotten: RFC 3261 section 8.2.7.
            var refusal = SipResponse.For(stamped, 503, null, SipTokens.New()).ToBuilder().Set(SipHeaderName.RetryAfter, "10").Build().ToArray();
            if (guard?.MayAnswer(flow, refusal.Length, 503) is not false)
            {
                flow.For(stamped.TopVia!).Send(refusal);
            }

            return;
        }

        var transaction = new ServerTransaction(this, key, stamped, flow, flow.For(stamped.TopVia!));
        _servers.Add(key, transaction);
        transaction.Begin();
        if (request.Method == SipMethod.Cancel)
        {
            Cancel(transaction);
        }
        else if (IsMerged(transaction, stamped))
        {
            transaction.Respond(482);
        }
        else
        {
            user.Requested(transaction, stamped);
        }
    }

    /// <summary>Whether a request came before by another way, a fork's other branch: RFC 3261 section 8.2.2.2.</summary>
    private bool IsMerged(ServerTransaction transaction, SipRequest request)
    {
        if (request.To.Tag is not null)
        {
            return false;
        }

        var first = (request.CallId, request.From.Tag, request.CSeq);
        transaction.First = first;
        return !_firsts.TryAdd(first, transaction);
    }

    /// <summary>RFC 3261 section 9.2: the CANCEL is answered at once; what becomes of the INVITE is its user's matter.</summary>
    private void Cancel(ServerTransaction cancel)
    {
        var isThere = _servers.TryGetValue(cancel.Key.With(SipMethod.Invite), out var invite);
        cancel.Respond(isThere ? 200 : 481);
        if (isThere && invite!.IsOpen)
        {
            invite.User?.Cancelled(invite);
        }
    }
}
