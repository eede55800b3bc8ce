namespace ContactCenter.Routing.Tests.Pacing;

/// <summary>A campaign against an adversary who knows when an answer hurts most. It counts answered and abandoned calls of each window by itself.</summary>
internal sealed class DialerModel(CampaignSettings settings, int agents, int seed, bool agentsLeave)
{
    private const long Day = 24 * 60 * 60 * 1000;
    private readonly Random _random = new(seed);
    private readonly List<long> _ringing = []; // when each was dialled
    private readonly List<long> _waiting = []; // when each was answered
    private readonly Dictionary<long, (long Answered, long Abandoned)> _windows = [];
    private PacingState _state = new();
    private long _now = (1_800_000_000_000 / Day * Day) + (6 * 60 * 60 * 1000);
    private long? _firstDay;
    private int _free = agents;
    private int _busy;

    private int RingTime => (int)settings.RingTime.TotalMilliseconds;

    private int AnswerLimit => (int)settings.AnswerLimit.TotalMilliseconds;

    public int Left { get; private set; }

    public int OverDialled { get; private set; }

    public long Abandoned => _windows.Values.Sum(static w => w.Abandoned);

    /// <summary>Windows that began while lines rang.</summary>
    public int Straddled { get; private set; }

    public void Play(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            switch (_random.Next(10))
            {
                case 0 or 1 or 2: Dial(); break;
                case 3: AnswerAll(); break;
                case 4: if (_ringing.Count > 0) { Answer(_random.Next(_ringing.Count)); } break;
                case 5: if (_ringing.Count > 0) { GiveUp(0); } break;
                case 6: Release(_busy); break;
                case 7: Release(Math.Min(_busy, 1)); break;
                case 8: Pass(_random.Next(5_000)); break;
                default: Rare(); break;
            }
        }
    }

    private void Rare()
    {
        var window = settings.WindowDays * Day;
        var first = (_firstDay ?? Today()) * Day - (long)settings.DayOffset.TotalMilliseconds;
        switch (_random.Next(12))
        {
            case 0: // to shortly before the next window; what is dialled then may ring into it
                PassCalls();
                _now = Math.Max(_now, first + ((_now - first) / window * window) + window - _random.Next(RingTime + AnswerLimit + 5_000));
                break;
            case 1: PassCalls(); _now += _random.Next(3 * 60 * 60 * 1000); break;
            case 2: Restart(); break;
            case 3 when agentsLeave && _free > 0: _free--; Left++; Settle(); break;
            case 4: _free++; Settle(); break;
            default: Serve(); break;
        }
    }

    /// <summary>A run of calls that all go well: what fills the account the adversary then empties.</summary>
    private void Serve()
    {
        for (var call = 0; call < 40; call++)
        {
            Release(_busy);
            Dial();
            while (_ringing.Count > _free && _ringing.Count > 0)
            {
                GiveUp(0);
            }

            AnswerAll();
        }
    }

    private void Dial()
    {
        var lines = Routing.Pacing.DialsNow(settings, _state, _free, _busy, _now);
        lines.ShouldBeGreaterThanOrEqualTo(0);
        if (lines == 0)
        {
            return;
        }

        _firstDay ??= Today();
        _state.Dialled(settings, lines, _now);
        _ringing.AddRange(Enumerable.Repeat(_now, lines));
        (_ringing.Count + _waiting.Count).ShouldBeLessThanOrEqualTo(settings.MaxLines);
        OverDialled += _ringing.Count + _waiting.Count > _free ? 1 : 0;
    }

    private void AnswerAll()
    {
        while (_ringing.Count > 0)
        {
            Answer(0);
        }
    }

    private void Answer(int at)
    {
        _ringing.RemoveAt(at);
        _waiting.Add(_now);
        _state.AnsweredLive(settings, _now);
        Count(_now, answered: 1, abandoned: 0);
        Settle();
        if (_waiting.Count > 0 && _random.Next(2) == 0)
        {
            Abandon(); // at once, or at the limit
        }
    }

    private void GiveUp(int at)
    {
        _ringing.RemoveAt(at);
        _state.NoAnswer(settings);
    }

    private void Abandon()
    {
        var answeredAt = _waiting[0];
        _waiting.RemoveAt(0);
        _state.AbandonedLive(answeredAt);
        Count(answeredAt, answered: 0, abandoned: 1);
    }

    private void Release(int agentsDone)
    {
        for (var done = 0; done < agentsDone; done++)
        {
            (_busy, _free) = (_busy - 1, _free + 1);
            _state.Handled(60_000);
        }

        Settle();
    }

    private void Settle()
    {
        while (_waiting.Count > 0 && _free > 0)
        {
            (_free, _busy) = (_free - 1, _busy + 1);
            _waiting.RemoveAt(0);
            _state.Connected();
        }
    }

    /// <summary>Time goes on; the adversary answers lines at the last moment, and who waits over the limit is abandoned.</summary>
    private void Pass(int milliseconds)
    {
        for (var (until, done) = (_now + milliseconds, false); !done; done = _now == until)
        {
            var window = WindowOf(_now);
            _now = Math.Clamp(Math.Min(Due(_waiting, AnswerLimit), Due(_ringing, RingTime)), _now, until);
            Straddled += _firstDay is not null && WindowOf(_now) != window && _ringing.Count > 0 ? 1 : 0;
            while (Due(_waiting, AnswerLimit) <= _now)
            {
                Abandon();
            }

            while (Due(_ringing, RingTime) <= _now)
            {
                if (_random.Next(2) == 0)
                {
                    Answer(0);
                }
                else
                {
                    GiveUp(0);
                }
            }
        }
    }

    /// <summary>Until no line of now rings and nobody waits.</summary>
    private void PassCalls() => Pass(RingTime + AnswerLimit + 1);

    private static long Due(List<long> since, int limit) => since.Count > 0 ? since[0] + limit : long.MaxValue;

    private void Restart()
    {
        var snapshot = System.Text.Json.JsonSerializer.Deserialize<PacingSnapshot>(System.Text.Json.JsonSerializer.Serialize(_state.Snapshot()))!;
        snapshot.ShouldBe(_state.Snapshot());
        _state = new PacingState(snapshot);
        (_state.Ringing, _state.Waiting).ShouldBe((_ringing.Count, _waiting.Count));
    }

    private void Count(long at, int answered, int abandoned)
    {
        var window = WindowOf(at);
        var sum = _windows.GetValueOrDefault(window);
        sum = (sum.Answered + answered, sum.Abandoned + abandoned);
        _windows[window] = sum;
        var period = _state.PeriodAt(settings, _now);
        if (WindowOf(_now) == window && (period.Answered, period.Abandoned) != sum)
        {
            period.ShouldBe(period with { Answered = sum.Answered, Abandoned = sum.Abandoned });
        }

        // The promise, after every event: nothing beyond the cap, but one call for each agent who left. (Millions of times: an assertion is made where it fails.)
        var allowed = (sum.Answered * settings.AbandonedCapPermille) + (Left * 1_000L);
        if (sum.Abandoned * 1_000 > allowed)
        {
            (sum.Abandoned * 1_000).ShouldBeLessThanOrEqualTo(allowed);
        }
    }

    private long Today() => (_now + (long)settings.DayOffset.TotalMilliseconds) / Day;

    private long WindowOf(long at) => (((at + (long)settings.DayOffset.TotalMilliseconds) / Day) - (_firstDay ?? 0)) / settings.WindowDays;
}
