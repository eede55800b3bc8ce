using System.Collections.Immutable;

namespace ContactCenter.Scripting.Upgrades;

/// <summary>What became of a statement.</summary>
/// <param name="To">The statement of the new program; -1 when it is not known for certain.</param>
/// <param name="Code">Why not; null when it is known.</param>
/// <param name="Detail">What the code's sentence wants besides.</param>
internal readonly record struct Match(int To, DiagnosticCode? Code = null, string Detail = "");

/// <summary>
/// Finds each statement of the old program in the new one. A line with a text id is that with the same id, in the same step or the one the map says. Any other is the
/// one that does the same with the same values, when there is exactly one of them on both sides. Whatever else could be meant is not guessed.
/// </summary>
internal sealed class Matches
{
    private readonly ScriptProgram _from;
    private readonly ScriptProgram _to;
    private readonly ProgramPlaces _old;
    private readonly ProgramPlaces _new;
    private readonly Likeness _was;
    private readonly Likeness _is;
    private readonly Dictionary<string, ImmutableArray<string>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _slots = new(StringComparer.Ordinal);
    private readonly Match[] _matches;

    public Matches(ScriptProgram from, ScriptProgram to, ScriptUpgradeMap map)
    {
        (_from, _to, _old, _new) = (from, to, new ProgramPlaces(from), new ProgramPlaces(to));
        Faults = MapCheck.Run(from, to, _old, _new, map);
        Take(map);
        (_was, _is) = (new Likeness(from, name => SlotName(name) ?? name), new Likeness(to));
        _matches = [.. Enumerable.Range(0, from.Statements.Length).Select(Find)];
    }

    /// <summary>What is wrong with the map: while there is anything, nobody moves.</summary>
    public ImmutableArray<Diagnostic> Faults { get; }

    public Match this[int statement] => _matches[statement];

    public Likeness Was => _was;

    public Likeness Is => _is;

    public string StepOf(int statement) => _old.StepOf(statement);

    /// <summary>What a slot is called in the new version; null when the map says that its value may go.</summary>
    public string? SlotName(string old) => _slots.TryGetValue(old, out var name) ? name : old;

    private void Take(ScriptUpgradeMap map)
    {
        foreach (var step in map.Steps)
        {
            _steps[step.Old] = step.New;
        }

        foreach (var line in map.Lines)
        {
            _lines[line.Old] = line.New[0];
        }

        foreach (var slot in map.Slots)
        {
            _slots[slot.Old] = slot.New.IsEmpty ? null : slot.New[0];
        }
    }

    private Match Find(int statement)
    {
        var id = _from.Statements[statement].Id;
        if (!_old.IsSeen(statement))
        {
            return new Match(-1, UpgradeCodes.LineGone);
        }

        if (_lines.TryGetValue(id, out var mapped))
        {
            return Checked(statement, _new.Find(mapped));
        }

        var steps = _steps.GetValueOrDefault(StepOf(statement), [StepOf(statement)]).Where(_new.Steps.Contains).ToList();
        if (steps.Count == 0)
        {
            return new Match(-1, UpgradeCodes.StepGone);
        }

        return _was.TextIdOf(statement) is { } textId ? ByTextId(statement, textId, steps) : ByLikeness(statement, steps);
    }

    private Match ByTextId(int statement, string textId, List<string> steps)
    {
        var found = steps.Select(step => _new.Find($"{step}/{textId}")).Where(static at => at >= 0).ToList();
        return found.Count == 1 ? Checked(statement, found[0]) : new Match(-1, UpgradeCodes.LineGone);
    }

    private Match ByLikeness(int statement, List<string> steps)
    {
        var core = _was.CoreOf(statement);
        var before = _old.In(StepOf(statement)).Where(other => _was.TextIdOf(other) is null && _was.CoreOf(other) == core).ToList();
        var after = steps.SelectMany(_new.In).Where(other => _is.TextIdOf(other) is null && _is.CoreOf(other) == core).ToList();
        if (after.Count == 0)
        {
            return new Match(-1, _from.Statements[statement].Kind is StatementKind.Wait or StatementKind.Ask or StatementKind.Confirm ? UpgradeCodes.LineGone : UpgradeCodes.UnderWay);
        }

        // Of several lines that look the same none can be told from the others, unless nothing in the step changed.
        var isOne = before.Count == 1 && after.Count == 1;
        return (isOne || (steps.Count == 1 && before.Count == after.Count && IsSame(StepOf(statement), steps[0]))) && IsStepKnown(statement, core, steps, before.Count)
            ? Checked(statement, after[before.IndexOf(statement)])
            : new Match(-1, UpgradeCodes.NotOne);
    }

    /// <summary>
    /// Whether the step is certain: the map says so, or it kept a line with a text id. Names alone do not say it, since steps may have swapped them; then the line
    /// must be in no other step.
    /// </summary>
    private bool IsStepKnown(int statement, string core, List<string> steps, int inStep)
    {
        if (_steps.ContainsKey(StepOf(statement)))
        {
            return true;
        }

        var ids = _old.In(StepOf(statement)).Select(_was.TextIdOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return steps.SelectMany(_new.In).Select(_is.TextIdOf).Any(id => id is not null && ids.Contains(id))
            || (Count(_from, _was, core) == inStep && Count(_to, _is, core) == inStep);
    }

    private static int Count(ScriptProgram program, Likeness likeness, string core) =>
        Enumerable.Range(0, program.Statements.Length).Count(at => likeness.TextIdOf(at) is null && likeness.CoreOf(at) == core);

    private bool IsSame(string old, string now) => _old.In(old).Select(_was.SignatureOf).SequenceEqual(_new.In(now).Select(_is.SignatureOf));

    /// <summary>Whether a run that stands at the one may stand at the other, as far as that does not depend on the run.</summary>
    private Match Checked(int was, int now)
    {
        if (now < 0 || _from.Statements[was].Kind != _to.Statements[now].Kind)
        {
            return new Match(-1, UpgradeCodes.LineGone);
        }

        return _from.Statements[was].Kind switch
        {
            StatementKind.Ask => CheckedAsk(was, now),
            StatementKind.Confirm or StatementKind.Say or StatementKind.Note => new Match(now),
            StatementKind.Wait => CheckedWait(was, now),
            _ when _was.CoreOf(was) != _is.CoreOf(now) => new Match(-1, UpgradeCodes.UnderWay),
            StatementKind.Do when IsQuery(_was, was) && !IsAskedBySame(was, now) => new Match(-1, UpgradeCodes.UnderWay),
            _ => new Match(now),
        };
    }

    private Match CheckedAsk(int was, int now)
    {
        var (before, after) = (_from.Tables.Asks[_from.Statements[was].Detail], _to.Tables.Asks[_to.Statements[now].Detail]);
        if (_was.SlotOf(before.Slot) != _is.SlotOf(after.Slot) || before.HasList != after.HasList)
        {
            return new Match(-1, UpgradeCodes.LineGone);
        }

        foreach (var choice in before.Choices)
        {
            if (!after.Choices.Any(other => other.Key == choice.Key && other.Name == choice.Name))
            {
                return new Match(-1, UpgradeCodes.OptionChanged, $"{choice.Key} {choice.Name}");
            }
        }

        // An answer in the customer's own words must be read as the same kind of thing.
        var (type, other2) = (_from.Tables.Slots[before.Slot].Type, _to.Tables.Slots[after.Slot].Type);
        return type.Kind == other2.Kind ? new Match(now) : new Match(-1, UpgradeCodes.SlotOtherType, _from.Tables.Slots[before.Slot].Name);
    }

    private Match CheckedWait(int was, int now)
    {
        var (before, after) = (_from.Tables.Waits[_from.Statements[was].Detail], _to.Tables.Waits[_to.Statements[now].Detail]);
        return before.Kind == after.Kind && (before.Kind != ProgramWaitKind.Event || before.Events[0].Event == after.Events[0].Event)
            ? new Match(now)
            : new Match(-1, UpgradeCodes.LineGone);
    }

    private bool IsQuery(Likeness likeness, int statement) => likeness.Hidden.OwnerOf(_from.Tables.Actions[_from.Statements[statement].Detail].Result) is not null;

    /// <summary>An action in the middle of an expression belongs to the line that asks it.</summary>
    private bool IsAskedBySame(int was, int now)
    {
        var (old, asks) = (Asking(_from, _was, was), Asking(_to, _is, now));
        return old >= 0 && asks >= 0 && _was.SignatureOf(old) == _is.SignatureOf(asks);
    }

    private static int Asking(ScriptProgram program, Likeness likeness, int query)
    {
        for (var at = query + 1; at < program.Statements.Length && program.Statements[at].Step == program.Statements[query].Step; at++)
        {
            if (program.Statements[at].Kind != StatementKind.Do || likeness.Hidden.OwnerOf(program.Tables.Actions[program.Statements[at].Detail].Result) is null)
            {
                return at;
            }
        }

        return -1;
    }
}
