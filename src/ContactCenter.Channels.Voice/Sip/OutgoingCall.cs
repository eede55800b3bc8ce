using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>One way to call somebody: by a trunk, or to all telephones of an agent at once.</summary>
/// <param name="Line">The trunk; empty for telephones of ours.</param>
/// <param name="BeginAsync">Begins it: the dialogs of which the first that answers is kept. Null where no line is free.</param>
internal sealed record Attempt(string Line, Func<CancellationToken, Task<Begun?>> BeginAsync)
{
    /// <summary>The same without the caller's place, which it tells; null where it tells none.</summary>
    public Attempt? WithoutPlace { get; init; }
}

/// <summary>An attempt under way.</summary>
/// <param name="Legs">Its dialogs, at least one.</param>
/// <param name="Taken">The line it takes; null for telephones of ours.</param>
/// <param name="Answered">Called once one of them has answered.</param>
internal sealed record Begun(IReadOnlyList<VoiceCall> Legs, IDisposable? Taken, Action? Answered);

/// <summary>A call of ours: tries one way after the other while the trunks are to blame, and keeps the first who answers.</summary>
internal sealed class OutgoingCall : LineCall
{
    private readonly CallTarget _target;
    private readonly bool _isHelp;
    private readonly Queue<Attempt> _next;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private IReadOnlyList<VoiceCall> _legs = [];
    private volatile Attempt _attempt;
    private bool _isLeaving;

    private OutgoingCall(CallTarget target, bool isHelp, Attempt attempt, Begun begun, Queue<Attempt> next, IDisposable? guarded, CallDirectory directory, ILogger logger)
        : base(directory, logger)
    {
        (_target, _isHelp, _next, _logger, _attempt, Id) = (target, isHelp, next, logger, attempt, begun.Legs[0].Call.CallId);
        Take(begun);
        Over = RunAsync(begun, guarded);
    }

    public override string Id { get; }

    public override string Line => _attempt.Line;

    public override string From => _target.From;

    public override string DisplayName => _target.DisplayName;

    public override string To => _target.To;

    public override string DivertedFrom => "";

    public override Task<bool> Answered => _answered.Task;

    public override Task Ringing => _ringing.Task;

    public override Task<CallOver> Over { get; }

    /// <summary>Begins the first attempt that can be.</summary>
    /// <param name="target">Whom.</param>
    /// <param name="isHelp">It is a call for help.</param>
    /// <param name="attempts">The ways, the best first.</param>
    /// <param name="guarded">What the guard keeps of the call; its end is the call's.</param>
    /// <param name="directory">Where it is found.</param>
    /// <param name="logger">For what fails.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when none can be begun.</returns>
    public static async Task<OutgoingCall?> BeginAsync(CallTarget target, bool isHelp, IEnumerable<Attempt> attempts, IDisposable? guarded, CallDirectory directory, ILogger logger, CancellationToken cancellationToken)
    {
        var next = new Queue<Attempt>(attempts);
        while (next.TryDequeue(out var attempt))
        {
            if (await attempt.BeginAsync(cancellationToken).ConfigureAwait(false) is { } begun)
            {
                return new OutgoingCall(target, isHelp, attempt, begun, next, guarded, directory, logger);
            }
        }

        return null;
    }

    public override ValueTask RingAsync(CancellationToken cancellationToken = default) => default;

    public override ValueTask<bool> AnswerAsync(CancellationToken cancellationToken = default) => new(false);

    public override ValueTask RefuseAsync(CallRefusal refusal, TimeSpan? retryAfter = null, CancellationToken cancellationToken = default) => DisposeAsync();

    public override async ValueTask DisposeAsync()
    {
        IReadOnlyList<VoiceCall> legs;
        lock (_lock)
        {
            _isLeaving = true;
            legs = _legs;
        }

        await ToldAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await LeaveAsync(legs).ConfigureAwait(false);
        await Over.ConfigureAwait(false);
    }

    private async Task<CallOver> RunAsync(Begun first, IDisposable? guarded)
    {
        await Task.Yield();
        for (var begun = first; ;)
        {
            var winner = await RaceAsync(begun.Legs).ConfigureAwait(false);
            if (winner is not null)
            {
                begun.Answered?.Invoke();
                Carry(winner);
                Watch(winner);
                _ringing.TrySetResult();
                _answered.TrySetResult(true);
            }

            var ends = await Task.WhenAll(begun.Legs.Select(static l => l.Over)).ConfigureAwait(false);
            begun.Taken?.Dispose();
            var over = OverOf(begun.Legs, ends, winner);
            if (winner is null && await NextAsync(over).ConfigureAwait(false) is { } next)
            {
                begun = next;
                continue;
            }

            guarded?.Dispose();
            _answered.TrySetResult(false);
            return over;
        }
    }

    /// <summary>The first who answers; the others are called off. Who declines (6xx) does so for all telephones.</summary>
    private async Task<VoiceCall?> RaceAsync(IReadOnlyList<VoiceCall> legs)
    {
        var open = legs.ToDictionary(static l => (Task)l.Established);
        while (open.Count > 0)
        {
            var done = await Task.WhenAny(open.Keys).ConfigureAwait(false);
            open.Remove(done, out var leg);
            if (await leg!.Established.ConfigureAwait(false))
            {
                await LeaveAsync(legs.Where(l => l != leg)).ConfigureAwait(false);
                return leg;
            }

            if (await leg.Over.ConfigureAwait(false) is { By: SipResponse { Status: >= 600 } })
            {
                await LeaveAsync(open.Values).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>The next attempt, where the trunk of the last one was to blame, or the place that it told.</summary>
    private async Task<Begun?> NextAsync(CallOver over)
    {
        while (Following(over) is { } attempt)
        {
            var last = _attempt;
            _attempt = attempt;
            _logger.Failover(last.Line, over.Status);
            if (await attempt.BeginAsync(CancellationToken.None).ConfigureAwait(false) is { } begun)
            {
                Take(begun);
                return begun;
            }
        }

        return null;
    }

    private Attempt? Following(CallOver over) =>
        over.Cause is not (CallCause.NoLine or CallCause.NoAnswer or CallCause.Refused) ? null
        : TrunkChoice.IsPlacesFault(over.Status) && _attempt.WithoutPlace is { } without ? without
        : (over.Cause == CallCause.NoLine || _isHelp) && TrunkChoice.IsTrunksFault(over.Status, _isHelp) && _next.TryDequeue(out var next) ? next
        : null;

    /// <summary>Follows an attempt; where we have hung up meanwhile it ends at once.</summary>
    private void Take(Begun begun)
    {
        bool isLeaving;
        lock (_lock)
        {
            _legs = begun.Legs;
            isLeaving = _isLeaving;
        }

        if (isLeaving)
        {
            _ = LeaveAsync(begun.Legs);
        }

        if (begun.Legs is [var only])
        {
            Carry(only); // what is played before the answer is heard
        }

        foreach (var leg in begun.Legs)
        {
            _ = RingsAsync(leg);
        }
    }

    private async Task RingsAsync(VoiceCall leg)
    {
        if (await leg.Ringing.ConfigureAwait(false))
        {
            _ringing.TrySetResult();
        }
    }

    private CallOver OverOf(IReadOnlyList<VoiceCall> legs, SipCallEvent.Ended[] ends, VoiceCall? winner)
    {
        if (winner is not null)
        {
            var ended = ends[legs.ToList().IndexOf(winner)];
            return IsLost ? new CallOver(CallCause.Lost, null) : winner.Failure is not null ? new CallOver(CallCause.Failed, null) : CallEnds.Of(ended.End, ended.By, isOurs: true, wasAnswered: true);
        }

        if (_isLeaving)
        {
            return new CallOver(CallCause.Center, null);
        }

        // Of several telephones the answer that says most: declined, busy, not there, nothing.
        return ends.Select(static e => CallEnds.Of(e.End, e.By, isOurs: true, wasAnswered: false))
            .MinBy(static o => o switch { { Status: >= 600 } => 0, { Cause: CallCause.Busy } => 1, { Cause: CallCause.Refused } => 2, { Cause: CallCause.NoAnswer } => 3, { Cause: CallCause.Center } => 5, _ => 4 })!;
    }

    private static Task LeaveAsync(IEnumerable<VoiceCall> legs) => Task.WhenAll(legs.Select(static l => l.DisposeAsync().AsTask()));
}
