using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Voice;

/// <content>What is agreed on anew inside the call, by either side.</content>
public sealed partial class VoiceCall
{
    /// <summary>Holds the call: our source is still heard there, as music; nothing of them is heard here. RFC 3264 section 8.4.</summary>
    /// <param name="cancellationToken">Stops waiting; it may still happen.</param>
    /// <returns>False when they refuse. What is under way comes first.</returns>
    public Task<bool> HoldAsync(CancellationToken cancellationToken = default) => OfferAsync(SdpDirection.SendOnly).WaitAsync(cancellationToken);

    /// <summary>Takes the call up again.</summary>
    /// <param name="cancellationToken">Stops waiting; it may still happen.</param>
    /// <returns>False when they refuse. What is under way comes first.</returns>
    public Task<bool> ResumeAsync(CancellationToken cancellationToken = default) => OfferAsync(SdpDirection.SendReceive).WaitAsync(cancellationToken);

    private async Task<bool> OfferAsync(SdpDirection direction)
    {
        await _negotiating.WaitAsync().ConfigureAwait(false);
        try
        {
            var offering = new Offering(direction);
            _offering = offering;
            return await Call.OfferAsync(request => request.Body((offering.Description = _media.Offer(direction)).ToBytes(), Described)).ConfigureAwait(false)
                && await offering.IsAgreed.Task.ConfigureAwait(false);
        }
        finally
        {
            _offering = null;
            _negotiating.Release();
        }
    }

    private async Task OfferAnsweredAsync(SipResponse? response)
    {
        if (_offering is { } offering)
        {
            var isAgreed = response is { IsSuccess: true } && offering.Description is { } offer && await AgreeAsync(offer, SessionBody.Of(response)).ConfigureAwait(false);
            _direction = isAgreed ? offering.Direction : _direction;
            Offered(isAgreed);
        }
    }

    private void Offered(bool isAgreed) => _offering?.IsAgreed.TrySetResult(isAgreed);

    private async Task OfferedAsync(SipRequest request)
    {
        var theirs = SessionBody.Of(request);
        if (theirs.IsEmpty && SessionBody.IsForeign(request))
        {
            await Call.RefuseOfferAsync(415, static response => response.Set(SipHeaderName.Accept, Described)).ConfigureAwait(false);
            return;
        }

        if (theirs.IsEmpty)
        {
            _reoffer = _media.Offer(_direction);
            await Call.AnswerOfferAsync(response => response.Body(_reoffer.ToBytes(), Described)).ConfigureAwait(false);
            return;
        }

        var (agreement, refusal) = await _media.AnswerAsync(theirs, _direction, CancellationToken.None).ConfigureAwait(false);
        if (agreement is null)
        {
            await Call.RefuseOfferAsync(488, response => response.Set(SipHeaderName.Warning, Warning(refusal))).ConfigureAwait(false);
            return;
        }

        var before = _media.Agreed!;
        Agree(agreement); // they may send as soon as they have the answer
        if (!await Call.AnswerOfferAsync(response => response.Body(agreement.Ours.ToBytes(), Described)).ConfigureAwait(false))
        {
            Agree(before); // they have taken it back
        }
    }

    /// <summary>Takes their answer.</summary>
    /// <returns>Whether there is sound by it.</returns>
    private async Task<bool> AgreeAsync(SdpSession offer, ReadOnlyMemory<byte> answer)
    {
        var (agreement, _) = await _media.AcceptAsync(offer, answer, CancellationToken.None).ConfigureAwait(false);
        if (agreement is null)
        {
            return false;
        }

        Agree(agreement);
        return true;
    }

    private void Agree(VoiceAgreement agreement)
    {
        var wasHeld = IsHeldByThem;
        _media.Agree(agreement);
        if (IsHeldByThem != wasHeld)
        {
            HeldByThem?.Invoke(this, !wasHeld);
        }
    }

    /// <summary>An offer of ours inside the call. Its description is made each time it is sent.</summary>
    private sealed class Offering(SdpDirection direction)
    {
        private SdpSession? _description;

        public SdpDirection Direction => direction;

        public SdpSession? Description
        {
            get => Volatile.Read(ref _description);
            set => Volatile.Write(ref _description, value);
        }

        public TaskCompletionSource<bool> IsAgreed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
