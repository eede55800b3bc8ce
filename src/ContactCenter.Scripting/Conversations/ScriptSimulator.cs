using System.Collections.Immutable;
using System.Globalization;

namespace ContactCenter.Scripting;

/// <summary>
/// A host for one run in a test: the real machine, presenter, records and snapshots, with a clock that is moved by hand and a world that does what the test
/// says. It says, notes, sends, hangs up and starts by itself, and stops where somebody has to answer, time has to pass, or a call has to be taken. Not thread-safe.
/// </summary>
public sealed partial class ScriptSimulator
{
    private readonly byte[] _buffer = new byte[ScriptFrame.MaxBytes];
    private readonly List<byte[]> _frames = [];
    private readonly List<SimulatedEntry> _entries = [];
    private readonly Dictionary<string, ScriptValue> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<SimulatedResult>> _once = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedResult> _always = new(StringComparer.Ordinal);
    private readonly ScriptPresenter _presenter;

    /// <summary>A run that has not begun.</summary>
    /// <param name="program">Its program.</param>
    /// <param name="settings">Channel, language, zone, clock.</param>
    /// <exception cref="ArgumentException">The program does not speak the language or is not for the channel, or there is no such time zone.</exception>
    public ScriptSimulator(ScriptProgram program, ScriptSimulatorSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        Settings = settings ?? new ScriptSimulatorSettings();
        _presenter = new ScriptPresenter(program);
        Now = Settings.Start;
        Run = new ScriptRun(program, DerivedId.From("simulated", Convert.ToHexString(program.Hash.AsSpan())), new ScriptRunSettings
        {
            Channel = Settings.Channel,
            Language = Settings.Language,
            TimeZone = Settings.TimeZone,
        });
        Coverage = new ScriptCoverage(program);
    }

    /// <summary>What it was made with.</summary>
    public ScriptSimulatorSettings Settings { get; }

    /// <summary>The run. After a crash it is another object.</summary>
    public ScriptRun Run { get; private set; }

    /// <summary>The simulated clock.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Everything that happened, in order.</summary>
    public IReadOnlyList<SimulatedEntry> Entries => _entries;

    /// <summary>The frames written so far, one a step.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Frames => [.. _frames.Select(static frame => (ReadOnlyMemory<byte>)frame)];

    /// <summary>Which parts of the program were reached.</summary>
    public ScriptCoverage Coverage { get; }

    /// <summary>What the run asks of a person now; null when it asks nothing.</summary>
    public ScriptPrompt? Prompt => _presenter.Present(Run, Medium());

    /// <summary>What the host knows, such as <c>session.from</c>, or a parameter of the script. Before the run begins and while it runs.</summary>
    /// <param name="name">The name as scripts write it.</param>
    /// <param name="value">Invariant text.</param>
    /// <exception cref="ScriptSimulationException">The program does not read it, or the value is not of its type.</exception>
    public void Give(string name, string value)
    {
        var type = TypeOfFact(name);
        Give(name, ScriptValue.TryParse(type, value, out var parsed) ? parsed : throw new ScriptSimulationException($"'{value}' is no {type} for '{name}'."));
    }

    /// <inheritdoc cref="Give(string, string)"/>
    public void Give(string name, ScriptValue value)
    {
        var type = TypeOfFact(name);
        _facts[name] = value.IsEmpty || type.Accepts(value) ? value : throw new ScriptSimulationException($"'{value}' is no {type} for '{name}'.");
        if (Run.State is not (ScriptRunState.Created or ScriptRunState.Ended or ScriptRunState.Faulted))
        {
            Advance(ScriptInput.FactsChanged([new ScriptFact(name, value)]));
        }
    }

    /// <summary>The type of a fact.</summary>
    /// <exception cref="ScriptSimulationException">The program does not read it.</exception>
    internal ScriptType TypeOfFact(string name) => Run.Program.SlotOf(name) is >= 0 and var slot && Run.Program.Tables.Slots[slot] is { IsFact: true, Type: var type }
        ? type
        : throw new ScriptSimulationException($"The script does not read '{name}'; it reads {Listed(Run.Program.Tables.Slots.Where(static one => one.IsFact).Select(static one => one.Name))}.");

    /// <summary>What an action does, until another word. An action the test does not mention is an error.</summary>
    /// <param name="action">Its name.</param>
    /// <param name="result">What it does.</param>
    /// <param name="once">Only the next time; before what it does always.</param>
    public void Let(string action, SimulatedResult result, bool once = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!once)
        {
            _always[action] = result;
            return;
        }

        if (!_once.TryGetValue(action, out var queue))
        {
            _once[action] = queue = new Queue<SimulatedResult>();
        }

        queue.Enqueue(result);
    }

    /// <summary>The run begins, with what its event brings.</summary>
    public void Begin(ScriptValue payload = default)
    {
        Advance(ScriptInput.Begin(payload) with { Facts = [.. _facts.Select(static fact => new ScriptFact(fact.Key, fact.Value))] });
        GoOn();
    }

    /// <summary>The customer answers.</summary>
    /// <param name="said">What is keyed, said or written.</param>
    /// <param name="form">How; null as people do on this channel.</param>
    public void Answer(string said, ScriptAnswerForm? form = null) => Answer(said, form, []);

    /// <summary>The same, and the input it came to is kept.</summary>
    internal void Answer(string said, ScriptAnswerForm? form, List<ScriptInput> inputs)
    {
        if (Run.State is not (ScriptRunState.Asking or ScriptRunState.Confirming))
        {
            throw new ScriptSimulationException($"Nothing is asked now; the run {Standing()}.");
        }

        inputs.Add(_presenter.Read(Run, said, form ?? FormOf(said), Now, Settings.Answers));
        Repeat(inputs[^1]);
    }

    /// <summary>An answer that was read before, perhaps in another language.</summary>
    internal void Repeat(in ScriptInput answer)
    {
        var at = Run.Demand.Sequence;
        Advance(answer.Kind switch
        {
            ScriptInputKind.Answered => ScriptInput.Answered(at, answer.Value, answer.Text, answer.Form),
            ScriptInputKind.Silent => ScriptInput.Silent(at),
            _ => ScriptInput.Misunderstood(at, answer.Text, answer.Form),
        });
        GoOn();
    }

    /// <summary>The type of what an event brings where the run stands; null when it brings nothing or nobody waits for it.</summary>
    internal ScriptType? TypeOfEvent(string name)
    {
        var waits = Run.State == ScriptRunState.Waiting ? Run.Program.Tables.Waits[Run.Demand.Statement.Detail].Events : [];
        return waits.Concat(Run.Program.Tables.Handlers).FirstOrDefault(on => on.Event == name) is { Slot: >= 0 and var slot } ? Run.Program.Tables.Slots[slot].Type : null;
    }

    /// <summary>The customer says nothing until the question's time is over.</summary>
    public void BeSilent()
    {
        if (Run.State is not (ScriptRunState.Asking or ScriptRunState.Confirming))
        {
            throw new ScriptSimulationException($"Nothing is asked now; the run {Standing()}.");
        }

        if (Run.Due is { } due)
        {
            Now = due > Now ? due : Now;
            Advance(ScriptInput.Due(Run.Demand.Sequence));
        }
        else
        {
            Advance(ScriptInput.Silent(Run.Demand.Sequence));
        }

        GoOn();
    }

    /// <summary>The customer ends the live session.</summary>
    public void HangUp()
    {
        Give(ScriptInput.HungUp(), "The customer hung up");
    }

    /// <summary>An event arrives.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="payload">What it brings.</param>
    public void Arrive(string name, ScriptValue payload = default) => Give(ScriptInput.EventArrived(name, payload), $"The event '{name}' arrived");

    /// <summary>The call or the transfer is answered.</summary>
    public void Succeed()
    {
        if (Run.State is not (ScriptRunState.Calling or ScriptRunState.Transferring))
        {
            throw new ScriptSimulationException($"Nobody is called and nothing is handed over now; the run {Standing()}.");
        }

        Give(ScriptInput.Succeeded(Run.Demand.Sequence), "It was answered");
    }

    /// <summary>The call or the transfer fails.</summary>
    /// <param name="code">Such as <c>busy</c> or <c>refused</c>.</param>
    public void Fail(string code)
    {
        if (Run.State is not (ScriptRunState.Calling or ScriptRunState.Transferring))
        {
            throw new ScriptSimulationException($"Nobody is called and nothing is handed over now; the run {Standing()}.");
        }

        Give(ScriptInput.Failed(Run.Demand.Sequence, code), "It failed");
    }

    /// <summary>The agent goes back to the question before.</summary>
    public void GoBack(string reason)
    {
        var record = Run.QuestionBefore is { } before ? _frames[before - 1] : [];
        Give(ScriptInput.GoBack(record, reason) with { Actor = Settings.Agent }, "The agent went back");
    }

    /// <summary>The agent goes to a step that may be gone to at any time.</summary>
    public void GoTo(string step, string reason) => Give(ScriptInput.GoTo(step, reason) with { Actor = Settings.Agent }, $"The agent went to '{step}'");

    /// <summary>The conversation goes on by another channel or in another language; null leaves one as it is.</summary>
    public void Move(string? channel, string? language) => Give(ScriptInput.Moved(channel, language), "The conversation moved");

    /// <summary>Time passes; what falls due on the way happens at its time.</summary>
    public void Forward(DateTimeOffset to)
    {
        if (to < Now)
        {
            throw new ScriptSimulationException($"It is {Now:u} already; the clock does not go back to {to:u}.");
        }

        for (var count = 0; Run.Due is { } due && due <= to; count++)
        {
            Now = due > Now ? due : Now;
            Advance(ScriptInput.Due(Run.Demand.Sequence));
            GoOn();
            if (count == 10_000)
            {
                throw new ScriptSimulationException("Ten thousand things fell due in this time; move the clock less far.");
            }
        }

        Now = to;
    }

    /// <summary>Time passes while the center is down: what fell due meanwhile happens at the end, late.</summary>
    public void Down(TimeSpan time)
    {
        Now += time;
        Crash();
        Forward(Now);
    }

    /// <summary>The process dies, and another one goes on from the last frame.</summary>
    public void Crash()
    {
        if (_frames.Count > 0)
        {
            Run = ScriptFrame.Read(Run.Program, _frames[^1]);
        }
    }

    private void Give(in ScriptInput input, string what)
    {
        var answer = ScriptMachine.Advance(Run, in input, Now);
        if (answer != ScriptAdvance.Applied)
        {
            throw new ScriptSimulationException($"{what}, and the run takes that for {answer}; it {Standing()}.");
        }

        Keep();
        GoOn();
    }

    private void Advance(in ScriptInput input)
    {
        var answer = ScriptMachine.Advance(Run, in input, Now);
        if (answer != ScriptAdvance.Applied)
        {
            throw new ScriptSimulationException($"The run takes the input {input.Kind} for {answer}; it {Standing()}.");
        }

        Keep();
    }

    private void Keep()
    {
        if (!ScriptFrame.TryWrite(Run, _buffer, out var length))
        {
            throw new ScriptSimulationException("A step is larger than a frame may be.");
        }

        _frames.Add(_buffer[..length]);
        Coverage.Reach(Run);
        if (Settings.CrashesAlways)
        {
            Crash();
        }
    }

    private string Standing() => Run.State switch
    {
        ScriptRunState.Created => "has not begun",
        ScriptRunState.Ended => $"has ended with '{Run.Outcome ?? "no outcome"}'",
        ScriptRunState.Faulted => $"has stopped with {Run.Fault}",
        var state => string.Create(CultureInfo.InvariantCulture, $"is {state.ToString().ToLower(CultureInfo.InvariantCulture)} in step '{Run.Demand.Step}'"),
    };

    private static string Listed(IEnumerable<string> names) => names.ToImmutableArray() is { IsEmpty: false } some ? string.Join(", ", some) : "nothing";
}

/// <summary>What a simulated run is made with.</summary>
public sealed record ScriptSimulatorSettings
{
    /// <summary>The channel; the script's first by default.</summary>
    public string? Channel { get; init; }

    /// <summary>The language; the script's first by default.</summary>
    public string? Language { get; init; }

    /// <summary>The IANA name of the time zone; UTC by default.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What the clock shows at first; 10 o'clock UTC on Tuesday 2 March 2027 by default.</summary>
    public DateTimeOffset Start { get; init; } = new(2027, 3, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>How answers are read.</summary>
    public ScriptAnswerSettings Answers { get; init; } = new();

    /// <summary>Who goes back and elsewhere.</summary>
    public string Agent { get; init; } = "agent";

    /// <summary>Whether the process dies after each step, to see that nothing is different.</summary>
    public bool CrashesAlways { get; init; }
}
