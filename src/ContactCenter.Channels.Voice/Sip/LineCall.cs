using ContactCenter.Calls;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>What calls of both directions have in common: the one dialog that carries the sound. Thread-safe.</summary>
internal abstract class LineCall(CallDirectory directory, ILogger logger) : ICall
{
    /// <summary>How long a hanging up waits until whoever asked to be transferred has been told what came of it.</summary>
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan KeyLength = TimeSpan.FromMilliseconds(120);

    private readonly SoundBridge _bridge = new();
    private volatile VoiceCall? _voice;
    private volatile Task _referring = Task.CompletedTask;

    public event Action<ICall, char>? KeyPressed;

    public event Action<ICall, bool>? HeldByThem;

    public abstract string Id { get; }

    public abstract string Line { get; }

    public abstract string From { get; }

    public abstract string DisplayName { get; }

    public abstract string To { get; }

    public abstract string DivertedFrom { get; }

    public virtual CallLocation? Location => null;

    public abstract Task<bool> Answered { get; }

    public abstract Task Ringing { get; }

    public abstract Task<CallOver> Over { get; }

    public ICallSound? Sound
    {
        get => _bridge.Sound;
        set => _bridge.Sound = value;
    }

    public Func<ICall, string, Task<bool>>? TransferWanted { get; set; }

    public CallQuality? Quality
    {
        get
        {
            if (_voice?.Stream?.Figures is not { } figures)
            {
                return null;
            }

            var expected = figures.PacketsReceived + figures.Lost;
            return new CallQuality(figures.Score, expected == 0 ? 0 : 100.0 * (figures.Lost + figures.Late) / expected, figures.Jitter.TotalMilliseconds, figures.RoundTrip?.TotalMilliseconds);
        }
    }

    /// <summary>The dialog whose sound is ours; null before there is one.</summary>
    public VoiceCall? Voice => _voice;

    /// <summary>The other side was silent for too long: it is over, and lost.</summary>
    protected bool IsLost { get; private set; }

    public abstract ValueTask RingAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask<bool> AnswerAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask RefuseAsync(CallRefusal refusal, TimeSpan? retryAfter = null, CancellationToken cancellationToken = default);

    public async ValueTask<bool> HoldAsync(bool isHeld, CancellationToken cancellationToken = default) =>
        _voice is { } voice && await (isHeld ? voice.HoldAsync(cancellationToken) : voice.ResumeAsync(cancellationToken)).ConfigureAwait(false);

    public bool SendKey(char key) => _voice?.Stream?.SendDigit(key, KeyLength) ?? false;

    public abstract ValueTask DisposeAsync();

    /// <summary>From here on this dialog's sound is ours.</summary>
    protected void Carry(VoiceCall voice)
    {
        if (_voice is { } before)
        {
            (before.Source, before.Sink) = (null, null);
            before.DigitReceived -= Digit;
            before.HeldByThem -= Held;
            before.Referred -= Refer;
        }

        _voice = voice;
        voice.DigitReceived += Digit;
        voice.HeldByThem += Held;
        voice.Referred += Refer;
        directory.Add(voice, this);
        (voice.Source, voice.Sink) = (_bridge, _bridge);
    }

    /// <summary>It is answered: whoever says nothing at all from now on is gone.</summary>
    protected void Watch(VoiceCall voice)
    {
        if (voice.Stream is { } stream)
        {
            stream.PeerSilent += OnSilent;
        }

        void OnSilent(MediaStream silent)
        {
            IsLost = true;
            _ = voice.Call.HangUpAsync("SIP;cause=408;text=\"No sound\"");
        }
    }

    private void Digit(VoiceCall voice, DigitEvent digit)
    {
        if (digit.HasEnded && digit.Key != '!')
        {
            KeyPressed?.Invoke(this, digit.Key);
        }
    }

    /// <summary>Whoever asked to be transferred is told what came of it before we hang up: afterwards nobody could be. RFC 5589 section 6.1.</summary>
    protected Task ToldAsync() => _referring.WaitAsync(ToldWithin, directory.Time);

    private void Refer(VoiceCall voice, SipReferral referral) => _referring = ReferAsync(referral);

    /// <summary>Asks whoever has the call, and tells the other side what came of it. RFC 3515 section 2.4.</summary>
    private async Task ReferAsync(SipReferral referral)
    {
        try
        {
            if (TransferWanted is not { } wanted)
            {
                await referral.DeclineAsync().ConfigureAwait(false);
                return;
            }

            await referral.AcceptAsync().ConfigureAwait(false);
            var isDone = await wanted(this, TargetOf(referral)).ConfigureAwait(false);
            await referral.NotifyAsync(isDone ? 200 : 603).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.CallFailed(e);
        }
    }

    /// <summary>Whom the other side names: a call of ours by its <see cref="ICall.Id"/> where it is to be taken over, otherwise a number or name.</summary>
    private string TargetOf(SipReferral referral) => (referral.Replaces is { } replaces ? directory.Find(replaces)?.Id : null) ?? CallFacts.UserOf(referral.Target);

    private void Held(VoiceCall voice, bool isHeld) => HeldByThem?.Invoke(this, isHeld);
}
