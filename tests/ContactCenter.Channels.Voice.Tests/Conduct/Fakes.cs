using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

/// <summary>A call whose other side is the test.</summary>
internal sealed class FakeCall(string line, string from, string to) : ICall
{
    private static int _count;

    private readonly TaskCompletionSource<bool> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallOver> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public event Action<ICall, char>? KeyPressed;

    public event Action<ICall, bool>? HeldByThem;

    public string Id { get; } = $"call-{Interlocked.Increment(ref _count)}";

    public string Line => line;

    public string From => from;

    public string DisplayName { get; init; } = "";

    public string To => to;

    public string DivertedFrom => "";

    public Task<bool> Answered => _answered.Task;

    public Task Ringing => _ringing.Task;

    public Task<CallOver> Over => _over.Task;

    public ICallSound? Sound { get; set; }

    public Func<ICall, string, Task<bool>>? TransferWanted { get; set; }

    public CallQuality? Quality { get; set; } = new(4.2, 0, 1, null);

    public volatile bool Rings;

    public (CallRefusal Refusal, TimeSpan? RetryAfter)? Refused { get; private set; }

    public volatile bool IsLetGo;

    public List<char> KeysSent { get; } = [];

    public int KeyRoom { get; set; } = 32;

    public bool IsUp => _answered.Task.IsCompletedSuccessfully && !_over.Task.IsCompleted;

    public ValueTask RingAsync(CancellationToken cancellationToken = default)
    {
        Rings = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> AnswerAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(!_over.Task.IsCompleted && _answered.TrySetResult(true));

    public ValueTask RefuseAsync(CallRefusal refusal, TimeSpan? retryAfter = null, CancellationToken cancellationToken = default)
    {
        Refused = (refusal, retryAfter);
        End(new CallOver(CallCause.Center, 603));
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> HoldAsync(bool isHeld, CancellationToken cancellationToken = default) => ValueTask.FromResult(true);

    public bool SendKey(char key)
    {
        if (KeysSent.Count >= KeyRoom)
        {
            return false;
        }

        KeysSent.Add(key);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        IsLetGo = true;
        End(new CallOver(CallCause.Center, null));
        return ValueTask.CompletedTask;
    }

    // -- What the other side does.

    public void StartRinging() => _ringing.TrySetResult();

    public void PickUp() => _answered.TrySetResult(true);

    public void HangUp(CallCause cause = CallCause.Customer, int? status = null) => End(new CallOver(cause, status));

    public void Press(string keys)
    {
        foreach (var key in keys)
        {
            KeyPressed?.Invoke(this, key);
        }
    }

    public void PutUsOnHold(bool isHeld) => HeldByThem?.Invoke(this, isHeld);

    private void End(CallOver over)
    {
        _over.TrySetResult(over);
        _answered.TrySetResult(false);
        _ringing.TrySetCanceled();
    }
}

/// <summary>A stack of which every call is the test's.</summary>
internal sealed class FakeTelephone : ITelephone
{
    private readonly List<(CallTarget Target, FakeCall Call)> _made = [];

    public Func<ICall, Task>? Called { get; set; }

    /// <summary>Numbers and names nobody can call.</summary>
    public HashSet<string> Dead { get; } = [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<ICall?> CallAsync(CallTarget target, CancellationToken cancellationToken = default)
    {
        lock (_made)
        {
            if (Dead.Contains(target.To))
            {
                return ValueTask.FromResult<ICall?>(null);
            }

            var call = new FakeCall(target.Line == LineNames.Any ? "trunk" : target.Line, target.From, target.To);
            _made.Add((target, call));
            return ValueTask.FromResult<ICall?>(call);
        }
    }

    /// <summary>The last call to somebody; null when there was none.</summary>
    public FakeCall? To(string name)
    {
        lock (_made)
        {
            return _made.LastOrDefault(m => m.Target.To == name).Call;
        }
    }

    /// <summary>As what a call was wanted.</summary>
    public CallTarget TargetOf(FakeCall call)
    {
        lock (_made)
        {
            return _made.First(m => m.Call == call).Target;
        }
    }

    public int CountTo(string name)
    {
        lock (_made)
        {
            return _made.Count(m => m.Target.To == name);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Telephones as the test says.</summary>
internal sealed class FakePhones : IPhones
{
    public event Action<string, bool>? PhoneChanged;

    public Dictionary<string, string[]> Devices { get; } = new() { ["anna"] = ["anna-desk", "anna-mobile"], ["bea"] = ["bea-desk"], ["sup"] = ["sup-desk"] };

    public HashSet<string> Away { get; } = [];

    public bool IsReachable(string agent) => Devices.ContainsKey(agent) && !Away.Contains(agent);

    public IReadOnlyList<string> DevicesOf(string agent) => Devices.GetValueOrDefault(agent, []);

    public string? AgentOf(string device) => Devices.FirstOrDefault(d => d.Value.Contains(device)).Key;

    public string? NumberOf(string agent) => null;

    public EndpointId? CallFromOf(string agent) => agent == "bea" ? new EndpointId("second") : null;

    public void Change(string agent, bool isReachable) => PhoneChanged?.Invoke(agent, isReachable);
}

/// <summary>Texts become clips of one second.</summary>
internal sealed class FakePrompts : IPrompts
{
    private readonly List<(Clip Clip, string Text)> _made = [];

    public ValueTask<IReadOnlyList<Clip>> OfAsync(string text, SpokenPlan plan, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<Clip>>([Make(text)]);

    public ValueTask<Clip?> MusicAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult<Clip?>(Make($"music:{name}"));

    public string TextOf(Clip clip)
    {
        lock (_made)
        {
            return _made.First(m => ReferenceEquals(m.Clip, clip)).Text;
        }
    }

    private Clip Make(string text)
    {
        lock (_made)
        {
            var clip = new Clip(new short[8_000], 8_000);
            _made.Add((clip, text));
            return clip;
        }
    }
}

/// <summary>A mix that is only looked at.</summary>
internal sealed class FakeStage(TimeProvider time, FakePrompts prompts) : IStage
{
    public List<FakePlace> Places { get; } = [];

    public int SampleRate => 8_000;

    public ICallRecording? Recording { get; set; }

    public volatile bool IsClosed;

    public IPlace Enter(PlaceKind kind)
    {
        lock (Places)
        {
            var place = new FakePlace(kind, time, prompts);
            Places.Add(place);
            return place;
        }
    }

    public FakePlace Caller => Places[0];

    /// <summary>The place whose sound a call has.</summary>
    public FakePlace Of(FakeCall call)
    {
        lock (Places)
        {
            return Places.Last(p => ReferenceEquals(p, call.Sound));
        }
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}

internal sealed class FakePlace(PlaceKind kind, TimeProvider time, FakePrompts prompts) : IPlace, ICallSound
{
    private readonly Lock _lock = new();
    private readonly List<string> _played = [];
    private CancellationTokenSource _playing = new();

    public PlaceKind Kind => kind;

    public ICallSound Sound => this;

    public bool IsMuted { get; set; }

    public bool IsHeld { get; set; }

    public CallPart Part { get; set; }

    public volatile bool HasLeft;

    /// <summary>What is looped: a text of music or the name of a tone; empty for nothing.</summary>
    public string Background { get; private set; } = "";

    /// <summary>What was played, in order.</summary>
    public IReadOnlyList<string> Played
    {
        get
        {
            lock (_lock)
            {
                return [.. _played];
            }
        }
    }

    public async Task<bool> PlayAsync(IReadOnlyList<Clip> clips)
    {
        CancellationToken stopped;
        lock (_lock)
        {
            _played.AddRange(clips.Select(prompts.TextOf));
            stopped = _playing.Token;
        }

        try
        {
            await Task.Delay(clips.Aggregate(TimeSpan.Zero, static (sum, clip) => sum + clip.Length), time, stopped);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async Task<bool> BeepAsync()
    {
        lock (_lock)
        {
            _played.Add("beep");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(400), time);
        return true;
    }

    public void Loop(Clip? music) => Background = music is null ? "" : prompts.TextOf(music);

    public void Tone(PlaceTone tone) => Background = tone.ToString();

    public void Stop()
    {
        lock (_lock)
        {
            _playing.Cancel();
            _playing = new CancellationTokenSource();
        }
    }

    public void Dispose()
    {
        HasLeft = true;
        Stop();
    }

    public bool Say(Span<short> frame, int sampleRate) => false;

    public void Hear(ReadOnlySpan<short> frame, int sampleRate)
    {
    }
}
