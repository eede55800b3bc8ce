using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Calls;

/// <summary>The other side of a call asks us to call somebody else: it transfers us. RFC 3515.</summary>
/// <remarks>
/// Safe from any thread. Accept or decline it; who accepts makes the call (with <see cref="AddTo"/>) and says how it fares by <see cref="NotifyAsync"/>, up to a final status.
/// The target is the other side's word: whether it may be called is the program's decision.
/// </remarks>
public sealed class SipReferral
{
    private readonly SipCall _call;
    private readonly string _event;
    private readonly bool _requiresReplaces;
    private readonly Lock _gate = new();
    private Task<bool> _last = Task.FromResult(true);
    private bool _isTold;

    private SipReferral(SipCall call, SipIncomingRequest incoming, SipUri target)
    {
        (_call, Incoming, Target) = (call, incoming, target.WithoutHeaders().WithoutParameter("method"));
        Replaces = SipReplaces.TryParse(HeaderOf(target, "Replaces"), out var replaces) ? replaces : null;
        _requiresReplaces = HeaderOf(target, "Require") is { } require && require.Contains("replaces", StringComparison.OrdinalIgnoreCase);
        _event = call.CountReferral() == 1 ? "refer" : $"refer;id={incoming.Request.CSeq.Number}"; // RFC 3515 section 2.4.6
    }

    /// <value>The REFER.</value>
    public SipIncomingRequest Incoming { get; }

    /// <value>Whom to call.</value>
    public SipUri Target { get; }

    /// <value>The call to take the place of at the target, in an attended transfer; null in a blind one. RFC 3891.</value>
    public SipReplaces? Replaces { get; }

    /// <value>Who says so, as it says itself; null where it does not. RFC 3892.</value>
    public SipAddress? ReferredBy => Incoming.Request.Address(SipHeaderName.ReferredBy);

    /// <value>Whether it wants to hear how the call fares. RFC 4488.</value>
    public bool WantsNotifies => Incoming.Request.Header(SipHeaderName.ReferSub)?.Split(';')[0].Trim().Equals("false", StringComparison.OrdinalIgnoreCase) is not true;

    /// <summary>Reads a REFER inside a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="incoming">The request.</param>
    /// <returns>Null where it is none, or not one target, or asks for something else than a call: refuse it with 400.</returns>
    public static SipReferral? Read(SipCall call, SipIncomingRequest incoming)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(incoming);
        var request = incoming.Request;
        return request.Method == SipMethod.Refer && request.Headers.Count(static h => h.Name == SipHeaderName.ReferTo) == 1 && request.Address(SipHeaderName.ReferTo)?.Uri is { } target
            && (target.Parameters["method"] is not { } method || method == SipMethod.Invite.Name)
            ? new SipReferral(call, incoming, target)
            : null;
    }

    /// <summary>Adds to the INVITE to the target what comes of the REFER: Replaces, Referred-By.</summary>
    /// <param name="request">The INVITE.</param>
    public void AddTo(SipRequestBuilder request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Replaces is not null)
        {
            request.Set(SipHeaderName.Replaces, Replaces.ToString());
        }

        if (_requiresReplaces)
        {
            request.Add(SipHeaderName.Require, "replaces");
        }

        if (Incoming.Request.Header(SipHeaderName.ReferredBy) is { } by)
        {
            request.Set(SipHeaderName.ReferredBy, by);
        }
    }

    /// <summary>Accepts it with 202, and says that it is being tried. Completes when the 202 is on its way.</summary>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    public async Task AcceptAsync(CancellationToken cancellationToken = default)
    {
        await Incoming.AnswerAsync(202, null, response => { if (!WantsNotifies) { response.Set(SipHeaderName.ReferSub, "false"); } }, cancellationToken).ConfigureAwait(false);
        _ = NotifyAsync(100, null, CancellationToken.None); // awaited by the next one
    }

    /// <summary>Declines it.</summary>
    /// <param name="status">300 to 699; 603 by default.</param>
    /// <param name="reason">Null for the usual phrase.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    public Task DeclineAsync(int status = 603, string? reason = null, CancellationToken cancellationToken = default) => Incoming.AnswerAsync(status, reason, null, cancellationToken);

    /// <summary>Says how the call to the target fares, one after the other. A final status is the last.</summary>
    /// <param name="status">100 to 699: what the target has said.</param>
    /// <param name="reason">Null for the usual phrase.</param>
    /// <param name="cancellationToken">Stops waiting; it may have been sent then.</param>
    /// <returns>False when nobody wants to hear it (any more), or the call is over.</returns>
    public Task<bool> NotifyAsync(int status, string? reason = null, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return (_last = TellAsync(_last, status, reason)).WaitAsync(cancellationToken);
        }
    }

    private static string? HeaderOf(SipUri uri, string name) => uri.Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static h => h.Value).FirstOrDefault();

    private async Task<bool> TellAsync(Task<bool> before, int status, string? reason)
    {
        var line = Encoding.UTF8.GetBytes(SipResponse.For(Incoming.Request, status, reason).StartLine + "\r\n");
        if (!await before.ConfigureAwait(false) || _isTold || !WantsNotifies)
        {
            return false; // they have forgotten it, or are gone, or know
        }

        _isTold = status >= 200;
        var response = await _call.RequestAsync(
            SipMethod.Notify,
            notify => notify.Set(SipHeaderName.Event, _event).Set(SipHeaderName.SubscriptionState, _isTold ? "terminated;reason=noresource" : "active;expires=180").Body(line, "message/sipfrag;version=2.0")).ConfigureAwait(false);
        return response is { IsSuccess: true };
    }
}

/// <summary>What became of a REFER of ours.</summary>
public enum SipReferEnd
{
    /// <summary>The other side does not do it; the status says why (481 where the call was over).</summary>
    Refused,

    /// <summary>It has called and was answered.</summary>
    Succeeded,

    /// <summary>It has called and was refused; the status says why.</summary>
    Failed,

    /// <summary>It has taken the REFER and has not said what came of it, before the call ended or it stopped telling.</summary>
    Unknown,
}

/// <summary>What became of a REFER of ours.</summary>
/// <param name="End">In a word.</param>
/// <param name="Status">The final status of the REFER where it was refused, otherwise the last that was told of the call to the target.</param>
public readonly record struct SipReferResult(SipReferEnd End, int Status);
