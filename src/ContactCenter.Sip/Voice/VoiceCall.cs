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
public sealed partial class VoiceCall : IAsyncDisposable
{
    private const string Described = SessionBody.Type;

    private readonly VoiceMedia _media;
    private readonly VoiceSettings _settings;
    private readonly TaskCompletionSource<bool> _ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SipCallEvent.Ended> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _describing = new(1);
    private readonly SemaphoreSlim _negotiating = new(1);
    private SdpSession? _offer; // ours that waits for the first answer
    private ReadOnlyMemory<byte> _early;
    private SdpSession? _reoffer; // ours in an answer of ours inside the call
    private volatile SdpSession? _refresh; // ours that refreshes the session
    private Offering? _offering;
    private SdpDirection _direction = SdpDirection.SendReceive;
    private IAudioSource? _source;
    private IAudioSink? _sink;

    private VoiceCall(SipCall call, VoiceMedia media, VoiceSettings settings, SdpSession? offer)
    {
        (Call, _media, _settings, _offer) = (call, media, settings, offer);
        call.RefreshWith(request => request.Body((_refresh = media.Offer(_direction)).ToBytes(), Described));
        _media.Began = stream =>
        {
            (stream.Source, stream.Sink) = (_source, _sink);
            stream.DigitReceived += (_, digit) => DigitReceived?.Invoke(this, digit);
        };
    }

    /// <summary>The other side pressed a key or let it go: by RFC 4733, by INFO, or as tones where it knows no RFC 4733.</summary>
    public event Action<VoiceCall, DigitEvent>? DigitReceived;

    /// <summary>A call of ours rings at the other side, is forwarded, or plays something before the answer: a provisional response above 100. In order, before the answer.</summary>
    public event Action<VoiceCall, SipResponse>? Progressed;

    /// <summary>They put us on hold (true) or took us up again (false), or described the call so from the beginning.</summary>
    public event Action<VoiceCall, bool>? HeldByThem;

    /// <value>The call.</value>
    public SipCall Call { get; }

    /// <value>True once the other side of a call of ours has said that it rings, is forwarded or plays something (180 to 183); false when it was answered, or over, without.</value>
    public Task<bool> Ringing => _ringing.Task;

    /// <value>The sound; null before there is any.</value>
    public MediaStream? Stream => _media.Stream;

    /// <value>True once both ends know that it was answered; false when it ended before that.</value>
    public Task<bool> Established => _established.Task;

    /// <value>Its end.</value>
    public Task<SipCallEvent.Ended> Over => _over.Task;

    /// <value>They hold us: their last description takes no sound of ours (<c>sendonly</c>, <c>inactive</c>, or the address 0.0.0.0). They may play music meanwhile. RFC 3264 section 8.4.</value>
    public bool IsHeldByThem => _media.Agreed?.IsHeldByThem ?? false;

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
            var offer = media.Offer(SdpDirection.SendReceive);
            var call = await endpoint.CallAsync(to, from, request => { request.Body(offer.ToBytes(), Described); with?.Invoke(request); }, way, credentials, path, cancellationToken).ConfigureAwait(false);
            var voice = new VoiceCall(call, media, settings, offer);
            _ = voice.RunAsync();
            return voice;
        }
        catch
        {
            media.Dispose();
            throw;
        }
    }

    /// <summary>Ends it, however far it is, and waits until it is over: by BYE, before the answer by CANCEL or 603.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Over.IsCompleted)
        {
            await Call.HangUpAsync().ConfigureAwait(false);
            await Over.ConfigureAwait(false);
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
        Offered(false);
        _referring?.End();
        _ringing.TrySetResult(false);
        _established.TrySetResult(false);
        _over.TrySetResult(ended ?? new SipCallEvent.Ended(SipCallEnd.ByUs, null));
    }

    private async Task HappenedAsync(SipCallEvent happened)
    {
        switch (happened)
        {
            case SipCallEvent.Progressed progressed:
                await ProgressedAsync(progressed.Response).ConfigureAwait(false);
                break;
            case SipCallEvent.Established established:
                await EstablishedAsync(established.By).ConfigureAwait(false);
                break;
            case SipCallEvent.Offered offered:
                await OfferedAsync(offered.Request).ConfigureAwait(false);
                break;
            case SipCallEvent.OfferAcknowledged { Ack.Body.IsEmpty: false } acknowledged when _reoffer is { } reoffer:
                await AgreeAsync(reoffer, SessionBody.Of(acknowledged.Ack)).ConfigureAwait(false);
                break;
            case SipCallEvent.Refreshed { Response.Body.IsEmpty: false } refreshed when _refresh is { } refresh:
                await AgreeAsync(refresh, SessionBody.Of(refreshed.Response)).ConfigureAwait(false);
                break;
            case SipCallEvent.OfferAnswered answered:
                await OfferAnsweredAsync(answered.Response).ConfigureAwait(false);
                break;
            case SipCallEvent.Requested requested:
                await RequestedAsync(requested.Request).ConfigureAwait(false);
                break;
        }
    }

    private async Task ProgressedAsync(SipResponse response)
    {
        if (SessionBody.Of(response) is { IsEmpty: false } description && !description.Span.SequenceEqual(_early.Span) && _offer is { } offer)
        {
            _early = description;
            await AgreeAsync(offer, description).ConfigureAwait(false);
        }

        Progressed?.Invoke(this, response);
        _ringing.TrySetResult(true);
    }

    private async Task EstablishedAsync(SipMessage by)
    {
        var description = SessionBody.Of(by);
        var isAgreed = description.IsEmpty || _offer is null ? Stream is not null : await AgreeAsync(_offer, description).ConfigureAwait(false);
        (_offer, _early) = (null, default);
        if (!isAgreed)
        {
            await Call.HangUpAsync("SIP;cause=488;text=\"No sound to agree on\"").ConfigureAwait(false);
        }

        _ringing.TrySetResult(false);
        _established.TrySetResult(isAgreed);
    }

    private async Task RequestedAsync(SipIncomingRequest incoming)
    {
        if (incoming.Request.Method == SipMethod.Info && DigitOf(incoming.Request) is { } key)
        {
            await incoming.AnswerAsync(200).ConfigureAwait(false);
            DigitReceived?.Invoke(this, new DigitEvent(key, true, TimeSpan.FromMilliseconds(160)));
        }
        else if (incoming.Request.Method == SipMethod.Refer && Referred is { } referred)
        {
            await ReferredAsync(incoming, referred).ConfigureAwait(false);
        }
        else if (incoming.Request.Method == SipMethod.Notify && _referring is { } referring && IsOfRefer(incoming.Request))
        {
            await NotifiedAsync(incoming, referring).ConfigureAwait(false);
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
