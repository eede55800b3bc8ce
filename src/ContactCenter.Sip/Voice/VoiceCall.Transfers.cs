using System.Globalization;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Voice;

/// <content>Transfers: the other side sends us elsewhere, and we send it. RFC 3515, RFC 5589.</content>
public sealed partial class VoiceCall
{
    private readonly SemaphoreSlim _referringAtOnce = new(1);
    private volatile Referring? _referring;

    /// <summary>The other side asks us to call somebody else. Whoever listens accepts or declines; where nobody listens <see cref="Requested"/> is asked.</summary>
    public event Action<VoiceCall, SipReferral>? Referred;

    /// <summary>Asks the other side to call somebody in our place: a blind transfer. Waits for what comes of it; who wants this call to be over then hangs up.</summary>
    /// <param name="target">Whom to call.</param>
    /// <param name="with">Adds headers. Referred-By says who we are in this call, unless it is set here.</param>
    /// <param name="progressed">Is told each provisional status of the call to the target.</param>
    /// <param name="cancellationToken">Stops waiting; the transfer may go on.</param>
    /// <returns>What became of it, at the latest when this call ends. One at a time: another one waits for the first.</returns>
    public async Task<SipReferResult> ReferAsync(SipUri target, Action<SipRequestBuilder>? with = null, Action<int>? progressed = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        await _referringAtOnce.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var referring = new Referring(progressed);
            _referring = referring;
            var response = await Call.RequestAsync(
                SipMethod.Refer,
                request =>
                {
                    var us = Call.IsCaller ? Call.Invite.From.Uri : Call.Invite.To.Uri;
                    request.Set(SipHeaderName.ReferTo, $"<{target}>").Set(SipHeaderName.ReferredBy, $"<{us}>");
                    with?.Invoke(request);
                },
                cancellationToken).ConfigureAwait(false);
            if (response is not { IsSuccess: true } && !referring.IsHeard)
            {
                return new SipReferResult(SipReferEnd.Refused, response?.Status ?? 481);
            }

            if (Over.IsCompleted)
            {
                referring.End();
            }

            return await referring.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _referring = null;
            _referringAtOnce.Release();
        }
    }

    /// <summary>Asks the other side to take our place in another call of ours: an attended transfer. RFC 5589 section 7.</summary>
    /// <param name="other">An established call; when the other side has taken our place, it ends.</param>
    /// <param name="with">Adds headers. Referred-By says who we are in this call, unless it is set here.</param>
    /// <param name="progressed">Is told each provisional status of the call to the target.</param>
    /// <param name="cancellationToken">Stops waiting; the transfer may go on.</param>
    /// <returns>What became of it, at the latest when this call ends.</returns>
    /// <exception cref="ArgumentException"><paramref name="other"/> has no other side yet.</exception>
    public Task<SipReferResult> ReferAsync(SipCall other, Action<SipRequestBuilder>? with = null, Action<int>? progressed = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other is { RemoteTarget: { } target, RemoteTag: { } tag }
            ? ReferAsync(new SipReplaces(other.CallId, tag, other.LocalTag).AddTo(target), with, progressed, cancellationToken)
            : throw new ArgumentException("The call has no other side yet; transfer to one that is established.", nameof(other));
    }

    /// <summary>Tells who referred us how this call, made for it, fares: it rings, is answered, or is not.</summary>
    /// <param name="referral">It, accepted.</param>
    /// <param name="cancellationToken">Stops telling.</param>
    public async Task ReportToAsync(SipReferral referral, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(referral);
        if (await Ringing.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            await referral.NotifyAsync(180, null, cancellationToken).ConfigureAwait(false);
        }

        if (await Established.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            await referral.NotifyAsync(200, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        var ended = await Over.WaitAsync(cancellationToken).ConfigureAwait(false);
        var refusal = ended.By as SipResponse;
        var status = refusal is { Status: >= 300 } ? refusal.Status : ended.End switch { SipCallEnd.NoResponse => 408, SipCallEnd.Unreachable => 503, _ => 487 };
        await referral.NotifyAsync(status, refusal?.Status == status ? refusal.Reason : null, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReferredAsync(SipIncomingRequest incoming, Action<VoiceCall, SipReferral> tell)
    {
        if (SipReferral.Read(Call, incoming) is { } referral)
        {
            tell(this, referral);
        }
        else
        {
            await incoming.AnswerAsync(400, "One Refer-To To Call").ConfigureAwait(false);
        }
    }

    private async Task NotifiedAsync(SipIncomingRequest incoming, Referring referring)
    {
        var isLast = referring.Notified(incoming.Request); // before it has its answer: the call may be over right behind that
        await incoming.AnswerAsync(200).ConfigureAwait(false);
        if (isLast)
        {
            referring.End();
        }
    }

    private static bool IsOfRefer(SipRequest notify) => notify.Header(SipHeaderName.Event)?.Split(';')[0].Trim().Equals("refer", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>A REFER of ours that is not over.</summary>
    private sealed class Referring(Action<int>? progressed)
    {
        private readonly TaskCompletionSource<SipReferResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isHeard;
        private volatile int _status = 100;

        public Task<SipReferResult> Result => _result.Task;

        /// <summary>Whether a NOTIFY came: it was accepted then, whatever became of the answer. RFC 3515 section 2.4.4.</summary>
        public bool IsHeard => _isHeard;

        /// <summary>Takes what a NOTIFY says.</summary>
        /// <returns>Whether nothing more is to come.</returns>
        public bool Notified(SipRequest notify)
        {
            var line = Encoding.ASCII.GetString(notify.Body.Span[..Math.Min(notify.Body.Length, 64)]).Split(' ', '\r', '\n');
            if (line is ["SIP/2.0", var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 699)
            {
                _status = _status < 200 ? status : _status; // the first that is final counts
                if (status < 200)
                {
                    progressed?.Invoke(status);
                }
            }

            _isHeard = true;
            return _status >= 200 || notify.Header(SipHeaderName.SubscriptionState)?.Split(';')[0].Trim().Equals("terminated", StringComparison.OrdinalIgnoreCase) is true;
        }

        public void End() => _result.TrySetResult(new SipReferResult(_status switch { < 200 => SipReferEnd.Unknown, < 300 => SipReferEnd.Succeeded, _ => SipReferEnd.Failed }, _status));
    }
}
