using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Voice;

/// <summary>A call with sound: negotiates, holds and is held by itself, and has one stream from the answer to the end.</summary>
/// <remarks>
/// Safe from any thread. It reads the events of its <see cref="Call"/>, so nobody else may. Disposing hangs up. Source and sink are the stream's, kept here before there is one.
/// </remarks>
public sealed class VoiceCall : IAsyncDisposable
{
    private readonly VoiceMedia _media;
    private readonly TaskCompletionSource<bool> _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SipCallEvent.Ended> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _negotiating = new(1);
    private TaskCompletionSource<bool>? _offering;
    private SdpDirection _direction = SdpDirection.SendReceive;
    private IAudioSource? _source;
    private IAudioSink? _sink;

    private VoiceCall(SipCall call, VoiceMedia media)
    {
        (Call, _media) = (call, media);
        _media.Began = stream =>
        {
            (stream.Source, stream.Sink) = (_source, _sink);
            stream.DigitReceived += (_, digit) => DigitReceived?.Invoke(this, digit);
        };
    }

    /// <summary>The other side pressed a key or let it go: by RFC 4733 or by INFO.</summary>
    public event Action<VoiceCall, DigitEvent>? DigitReceived;

    /// <value>The call.</value>
    public SipCall Call { get; }

    /// <value>The sound; null before there is any.</value>
    public MediaStream? Stream => _media.Stream;

    /// <value>True once both ends know that it was answered; false when it ended before that.</value>
    public Task<bool> Established => _established.Task;

    /// <value>Its end.</value>
    public Task<SipCallEvent.Ended> Over => _over.Task;

    /// <value>Which way sound flows, seen by us.</value>
    public MediaDirection Direction => Stream?.Parameters.Direction ?? MediaDirection.Inactive;

    /// <value>What is sent; null is silence.</value>
    public IAudioSource? Source
    {
        get => _source;
        set
        {
            _source = value;
            if (Stream is { } stream)
            {
                stream.Source = value;
            }
        }
    }

    /// <value>Who hears; null is nobody.</value>
    public IAudioSink? Sink
    {
        get => _sink;
        set
        {
            _sink = value;
            if (Stream is { } stream)
            {
                stream.Sink = value;
            }
        }
    }

    /// <value>What went wrong here, where that ended the call; null otherwise.</value>
    public Exception? Failure { get; private set; }

    /// <value>Answers requests inside the call, such as REFER; null: 501.</value>
    public Func<SipIncomingRequest, Task>? Requested { get; set; }

    /// <summary>Answers a call of theirs with sound.</summary>
    /// <param name="call">A call that waits.</param>
    /// <param name="settings">Media.</param>
    /// <param name="cancellationToken">Stops; it may not have been answered then.</param>
    /// <returns>Null when there is no sound to agree on (it was refused with 488 and a Warning), or it was called off.</returns>
    /// <exception cref="Rtp.Sockets.MediaPortsExhaustedException">No port is free; the call still waits.</exception>
    public static async Task<VoiceCall?> AnswerAsync(SipCall call, VoiceSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(settings);
        var media = new VoiceMedia(settings);
        try
        {
            var voice = new VoiceCall(call, media);
            var (description, refusal) = call.Invite.Body.IsEmpty
                ? (media.Offer(SdpDirection.SendReceive), null)
                : await media.AnswerAsync(call.Invite.Body, SdpDirection.SendReceive, cancellationToken).ConfigureAwait(false);
            if (description is null)
            {
                await call.RefuseAsync(488, null, response => response.Set(SipHeaderName.Warning, Warning(refusal, settings)), cancellationToken).ConfigureAwait(false);
            }
            else if (await call.AnswerAsync(response => response.Body(description.ToBytes(), "application/sdp"), cancellationToken).ConfigureAwait(false))
            {
                _ = voice.RunAsync();
                return voice;
            }
        }
        catch
        {
            media.Dispose();
            throw;
        }

        media.Dispose();
        return null;
    }

    /// <summary>Calls somebody with sound. Completes when the INVITE is on its way.</summary>
    /// <param name="endpoint">Ours.</param>
    /// <param name="to">Whom.</param>
    /// <param name="from">Who calls.</param>
    /// <param name="settings">Media.</param>
    /// <param name="with">Adds headers.</param>
    /// <param name="way">Where the INVITE is sent to; null: where <paramref name="to"/> leads.</param>
    /// <param name="credentials">Who we are where somebody asks.</param>
    /// <param name="path">The way the other side was heard, such as a phone's registration.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox.</param>
    /// <exception cref="Rtp.Sockets.MediaPortsExhaustedException">No port is free.</exception>
    public static async Task<VoiceCall> CallAsync(
        SipEndpoint endpoint, SipUri to, SipAddress from, VoiceSettings settings, Action<SipRequestBuilder>? with = null, SipUri? way = null, SipCredentials? credentials = null, SipReturnPath? path = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(settings);
        var media = new VoiceMedia(settings);
        try
        {
            var offer = media.Offer(SdpDirection.SendReceive).ToBytes();
            var call = await endpoint.CallAsync(to, from, request => { request.Body(offer, "application/sdp"); with?.Invoke(request); }, way, credentials, path, cancellationToken).ConfigureAwait(false);
            var voice = new VoiceCall(call, media);
            _ = voice.RunAsync();
            return voice;
        }
        catch
        {
            media.Dispose();
            throw;
        }
    }

    /// <summary>Holds the call: our source is still heard there, as music; nothing of them is heard here. RFC 3264 section 8.4.</summary>
    /// <param name="cancellationToken">Stops waiting; it may still happen.</param>
    /// <returns>False when they refuse, or another offer is under way.</returns>
    public Task<bool> HoldAsync(CancellationToken cancellationToken = default) => OfferAsync(SdpDirection.SendOnly, cancellationToken);

    /// <summary>Takes the call up again.</summary>
    /// <param name="cancellationToken">Stops waiting; it may still happen.</param>
    /// <returns>False when they refuse, or another offer is under way.</returns>
    public Task<bool> ResumeAsync(CancellationToken cancellationToken = default) => OfferAsync(SdpDirection.SendReceive, cancellationToken);

    /// <summary>Hangs up, and waits until it is over.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Over.IsCompleted)
        {
            await Call.HangUpAsync().ConfigureAwait(false);
            await Over.ConfigureAwait(false);
        }
    }

    private static string Warning(SdpRefusal? refusal, VoiceSettings settings) =>
        $"{refusal?.Warning ?? 399} {settings.Address} \"{(refusal?.Reason ?? "Not acceptable").Replace('"', '\'').Replace('\\', '/')}\"";

    private async Task<bool> OfferAsync(SdpDirection direction, CancellationToken cancellationToken)
    {
        await _negotiating.WaitAsync(cancellationToken).ConfigureAwait(false);
        var before = _direction;
        try
        {
            var offering = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            (_offering, _direction) = (offering, direction);
            var offer = _media.Offer(direction).ToBytes();
            var isAgreed = await Call.OfferAsync(request => request.Body(offer, "application/sdp"), false, cancellationToken).ConfigureAwait(false)
                && await offering.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            _direction = isAgreed ? direction : before;
            return isAgreed;
        }
        finally
        {
            _offering = null;
            _negotiating.Release();
        }
    }

    private async Task RunAsync()
    {
        SipCallEvent.Ended? ended = null;
        await foreach (var happened in Call.Events.ConfigureAwait(false))
        {
            ended = happened as SipCallEvent.Ended;
            try
            {
                await HappenedAsync(happened).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // A call whose sound cannot be had is of no use to anybody.
                Failure ??= e;
                await Call.HangUpAsync("SIP;cause=500").ConfigureAwait(false);
            }
        }

        _media.Dispose();
        _offering?.TrySetResult(false);
        _established.TrySetResult(false);
        _over.TrySetResult(ended ?? new SipCallEvent.Ended(SipCallEnd.ByUs, null));
    }

    private async Task HappenedAsync(SipCallEvent happened)
    {
        switch (happened)
        {
            case SipCallEvent.Progressed { Response.Body.IsEmpty: false } early when Stream is null:
                await _media.AcceptAsync(early.Response.Body, CancellationToken.None).ConfigureAwait(false);
                break;
            case SipCallEvent.Established established:
                await EstablishedAsync(established.By).ConfigureAwait(false);
                break;
            case SipCallEvent.Offered offered:
                await OfferedAsync(offered.Request).ConfigureAwait(false);
                break;
            case SipCallEvent.OfferAcknowledged { Ack.Body.IsEmpty: false } acknowledged:
                await _media.AcceptAsync(acknowledged.Ack.Body, CancellationToken.None).ConfigureAwait(false);
                break;
            case SipCallEvent.OfferAnswered answered:
                var isTaken = answered.Response is { IsSuccess: true } response && await _media.AcceptAsync(response.Body, CancellationToken.None).ConfigureAwait(false) is null;
                _offering?.TrySetResult(isTaken);
                break;
            case SipCallEvent.Requested requested:
                await RequestedAsync(requested.Request).ConfigureAwait(false);
                break;
        }
    }

    private async Task EstablishedAsync(SipMessage by)
    {
        var isAgreed = by.Body.IsEmpty ? Stream is not null : await _media.AcceptAsync(by.Body, CancellationToken.None).ConfigureAwait(false) is null;
        if (!isAgreed)
        {
            await Call.HangUpAsync("SIP;cause=488;text=\"No sound to agree on\"").ConfigureAwait(false);
        }

        _established.TrySetResult(isAgreed);
    }

    private async Task OfferedAsync(SipRequest request)
    {
        if (request.Body.IsEmpty)
        {
            var offer = _media.Offer(_direction).ToBytes();
            await Call.AnswerOfferAsync(response => response.Body(offer, "application/sdp")).ConfigureAwait(false);
        }
        else if (await _media.AnswerAsync(request.Body, _direction, CancellationToken.None).ConfigureAwait(false) is { Answer: { } answer })
        {
            await Call.AnswerOfferAsync(response => response.Body(answer.ToBytes(), "application/sdp")).ConfigureAwait(false);
        }
        else
        {
            await Call.RefuseOfferAsync(488).ConfigureAwait(false);
        }
    }

    private async Task RequestedAsync(SipIncomingRequest incoming)
    {
        if (incoming.Request.Method == SipMethod.Info && DigitOf(incoming.Request) is { } key)
        {
            await incoming.AnswerAsync(200).ConfigureAwait(false);
            DigitReceived?.Invoke(this, new DigitEvent(key, true, TimeSpan.FromMilliseconds(160)));
        }
        else
        {
            await (Requested?.Invoke(incoming) ?? incoming.AnswerAsync(501)).ConfigureAwait(false);
        }
    }

    /// <summary>The digit of an INFO, as devices without RFC 4733 send it: <c>application/dtmf-relay</c> with <c>Signal=5</c>, or <c>application/dtmf</c> with the digit alone.</summary>
    private static char? DigitOf(SipRequest info)
    {
        var type = info.Header(SipHeaderName.ContentType)?.Split(';')[0].Trim() ?? "";
        var text = Encoding.ASCII.GetString(info.Body.Span[..Math.Min(info.Body.Length, 256)]);
        var digit = type.Equals("application/dtmf", StringComparison.OrdinalIgnoreCase) ? text.Trim()
            : type.Equals("application/dtmf-relay", StringComparison.OrdinalIgnoreCase)
                ? text.Split('\n').Select(static l => l.Split('=', 2)).FirstOrDefault(static l => l is [var name, _] && name.Trim().Equals("Signal", StringComparison.OrdinalIgnoreCase))?[1].Trim() ?? "" : "";
        return digit.Length == 1 && "0123456789*#ABCDabcd".Contains(digit[0], StringComparison.Ordinal) ? char.ToUpperInvariant(digit[0]) : null;
    }
}
