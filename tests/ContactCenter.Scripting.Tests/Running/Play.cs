namespace ContactCenter.Scripting.Tests.Running;

/// <summary>A run with its log of frames, as a host keeps them.</summary>
internal sealed class Play
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid RunId = new("0192f0c1-0000-7000-8000-000000000001");

    private readonly byte[] _buffer = new byte[ScriptFrame.MaxBytes];

    public Play(ScriptProgram program, ScriptRunSettings? settings = null, Guid? id = null) => Run = new ScriptRun(program, id ?? RunId, settings);

    public ScriptRun Run { get; private set; }

    public List<byte[]> Frames { get; } = [];

    public DateTimeOffset Now { get; set; } = Start;

    public int At => Run.Demand.Sequence;

    public ScriptRunState State => Run.State;

    public string[] Shown => [.. Run.Demand.Shown.ToArray().Select(static value => value.ToInvariantText())];

    public ScriptAdvance Give(in ScriptInput input)
    {
        var answer = ScriptMachine.Advance(Run, in input, Now);
        if (answer == ScriptAdvance.Applied)
        {
            ScriptFrame.TryWrite(Run, _buffer, out var length).ShouldBeTrue();
            (RecordCodec.MostOf(Run) + SnapshotCodec.MostOf(Run)).ShouldBeGreaterThanOrEqualTo(length);
            Frames.Add(_buffer[..length]);
        }

        return answer;
    }

    /// <summary>Gives inputs that must be taken.</summary>
    public Play Then(in ScriptInput input)
    {
        Give(in input).ShouldBe(ScriptAdvance.Applied);
        return this;
    }

    public Play Begin() => Then(ScriptInput.Begin());

    public Play Continue() => Then(ScriptInput.Continue(At));

    public Play Answer(ScriptValue value, string? raw = null) => Then(ScriptInput.Answered(At, value, raw));

    public Play Choose(string name) => Answer(ScriptValue.Choice(name), name);

    public Play Succeed(ScriptValue value = default) => Then(ScriptInput.Succeeded(At, value));

    public Play Due() => Then(ScriptInput.Due(At));

    /// <summary>So many seconds pass.</summary>
    public Play Later(int seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>The process dies; another reads the last frame.</summary>
    public Play Crash()
    {
        Run = ScriptFrame.Read(Run.Program, Frames[^1]);
        return this;
    }

    /// <summary>The bytes of the present state, to see that nothing changed.</summary>
    public byte[] State_bytes()
    {
        ScriptFrame.TryWrite(Run, _buffer, out var length).ShouldBeTrue();
        return _buffer[..length];
    }
}
