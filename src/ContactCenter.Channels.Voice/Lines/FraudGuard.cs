namespace ContactCenter.Channels.Voice.Lines;

/// <summary>Refuses calls outside that look like fraud: beginnings that are not allowed, too many in a minute, too much in a day. Thread-safe; its time is its clock's.</summary>
internal sealed class FraudGuard(VoiceGuardOptions options, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly string[] _prefixes = [.. options.AllowedPrefixes.Values];
    private readonly int? _callsPerMinute = options.MaxCallsPerMinute;
    private readonly decimal? _costPerDay = options.MaxCostPerDay;
    private readonly Queue<DateTimeOffset> _begun = [];
    private readonly HashSet<GuardedCall> _running = [];
    private DateTimeOffset _day;
    private decimal _spent;

    /// <summary>What the calls of this day have cost so far, those that are up included.</summary>
    public decimal SpentToday
    {
        get
        {
            lock (_lock)
            {
                return Spent(time.GetUtcNow());
            }
        }
    }

    /// <summary>Asks for a call.</summary>
    /// <param name="number">Whom, in canonical form.</param>
    /// <param name="isEmergency">Whether it is an emergency number, which is never refused.</param>
    /// <param name="call">The call, which counts until it is disposed.</param>
    /// <returns>Null when it may be made; otherwise which bound stops it.</returns>
    public VoiceAlarmKind? Ask(string number, bool isEmergency, out GuardedCall? call)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            call = null;
            if (!isEmergency && Refusal(number, now) is { } refusal)
            {
                return refusal;
            }

            _begun.Enqueue(now);
            _running.Add(call = new GuardedCall(this));
            return null;
        }
    }

    /// <summary>What <see cref="Ask"/> would answer, without a call.</summary>
    public VoiceAlarmKind? Look(string number, bool isEmergency)
    {
        lock (_lock)
        {
            return isEmergency ? null : Refusal(number, time.GetUtcNow());
        }
    }

    internal void Answered(GuardedCall call, decimal costPerMinute)
    {
        lock (_lock)
        {
            call.Since ??= time.GetUtcNow();
            call.CostPerMinute = costPerMinute;
        }
    }

    internal void Ended(GuardedCall call)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _ = Spent(now); // into the day it is
            if (_running.Remove(call))
            {
                _spent += CostOf(call, now);
            }
        }
    }

    private VoiceAlarmKind? Refusal(string number, DateTimeOffset now)
    {
        if (_prefixes.Length > 0 && !_prefixes.Any(p => number.StartsWith(p, StringComparison.Ordinal)))
        {
            return VoiceAlarmKind.Prefix;
        }

        while (_begun.TryPeek(out var first) && now - first >= Minute)
        {
            _begun.Dequeue();
        }

        if (_callsPerMinute is { } most && _begun.Count >= most)
        {
            return VoiceAlarmKind.Rate;
        }

        return _costPerDay is { } bound && Spent(now) >= bound ? VoiceAlarmKind.Cost : null;
    }

    private decimal Spent(DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (day > _day)
        {
            (_day, _spent) = (day, 0);
        }

        return _spent + _running.Sum(c => CostOf(c, now));
    }

    /// <summary>What of a call falls into the day it is.</summary>
    private decimal CostOf(GuardedCall call, DateTimeOffset now) =>
        call.Since is { } since ? call.CostPerMinute * (decimal)(now - (since > _day ? since : _day)).TotalMinutes : 0;
}

/// <summary>A call outside that the guard knows of. Disposing ends it. Thread-safe.</summary>
internal sealed class GuardedCall(FraudGuard guard) : IDisposable
{
    internal DateTimeOffset? Since { get; set; }

    internal decimal CostPerMinute { get; set; }

    /// <summary>It costs from now on.</summary>
    public void Answered(decimal costPerMinute) => guard.Answered(this, costPerMinute);

    public void Dispose() => guard.Ended(this);
}
