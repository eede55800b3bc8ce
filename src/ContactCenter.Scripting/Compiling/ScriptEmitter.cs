using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Compiling;

/// <summary>Turns a script that was found right into a program. One use.</summary>
internal sealed partial class ScriptEmitter
{
    /// <summary>The step in front of the first in which slots get their first values.</summary>
    private const string Beginning = "script.beginning"; // no step a script names has a dot

    private readonly BoundScript _script;
    private readonly ScriptContracts _contracts;
    private readonly TextLanguages _texts;
    private readonly ProgramBuilder _builder;
    private readonly int[] _slots;
    private readonly Dictionary<string, int> _facts = new(StringComparer.Ordinal);
    private readonly int[] _steps; // the labels, by the numbers of the symbols
    private readonly Dictionary<int, int> _ends = [];
    private readonly Dictionary<(string Keyword, string Name), int> _ordinals = [];
    private readonly Dictionary<ImmutableArray<ScriptTypeField>, ImmutableArray<ProgramArgument>> _arguments = [];
    private readonly Dictionary<string, int> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<BoundQuery, int> _queried = [];
    private readonly List<Action> _later = [];
    private string _step = "";
    private int _back = -1;
    private int _hidden;

    public ScriptEmitter(BoundScript script, ScriptContracts contracts, ImmutableArray<ScriptTexts> texts)
    {
        var header = script.Syntax.Header;
        (_script, _contracts) = (script, contracts);
        _builder = new ProgramBuilder(header.Name.Text, header.Version, script.Syntax.Source.LineCount)
        {
            Languages = [.. header.Languages.Select(static language => language.Text)],
            Channels = [.. header.Channels.Select(static channel => channel.Text)],
            StartsOn = script.StartsOn is [var on, ..] ? on.Name : null,
        };
        _texts = new TextLanguages(_builder.Languages, texts);
        _steps = new int[script.Steps.Length];
        _slots = [.. script.Slots.Select(slot => _builder.Slot(slot.Name, slot.Type!, slot.IsPrivate, slot.IsParameter))];
        if (script.StartsOn is [{ Slot: { } started }, ..])
        {
            _builder.StartSlot = _slots[started.Index];
        }

        foreach (var outcome in header.Outcomes)
        {
            _builder.Outcome(outcome.Text);
        }
    }

    public ScriptProgram Emit()
    {
        foreach (var step in _script.Steps)
        {
            _steps[step.Symbol.Index] = _builder.Label();
        }

        EmitBeginning();
        foreach (var step in _script.Steps)
        {
            BeginStep(step.Symbol.Name);
            _builder.Step(_step, _steps[step.Symbol.Index], step.Symbol.Syntax.IsAnytime, Plain(step.Title));
            EmitBody(step.Body);
        }

        foreach (var handler in _script.Handlers)
        {
            _builder.On(handler.Name, Label(handler.Target!), returns: handler.Target!.Step?.Syntax.IsAnytime == true);
        }

        for (var i = 0; i < _later.Count; i++) // what is put off may put off more
        {
            _later[i]();
        }

        return _builder.Build();
    }

    private void EmitBeginning()
    {
        if (_script.Starts.IsEmpty)
        {
            return;
        }

        BeginStep(Beginning);
        _builder.Step(Beginning, _builder.Label());
        foreach (var start in _script.Starts)
        {
            var statement = _builder.Statement(IdOf("set"), StatementKind.Set, start.Value.Range);
            EmitValue(start.Value);
            _builder.Emit(ScriptOp.StoreChecked, _slots[start.Slot.Index]);
            _builder.EndStatement(statement);
        }

        _builder.Emit(ScriptOp.Jump, _steps[_script.Steps[0].Symbol.Index]);
    }

    // -- Where arrows lead

    /// <summary>The place an arrow leads to: a step, or a few instructions of their own that end the run or go back.</summary>
    private int Label(BoundTarget target) => target.Kind switch
    {
        TargetKind.Step => _steps[target.Step!.Index],
        TargetKind.End => EndOf(target.Outcome),
        _ => Back(),
    };

    private int LabelOrNone(BoundTarget? target) => target is null ? -1 : Label(target);

    private int EndOf(int outcome)
    {
        if (!_ends.TryGetValue(outcome, out var label))
        {
            _ends[outcome] = label = _builder.Label();
            _later.Add(() =>
            {
                _builder.Mark(label);
                _builder.Emit(ScriptOp.End, outcome);
            });
        }

        return label;
    }

    private int Back()
    {
        if (_back < 0)
        {
            _back = _builder.Label();
            _later.Add(() =>
            {
                _builder.Mark(_back);
                _builder.Emit(ScriptOp.Back);
            });
        }

        return _back;
    }

    // -- Names

    private void BeginStep(string step)
    {
        _step = step;
        _ordinals.Clear();
    }

    /// <summary>Stable while the step keeps its name and its lines of this kind their order.</summary>
    /// <param name="keyword">What the line does.</param>
    /// <param name="name">What it does it with, such as an action; empty where nothing is named.</param>
    private string IdOf(string keyword, string name = "")
    {
        var ordinal = ++CollectionsMarshal.GetValueRefOrAddDefault(_ordinals, (keyword, name), out _);
        return string.Create(CultureInfo.InvariantCulture, $"{_step}/{keyword}{(name.Length > 0 ? "." : "")}{name}.{ordinal}");
    }

    /// <summary>With the id of its text a line may move within its step and is still the same.</summary>
    private string IdOf(string keyword, BoundText? text) => text?.Id is { } id ? $"{_step}/{id}" : IdOf(keyword);

    private int Hidden(ScriptType type) => _builder.Slot(string.Create(CultureInfo.InvariantCulture, $"hidden.{++_hidden}"), type);

    // -- Texts

    /// <summary>The text's place in the table; the values it shows have been pushed.</summary>
    private int EmitText(BoundText text, string id)
    {
        var parts = text.Parts;
        var pieces = ImmutableArray.CreateBuilder<ProgramPiece>(parts.Length);
        List<ScriptType>? holes = null;
        foreach (var part in parts)
        {
            if (part.Value is { } value)
            {
                EmitValue(value);
                holes ??= [];
                pieces.Add(new ProgramPiece(part.Format ?? "", holes.Count));
                holes.Add(value.Type!);
            }
            else
            {
                pieces.Add(new ProgramPiece(part.Plain!));
            }
        }

        return _builder.Text(text.Id ?? id, holes is null ? [] : [.. holes], _texts.FormsOf(text, pieces.MoveToImmutable()));
    }

    private static string Plain(BoundText? text) => text?.Parts switch
    {
        null => "",
        [{ Plain: { } all }] => all,
        { } parts => string.Concat(parts.Select(static part => part.Plain)),
    };
}
