using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

/// <summary>Resolves the names of a script and works out its types. One use.</summary>
internal sealed partial class Binder
{
    private readonly ScriptSyntax _syntax;
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly Dictionary<string, StepSymbol> _steps;
    private readonly Dictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly SlotTable _slots;
    private readonly Func<RecordTypeSyntax, ScriptType?> _recordOf;

    // While a type is only worked out, nothing is said: the line is bound again in its turn.
    private int _quiet;

    private Binder(ScriptSyntax syntax, ScriptContracts contracts)
    {
        (_syntax, Contracts, _slots, _recordOf) = (syntax, contracts, new SlotTable(this), RecordOf);
        _steps = new(syntax.Steps.Length, StringComparer.Ordinal);
    }

    public ScriptContracts Contracts { get; }

    public static BoundScript Bind(ScriptSyntax syntax, ScriptContracts contracts) => new Binder(syntax, contracts).Bind();

    public void Report(DiagnosticCode code, TextRange range, params ReadOnlySpan<string> arguments)
    {
        if (_quiet == 0)
        {
            _diagnostics.Add(new Diagnostic(code, range, arguments));
        }
    }

    public string LineOf(TextRange range) => _syntax.Source.PositionOf(range.Start).Line.ToString(CultureInfo.InvariantCulture);

    private BoundScript Bind()
    {
        TakeHeader();
        foreach (var step in _syntax.Steps)
        {
            if (!step.Name.IsMissing && !_steps.TryAdd(step.Name.Text, new StepSymbol(step, _steps.Count)))
            {
                Report(NameCodes.RepeatedStep, step.Name.Range, step.Name.Text, LineOf(_steps[step.Name.Text].Syntax.Range));
            }
        }

        Collect();
        foreach (var name in _syntax.Steps.Select(static step => step.Name).Concat(_syntax.Slots.Select(static slot => slot.Name)).Concat(_syntax.Header.Outcomes).Append(_syntax.Header.Name))
        {
            CheckLength(name);
        }

        var starts = BindStarts();
        var startsOn = _syntax.StartsOn.Select(line => new BoundEvent(line.Event, line.As is { } name ? _slots.Find(name.Text) : null, null)).ToImmutableArray();
        var handlers = _syntax.Handlers.Select(line => BindEvent(line.Event, null, line.Target)).ToImmutableArray();
        foreach (var line in _syntax.StartsOn)
        {
            CheckEvent(line.Event, line.As);
            if (line != _syntax.StartsOn[0])
            {
                Report(NameCodes.SecondStart, line.Range, _syntax.StartsOn[0].Event.Text);
            }
        }

        var steps = ImmutableArray.CreateBuilder<BoundStep>(_syntax.Steps.Length);
        foreach (var step in _syntax.Steps)
        {
            var symbol = _steps.TryGetValue(step.Name.Text, out var known) && known.Syntax == step ? known : new StepSymbol(step, -1);
            steps.Add(new BoundStep(symbol, BindText(step.Title), BindBody(step.Body)));
        }

        return new BoundScript
        {
            Syntax = _syntax,
            Slots = [.. _slots.All.Select(slot => _slots.Find(slot.Name)!)], // also those nobody reads
            Steps = steps.ToImmutable(),
            Starts = starts,
            Handlers = handlers,
            StartsOn = startsOn,
            Diagnostics = _diagnostics.ToImmutable(),
        };
    }

    private void TakeHeader()
    {
        foreach (var outcome in _syntax.Header.Outcomes)
        {
            if (!_outcomes.TryAdd(outcome.Text, _outcomes.Count))
            {
                Report(NameCodes.RepeatedOutcome, outcome.Range, outcome.Text);
            }
        }

        foreach (var names in (ReadOnlySpan<ImmutableArray<NameSyntax>>)[_syntax.Header.Languages, _syntax.Header.Channels])
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in names)
            {
                if (!seen.Add(name.Text))
                {
                    Report(NameCodes.RepeatedOutcome, name.Range, name.Text);
                }
            }
        }
    }

    private ImmutableArray<BoundSlotStart> BindStarts()
    {
        var starts = ImmutableArray.CreateBuilder<BoundSlotStart>();
        foreach (var slot in _syntax.Slots)
        {
            if (slot.Value is { } value && _slots.Find(slot.Name.Text) is { } symbol)
            {
                starts.Add(new BoundSlotStart(symbol, BindAs(value, symbol.Type)));
            }
        }

        return starts.ToImmutable();
    }

    // -- Where arrows lead, and other names

    private BoundTarget? BindTarget(TargetSyntax? target)
    {
        switch (target)
        {
            case null:
                return null;
            case { Kind: TargetKind.Back }:
                return new BoundTarget(TargetKind.Back, null, -1, target.Range);
            case { Kind: TargetKind.End, Name: var name }:
                if (!_outcomes.TryGetValue(name.Text, out var outcome))
                {
                    outcome = -1;
                    ReportUnknown(NameCodes.UnknownOutcome, name, _outcomes.Keys);
                }

                return new BoundTarget(TargetKind.End, null, outcome, target.Range);
            default:
                if (!_steps.TryGetValue(target.Name.Text, out var step))
                {
                    ReportUnknown(NameCodes.UnknownStep, target.Name, _steps.Keys);
                }

                return new BoundTarget(TargetKind.Step, step, -1, target.Range);
        }
    }

    private void ReportUnknown(DiagnosticCode code, NameSyntax name, IEnumerable<string> known)
    {
        if (name.IsMissing || _quiet > 0)
        {
            return;
        }

        var meant = NearestWord.Of(name.Text, known);
        _diagnostics.Add(new Diagnostic(code, name.Range, name.Text, NearestWord.Hint(name.Text, known))
        {
            Fix = meant is null ? null : DiagnosticFix.Replace(name.Range, meant),
        });
    }

    /// <summary>Complains about a name that is not among those known; a set of null says that they are not known here.</summary>
    private void CheckName(DiagnosticCode code, NameSyntax? name, IReadOnlyCollection<string>? known)
    {
        if (name is { IsMissing: false } written && known is not null && !known.Contains(written.Text))
        {
            ReportUnknown(code, written, known);
        }
    }

    /// <summary>Complains about a name that values and programs have no room for.</summary>
    private void CheckLength(NameSyntax name)
    {
        if (name.Text.Length > ScriptValueLimits.MaxNameLength)
        {
            Report(NameCodes.LongName, name.Range, name.Text.Length.ToString(CultureInfo.InvariantCulture), ScriptValueLimits.MaxNameLength.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void CheckEvent(NameSyntax name, NameSyntax? keptAs)
    {
        if (!name.IsMissing && !Contracts.Events.TryGetValue(name.Text, out var carried))
        {
            ReportUnknown(NameCodes.UnknownEvent, name, Contracts.Events.Keys);
        }
        else if (keptAs is { } slot && !name.IsMissing && Contracts.Events[name.Text] is null)
        {
            Report(NameCodes.CarriesNothing, slot.Range, name.Text);
        }
    }

    private BoundEvent BindEvent(NameSyntax name, NameSyntax? keptAs, TargetSyntax? target)
    {
        CheckEvent(name, keptAs);
        return new BoundEvent(name, keptAs is { } slot ? _slots.Find(slot.Text) : null, BindTarget(target));
    }

    // -- Types as written

    public ScriptType? TypeOf(TypeSyntax? syntax) => WrittenTypes.TypeOf(syntax, _recordOf);

    private ScriptType? RecordOf(RecordTypeSyntax written)
    {
        var name = written.Name;
        if (Contracts.Records.TryGetValue(name.Text, out var record))
        {
            return record;
        }

        ReportUnknown(NameCodes.UnknownRecord, name, written.IsBare ? Contracts.Records.Keys.Concat(TypeParser.Words) : Contracts.Records.Keys);
        return null;
    }
}
