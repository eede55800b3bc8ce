using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Voice;

/// <content>A call of theirs, from its first ring to its answer.</content>
public sealed partial class VoiceCall
{
    private VoiceAgreement? _prepared; // our answer to their offer, before it holds
    private VoiceAgreement? _answer; // what we said to their offer, in an early response or the answer

    /// <summary>Takes a call of theirs without answering it: it rings, plays something, is answered or refused by what is called next. When the caller calls it off, <see cref="Over"/> completes.</summary>
    /// <param name="call">A call that waits; nobody else may read its events from now on.</param>
    /// <param name="settings">Media.</param>
    /// <exception cref="Rtp.Sockets.MediaPortsExhaustedException">No port is free; the call still waits.</exception>
    public static VoiceCall Take(SipCall call, VoiceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(settings);
        var voice = new VoiceCall(call, new VoiceMedia(settings), settings, null);
        _ = voice.RunAsync();
        return voice;
    }

    /// <summary>Answers a call of theirs with sound, at once.</summary>
    /// <param name="call">A call that waits.</param>
    /// <param name="settings">Media.</param>
    /// <param name="cancellationToken">Stops; it may not have been answered then.</param>
    /// <returns>Null when there is no sound to agree on (it was refused with 488 and a Warning, or with 415 where the body is none of a session), or it was called off.</returns>
    /// <exception cref="Rtp.Sockets.MediaPortsExhaustedException">No port is free; the call still waits.</exception>
    public static async Task<VoiceCall?> AnswerAsync(SipCall call, VoiceSettings settings, CancellationToken cancellationToken = default)
    {
        var voice = Take(call, settings);
        return await voice.AnswerAsync(null, cancellationToken).ConfigureAwait(false) ? voice : null;
    }

    /// <summary>Refuses a call of theirs at once, before anybody is asked, where there is no sound to agree on.</summary>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been refused then.</param>
    /// <returns>False when it was refused, with 488 and a Warning, or with 415 where the body is none of a session; true when it can be answered so far, or its caller makes no offer. RFC 3261 section 13.3.1.3.</returns>
    public async Task<bool> CheckAsync(CancellationToken cancellationToken = default)
    {
        if (Call.IsCaller)
        {
            return true;
        }

        if (SessionBody.IsForeign(Call.Invite))
        {
            await RefuseForeignAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (Theirs.IsEmpty)
        {
            return true;
        }

        await _describing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await PrepareAsync(cancellationToken).ConfigureAwait(false) is not { } refusal)
            {
                return true;
            }

            await RefuseAsync(refusal, cancellationToken).ConfigureAwait(false);
            return false;
        }
        finally
        {
            _describing.Release();
        }
    }

    /// <summary>Says that it rings: 180, without sound.</summary>
    /// <param name="with">Adds headers.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    /// <returns>False when it has been answered, refused or called off.</returns>
    public Task<bool> RingAsync(Action<SipResponseBuilder>? with = null, CancellationToken cancellationToken = default) => Call.ProgressAsync(180, with, false, cancellationToken);

    /// <summary>Begins the sound before the answer: what <see cref="Source"/> plays is heard by the caller, as an announcement nobody pays for. RFC 3960.</summary>
    /// <param name="status">101 to 199; 183 by default.</param>
    /// <param name="with">Adds headers.</param>
    /// <param name="isReliable">It is repeated until the caller acknowledges it, if the caller can do that. RFC 3262.</param>
    /// <param name="cancellationToken">Stops; it may not have been sent then.</param>
    /// <returns>False when the caller has made no offer yet (the sound begins with the answer then; it may ring), there is no sound to agree on, or it has been answered, refused or called off.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is no provisional one.</exception>
    public async Task<bool> ProgressAsync(int status = 183, Action<SipResponseBuilder>? with = null, bool isReliable = false, CancellationToken cancellationToken = default)
    {
        if (Call.IsCaller || Theirs.IsEmpty)
        {
            return false;
        }

        await _describing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await DescribeAsync(cancellationToken).ConfigureAwait(false) is ({ } description, _)
                && await Call.ProgressAsync(status, response => { response.Body(description.ToBytes(), Described); with?.Invoke(response); }, isReliable, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _describing.Release();
        }
    }

    /// <summary>Answers it with sound. Completes when the answer is on its way; <see cref="Established"/> says when the caller knows.</summary>
    /// <param name="with">Adds headers.</param>
    /// <param name="cancellationToken">Stops; it may not have been answered then.</param>
    /// <returns>False when there is no sound to agree on (it was refused with 488 and a Warning, or with 415 where the body is none of a session), or it has been answered, refused or called off.</returns>
    public async Task<bool> AnswerAsync(Action<SipResponseBuilder>? with = null, CancellationToken cancellationToken = default)
    {
        if (Call.IsCaller)
        {
            return false;
        }

        if (SessionBody.IsForeign(Call.Invite))
        {
            await RefuseForeignAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }

        await _describing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (description, refusal) = await DescribeAsync(cancellationToken).ConfigureAwait(false);
            if (description is null)
            {
                await RefuseAsync(refusal, cancellationToken).ConfigureAwait(false);
                return false;
            }

            return await Call.AnswerAsync(response => { response.Body(description.ToBytes(), Described); with?.Invoke(response); }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _describing.Release();
        }
    }

    /// <summary>Refuses it.</summary>
    /// <param name="status">300 to 699, such as 486.</param>
    /// <param name="reason">Null for the usual phrase.</param>
    /// <param name="with">Adds headers, as a Retry-After or, with 3xx, a Contact.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; it may not have been sent then.</param>
    /// <returns>False when it has been answered, refused or called off.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is none that refuses.</exception>
    public Task<bool> RefuseAsync(int status, string? reason = null, Action<SipResponseBuilder>? with = null, CancellationToken cancellationToken = default) => Call.RefuseAsync(status, reason, with, cancellationToken);

    /// <summary>Our description for the caller: the same in each response. RFC 3261 section 13.2.1.</summary>
    private async Task<(SdpSession? Description, SdpRefusal? Refusal)> DescribeAsync(CancellationToken cancellationToken)
    {
        if (Theirs.IsEmpty)
        {
            return (_offer ??= _media.Offer(SdpDirection.SendReceive), null);
        }

        if (_answer is null)
        {
            if (await PrepareAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                return (null, refusal);
            }

            Agree(_answer = _prepared!);
        }

        return (_answer.Ours, null);
    }

    /// <summary>Works out our answer to their offer, once.</summary>
    /// <returns>Why there is none; null where there is.</returns>
    private async Task<SdpRefusal?> PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared is not null)
        {
            return null;
        }

        (_prepared, var refusal) = await _media.AnswerAsync(Theirs, SdpDirection.SendReceive, cancellationToken).ConfigureAwait(false);
        return _prepared is null ? refusal ?? new SdpRefusal(399, "Not acceptable") : null;
    }

    /// <summary>The caller's offer; empty where there is none.</summary>
    private ReadOnlyMemory<byte> Theirs => SessionBody.Of(Call.Invite);

    private Task<bool> RefuseForeignAsync(CancellationToken cancellationToken) => Call.RefuseAsync(415, null, static response => response.Set(SipHeaderName.Accept, Described), cancellationToken);

    private Task<bool> RefuseAsync(SdpRefusal? refusal, CancellationToken cancellationToken) =>
        Call.RefuseAsync(488, null, response => response.Set(SipHeaderName.Warning, Warning(refusal)), cancellationToken);

    private string Warning(SdpRefusal? refusal) =>
        $"{refusal?.Warning ?? 399} {_settings.Address} \"{(refusal?.Reason ?? "Not acceptable").Replace('"', '\'').Replace('\\', '/')}\"";
}
