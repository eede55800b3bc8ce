using System.Net;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Calls;

/// <summary>A call: one dialog that an INVITE began. RFC 3261 sections 12 to 15.</summary>
/// <remarks>
/// Safe from any thread. What happens to it comes as <see cref="Events"/>, for one reader; a call whose events nobody reads is hung up when 255 of them wait. Session
/// descriptions are bodies here: what they mean is their reader's matter. Each operation says by its result whether it came in time: the other side may have been faster.
/// </remarks>
public sealed class SipCall
{
    private readonly CallSession _session;
    private readonly CallTable _table;

    private int _referrals;

    internal SipCall(CallTable table, CallSession session, bool isCaller, IPEndPoint? remote)
    {
        (_table, _session, IsCaller, Remote, Replaces) = (table, session, isCaller, remote, session.Replaced?.Handle);
        session.Handle = this;
    }

    /// <value>Its Call-ID.</value>
    public string CallId => _session.CallId;

    /// <value>Our tag: with <see cref="CallId"/> it tells calls apart, and is what somebody else's Replaces or Target-Dialog names. RFC 3891.</value>
    public string LocalTag => _session.LocalTag;

    /// <value>The other side's tag; null before it has one.</value>
    public string? RemoteTag => _session.Dialog?.Remote.Tag;

    /// <value>Where the other side is: its last Contact; null before it has one. RFC 3261 section 12.2.1.2.</value>
    public SipUri? RemoteTarget => _session.Dialog?.Target;

    /// <value>
    /// The call of ours whose place a call of theirs is to take, such as after an attended transfer; null where it says none. Once this one is answered and acknowledged
    /// that one ends, with <see cref="SipCallEnd.Replaced"/>. Whether the caller may do so is the program's decision: one it does not trust is refused. RFC 3891.
    /// </value>
    public SipCall? Replaces { get; }

    /// <value>We called.</value>
    public bool IsCaller { get; }

    /// <value>The INVITE that began it: of a call of theirs as it came, of ours as it went out last, without Via.</value>
    public SipRequest Invite => _session.Invite;

    /// <value>Where a call of theirs came from, the address seen; null for ours.</value>
    public IPEndPoint? Remote { get; }

    /// <value>What happened, in order; ends after <see cref="SipCallEvent.Ended"/>. For one reader.</value>
    public IAsyncEnumerable<SipCallEvent> Events => _session.Events.ReadAllAsync();

    /// <summary>The credentials of their INVITE have been judged: who stands before the transactions counts that.</summary>
    internal void Judged(Authentication.DigestOutcome outcome, bool hasOurNonce)
    {
        if (_session.Dialog is { } dialog)
        {
            _table.Layer.Guard?.Judged(dialog.Flow, outcome, hasOurNonce);
        }
    }

    /// <summary>Says how far a call of theirs is: 180, 181, 182, 183.</summary>
    /// <param name="status">101 to 199.</param>
    /// <param name="with">Adds to the response, as a session description.</param>
    /// <param name="isReliable">It is repeated until the caller acknowledges it, if the caller can do that. RFC 3262.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    /// <returns>False when it has been answered, refused or called off, or a reliable one is not acknowledged yet.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is no provisional one.</exception>
    public Task<bool> ProgressAsync(int status, Action<SipResponseBuilder>? with = null, bool isReliable = false, CancellationToken cancellationToken = default)
    {
        if (status is < 101 or > 199)
        {
            throw new ArgumentOutOfRangeException(nameof(status), status, $"{status} is not provisional; set it to 101 to 199.");
        }

        return AskAsync(() => _session.Progress(status, with, isReliable), cancellationToken);
    }

    /// <summary>Answers a call of theirs with 200. Completes when the answer is on its way; it is repeated until it is acknowledged, and then <see cref="SipCallEvent.Established"/> comes.</summary>
    /// <param name="with">Sets the body: our answer, or our offer where they made none.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    /// <returns>False when it has been answered, refused or called off.</returns>
    public Task<bool> AnswerAsync(Action<SipResponseBuilder>? with = null, CancellationToken cancellationToken = default) => AskAsync(() => _session.Phase == CallPhase.Offered && _session.Answer(with), cancellationToken);

    /// <summary>Refuses a call of theirs.</summary>
    /// <param name="status">300 to 699.</param>
    /// <param name="reason">Null for the usual phrase.</param>
    /// <param name="with">Adds to the response, as a Retry-After or, with 3xx, a Contact.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    /// <returns>False when it has been answered, refused or called off.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is none that refuses.</exception>
    public Task<bool> RefuseAsync(int status, string? reason = null, Action<SipResponseBuilder>? with = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNoRefusal(status);
        return AskAsync(() => _session.Phase == CallPhase.Offered && _session.Refuse(status, reason, with), cancellationToken);
    }

    /// <summary>Ends it, however far it is: by BYE, by CANCEL, or by refusing it. What cannot be said yet is said as soon as it may be.</summary>
    /// <param name="reason">A value of Reason, such as <c>Q.850;cause=16;text="Normal call clearing"</c> (RFC 3326); null: none.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may go on then.</param>
    public Task HangUpAsync(string? reason = null, CancellationToken cancellationToken = default) => AskAsync(
        () =>
        {
            _session.HangUp(0, reason);
            return true;
        },
        cancellationToken);

    /// <summary>Offers another session inside the call, as to hold it. What comes of it is <see cref="SipCallEvent.OfferAnswered"/>; one that meets an offer of theirs is made after it by itself.</summary>
    /// <param name="with">Sets the body. Called in the signalling each time the offer is sent, and with an INVITE that refreshes the session: return at once.</param>
    /// <param name="usesUpdate">By UPDATE, where the other side knows it: it cannot ask a person. RFC 3311.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may go out then.</param>
    /// <returns>False when the call is not established, or an offer of ours is under way.</returns>
    public Task<bool> OfferAsync(Action<SipRequestBuilder> with, bool usesUpdate = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(with);
        return AskAsync(
            () =>
            {
                var may = _session is { Phase: CallPhase.Established, IsOffering: false };
                if (may)
                {
                    _session.Offer(with, usesUpdate);
                }

                return may;
            },
            cancellationToken);
    }

    /// <summary>Answers the offer they made inside the call.</summary>
    /// <param name="with">Sets the body.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    /// <returns>False when there is none that waits.</returns>
    public Task<bool> AnswerOfferAsync(Action<SipResponseBuilder>? with, CancellationToken cancellationToken = default) => AskAsync(() => _session.Phase == CallPhase.Established && _session.Answer(with), cancellationToken);

    /// <summary>Refuses the offer they made inside the call; what was agreed on before holds.</summary>
    /// <param name="status">300 to 699; 488 where its session is not acceptable.</param>
    /// <param name="with">Adds to the response, as a Warning.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    /// <returns>False when there is none that waits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is none that refuses.</exception>
    public Task<bool> RefuseOfferAsync(int status, Action<SipResponseBuilder>? with = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNoRefusal(status);
        return AskAsync(() => _session.Phase == CallPhase.Established && _session.Refuse(status, null, with), cancellationToken);
    }

    /// <summary>Sends another request inside the call, such as INFO, REFER, NOTIFY or MESSAGE, and waits for its final response.</summary>
    /// <param name="method">The method; INVITE, ACK, BYE, CANCEL, PRACK and UPDATE have their own operations.</param>
    /// <param name="with">Adds to the request.</param>
    /// <param name="cancellationToken">Stops waiting; the request may have been sent.</param>
    /// <returns>The final response; 408 where nobody answered and 503 where it could not be sent, made here (RFC 3261 section 8.1.3.1); null when the call is over or has no dialog yet.</returns>
    /// <exception cref="ArgumentException">The method has its own operation.</exception>
    public async Task<SipResponse?> RequestAsync(SipMethod method, Action<SipRequestBuilder>? with = null, CancellationToken cancellationToken = default)
    {
        if (method == SipMethod.Invite || method == SipMethod.Ack || method == SipMethod.Bye || method == SipMethod.Cancel || method == SipMethod.Prack || method == SipMethod.Update)
        {
            throw new ArgumentException($"{method} has an operation of its own on a call.", nameof(method));
        }

        var answer = new FinalAnswer();
        return await AskAsync(() => _session.Request(method, answer.Noting(with), answer), cancellationToken).ConfigureAwait(false)
            ? await answer.Response.WaitAsync(cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>The start line of its INVITE.</summary>
    public override string ToString() => $"{CallId}: {Invite}";

    /// <summary>What an INVITE that refreshes the session says, where the other side does not know UPDATE. Before it is established.</summary>
    internal void RefreshWith(Action<SipRequestBuilder> with) => _session.Refreshes = with;

    /// <summary>One more REFER of theirs.</summary>
    /// <returns>How many there were.</returns>
    internal int CountReferral() => Interlocked.Increment(ref _referrals);

    private static void ThrowIfNoRefusal(int status)
    {
        if (status is < 300 or > 699)
        {
            throw new ArgumentOutOfRangeException(nameof(status), status, $"{status} refuses nothing; set it to 300 to 699.");
        }
    }

    private Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellationToken) => _table.Loop.AskAsync(ask, cancellationToken);
}
