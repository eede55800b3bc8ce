using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ContactCenter.Scripting;

/// <summary>
/// Puts a program together, statement by statement, for the compiler. Places that are not known yet are labels: <see cref="Label"/> makes one,
/// <see cref="Mark"/> says where it is, and <see cref="Build"/> puts the places in.
/// </summary>
/// <param name="name">The script's name.</param>
/// <param name="version">Its version.</param>
/// <param name="lines">About how many lines it has, so that tables need not grow.</param>
/// <remarks>A target anywhere in an entry given to <see cref="Perform"/> is a label, or -1.</remarks>
internal sealed class ProgramBuilder(string name, int version, int lines = 0)
{
    private const int InstructionsPerLine = 3;

    private readonly List<ScriptValue> _constants = [];
    private readonly Dictionary<(ScriptKind, ScriptValue), int> _constantPlaces = [];
    private readonly List<Instruction> _code = new(InstructionsPerLine * lines);
    private readonly List<int> _labels = new(lines);
    private readonly List<string> _names = [];
    private readonly List<ScriptType> _types = [];
    private readonly List<string> _outcomes = [];
    private readonly List<ProgramSlot> _slots = [];
    private readonly List<(string Name, string Title, bool IsAnytime, int Label)> _steps = [];
    private readonly List<Written> _statements = new(lines);
    private readonly List<ProgramText> _texts = [];
    private readonly DetailTables _details = new();
    private readonly List<ProgramHandler> _handlers = [];
    private int _step = -1;

    public ImmutableArray<string> Languages { get; init; } = ["en"];

    public ImmutableArray<string> Channels { get; init; } = ["voice"];

    public string? StartsOn { get; init; }

    public int StartSlot { get; set; } = -1;

    public int DefaultTries { get; init; } = 3;

    /// <summary>A place to be known later.</summary>
    public int Label()
    {
        _labels.Add(-1);
        return _labels.Count - 1;
    }

    /// <summary>The label's place is here.</summary>
    public void Mark(int label) => _labels[label] = _code.Count;

    public int Slot(string slot, ScriptType type, bool isPrivate = false, bool isFact = false)
    {
        _slots.Add(new(slot, type, isPrivate, isFact));
        return _slots.Count - 1;
    }

    /// <summary>A text with its holes; its templates may be those of every language and variant.</summary>
    public int Text(string id, ImmutableArray<ScriptType> holes, params ImmutableArray<ProgramTemplate> templates)
    {
        _texts.Add(new(id, holes, templates));
        return _texts.Count - 1;
    }

    public int Outcome(string outcome)
    {
        var at = _outcomes.IndexOf(outcome);
        if (at < 0)
        {
            at = _outcomes.Count;
            _outcomes.Add(outcome);
        }

        return at;
    }

    /// <summary>A step begins here, at its label.</summary>
    public void Step(string step, int label, bool isAnytime = false, string title = "")
    {
        _step = _steps.Count;
        _steps.Add((step, title, isAnytime, label));
        Mark(label);
    }

    public void On(string name, int label, int slot = -1, bool returns = false) => _handlers.Add(new(name, slot, label, returns));

    /// <summary>A statement begins here whose code follows: <see cref="Perform"/> ends it, or <see cref="EndStatement"/> one that nobody sees.</summary>
    /// <returns>Its place in the table.</returns>
    public int Statement(string id, StatementKind kind, TextRange range = default)
    {
        _statements.Add(new() { Id = id, Kind = kind, Step = _step, Range = range, Entry = _code.Count, Next = -1, Detail = -1 });
        return _statements.Count - 1;
    }

    /// <summary>The code of the statement is complete: the host does it. <paramref name="detail"/> is the entry of its kind; null for <c>hang up</c>.</summary>
    public void Perform(int statement, object? detail = null, bool goesOn = true)
    {
        Emit(ScriptOp.Perform, statement);
        ref var written = ref CollectionsMarshal.AsSpan(_statements)[statement];
        written.Next = goesOn ? _code.Count : -1;
        written.Detail = detail is null ? -1 : _details.Add(detail);
    }

    /// <summary>The code of a statement that runs inside is complete.</summary>
    public void EndStatement(int statement) => CollectionsMarshal.AsSpan(_statements)[statement].Next = -1;

    public void Emit(ScriptOp op, int operand = 0, int arguments = 0) => _code.Add(new(op, (byte)arguments, operand));

    public void Constant(ScriptValue value)
    {
        if (value.IsEmpty)
        {
            Emit(ScriptOp.Empty);
            return;
        }

        // Text and a choice of the same characters are equal, and still two constants.
        var key = (value.Kind, value);
        if (!_constantPlaces.TryGetValue(key, out var at))
        {
            at = _constantPlaces[key] = _constants.Count;
            _constants.Add(value);
        }

        Emit(ScriptOp.Constant, at);
    }

    public void Field(string field) => Emit(ScriptOp.Field, Place(_names, field));

    public void MakeRecord(ScriptType type) => Emit(ScriptOp.MakeRecord, Place(_types, type));

    public void Call(ScriptFunction function) => Emit(ScriptOp.Call, (int)function, ScriptFunctions.ArgumentsOf(function));

    /// <exception cref="ScriptFormatException">A label has no place, or a rule of the machine is broken.</exception>
    public ScriptProgram Build() => new(BuildTables());

    /// <summary>The tables, not yet checked.</summary>
    public ProgramTables BuildTables()
    {
        var tables = new ProgramTables(name, version)
        {
            Languages = Languages,
            Channels = Channels,
            Outcomes = [.. _outcomes],
            Slots = [.. _slots],
            Steps = [.. _steps.Select(step => new ProgramStep(step.Name, step.Title, step.IsAnytime, Resolve(step.Label)))],
            Statements = [.. _statements.Select(static one => new ProgramStatement(one.Id, one.Kind, one.Step, one.Range, one.Entry, one.Next, one.Detail))],
            Code = ResolvedCode(),
            Constants = [.. _constants],
            Names = [.. _names],
            Types = [.. _types],
            Texts = [.. _texts],
            Handlers = [.. _handlers.Select(handler => handler with { Target = Resolve(handler.Target) })],
            StartsOn = StartsOn,
            StartSlot = StartSlot,
            DefaultTries = DefaultTries,
        };
        return _details.FillIn(tables, Resolve);
    }

    private ImmutableArray<Instruction> ResolvedCode()
    {
        var code = _code.ToArray();
        foreach (ref var one in code.AsSpan())
        {
            if (one.Op is ScriptOp.Jump or ScriptOp.JumpIfNo or ScriptOp.JumpIfYes or ScriptOp.JumpIfFilled)
            {
                one = one with { C = Resolve(one.C) };
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(code);
    }

    private static int Place<T>(List<T> table, T entry)
    {
        var at = table.IndexOf(entry);
        if (at < 0)
        {
            at = table.Count;
            table.Add(entry);
        }

        return at;
    }

    private int Resolve(int label) => label < 0
        ? label
        : _labels[label] is >= 0 and var place ? place : throw new ScriptFormatException($"Label {label} of '{name}' has no place; mark it.");

    /// <summary>A statement as far as it is known.</summary>
    private struct Written
    {
        public string Id;
        public StatementKind Kind;
        public int Step;
        public TextRange Range;
        public int Entry;
        public int Next;
        public int Detail;
    }
}
