using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>
/// What may be nothing although its slot has a value: an optional field, the first or last of a list, a quotient. Each that is wanted somewhere has a number
/// behind those of the slots, so that a condition before it can say it is there.
/// </summary>
internal sealed class ValuePaths
{
    private readonly int _slots;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(int Slot, int Path)> _ofSlots = [];

    /// <param name="script">The script.</param>
    /// <param name="graph">Its lines.</param>
    public ValuePaths(BoundScript script, FlowGraph graph)
    {
        _slots = script.Slots.Length;
        var wanted = new List<BoundExpression>();
        foreach (var node in graph.Nodes)
        {
            switch (node.Statement)
            {
                case BoundSet set:
                    Note(set.Value);
                    break;
                case BoundAsk ask:
                    NoteQueries(ask.From);
                    foreach (var accept in ask.Accepts)
                    {
                        NoteQueries(accept.Condition);
                    }

                    break;
                case BoundIf choice:
                    foreach (var branch in choice.Branches)
                    {
                        NoteQueries(branch.Condition);
                    }

                    break;
                default:
                    wanted.Clear();
                    WantedValues.Collect(node.Statement, wanted);
                    wanted.ForEach(Note);
                    break;
            }
        }
    }

    /// <summary>How many numbers there are, those of the slots among them.</summary>
    public int Count => _slots + _numbers.Count;

    /// <summary>A value is there.</summary>
    public void Fill(BoundExpression value, SlotSet filled)
    {
        if (value is BoundSlot slot)
        {
            filled.Add(slot.Slot.Index);
        }
        else if (_numbers.Count > 0)
        {
            Fill(KeyOf(value), filled);
        }
    }

    /// <summary>A number is not 0: a list of so many has a first and a last, and another number can be divided by it.</summary>
    public void FillBy(BoundExpression notZero, SlotSet filled)
    {
        if (_numbers.Count == 0)
        {
            return;
        }

        Fill(Divisor(notZero), filled);
        if (notZero is BoundFunction { Function: ScriptFunction.Count, Arguments: [var list] })
        {
            Fill(End(ScriptFunction.First, list), filled);
            Fill(End(ScriptFunction.Last, list), filled);
        }
    }

    /// <summary>A slot holds something else: what is known of what it held is not known any more.</summary>
    public void Forget(SlotSymbol slot, SlotSet filled)
    {
        foreach (var (of, path) in _ofSlots)
        {
            if (of == slot.Index)
            {
                filled.Remove(path);
            }
        }
    }

    /// <summary>Whether it is known that a value that may be nothing is there.</summary>
    public bool IsFilled(BoundExpression value, SlotSet filled) => KeyOf(value) is { } key && _numbers.TryGetValue(key, out var number) && filled.Contains(number);

    private void Fill(string? key, SlotSet filled)
    {
        if (key is not null && _numbers.TryGetValue(key, out var number))
        {
            filled.Add(number);
        }
    }

    private void Note(BoundExpression value)
    {
        if (EmptyValues.MayBeNothing(value) && KeyOf(value) is { } key && _numbers.TryAdd(key, Count))
        {
            foreach (var slot in Reads.Of(value is BoundBinary divided ? divided.Right : value))
            {
                _ofSlots.Add((slot.Slot.Slot.Index, _numbers[key]));
            }
        }

        foreach (var part in BoundParts.Of(value))
        {
            Note(part);
        }
    }

    /// <summary>Of an expression that is itself not wanted, what the actions asked in it are given.</summary>
    private void NoteQueries(BoundExpression? expression)
    {
        if (expression is BoundQuery)
        {
            Note(expression);
            return;
        }

        foreach (var part in BoundParts.Of(expression))
        {
            NoteQueries(part);
        }
    }

    /// <summary>One name for all that is worked out alike from a slot or from what the host gives; null for anything else.</summary>
    private static string? KeyOf(BoundExpression value) => value switch
    {
        BoundSlot slot => slot.Slot.Name,
        BoundGiven given => "/" + given.Name,
        BoundField field when KeyOf(field.Target) is { } of => string.Create(CultureInfo.InvariantCulture, $"{of}.{field.Field}"),
        BoundFunction { Function: ScriptFunction.First or ScriptFunction.Last } end => End(end.Function, end.Arguments[0]),
        BoundFunction { Arguments: [var only] } function when KeyOf(only) is { } of => $"{of}.{function.Function}",
        BoundBinary { Operator: BinaryOperator.Divide } quotient => Divisor(quotient.Right),
        _ => null,
    };

    private static string? End(ScriptFunction end, BoundExpression list) => KeyOf(list) is { } of ? $"{of}.{end}" : null;

    private static string? Divisor(BoundExpression number) => KeyOf(number) is { } of ? "1/" + of : null;
}
