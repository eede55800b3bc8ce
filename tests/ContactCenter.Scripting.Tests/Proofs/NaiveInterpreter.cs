using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>
/// Runs a script straight from its syntax tree, in the plainest way: it knows neither names resolved nor programs. Where it stands is a statement; what comes behind one
/// is looked for in the tree each time.
/// </summary>
internal sealed partial class NaiveInterpreter
{
    private readonly ScriptSyntax _script;
    private readonly Dictionary<string, object?> _slots = [];
    private readonly Dictionary<CallExpression, object?> _asked = new(ReferenceEqualityComparer.Instance);
    private readonly NaiveValues _values;
    private readonly Stack<(StatementSyntax At, DateTimeOffset? Due, DateTimeOffset Wanted)> _back = [];
    private readonly Queue<CallExpression> _toAsk = [];
    private StatementSyntax? _at;
    private ExpressionSyntax? _askedFor;
    private CallExpression? _query;
    private int _silences;
    private int _wrongs;
    private int _try;
    private int _rounds;
    private string _shown = "";
    private string _refusal = "";
    private DateTimeOffset _wanted;
    private DateTimeOffset? _due;

    public NaiveInterpreter(ScriptSyntax script, IEnumerable<string> slots)
    {
        _script = script;
        _values = new NaiveValues(script.Source, _slots, _asked);
        foreach (var slot in slots)
        {
            _slots[slot] = null;
        }

        foreach (var slot in script.Slots.Where(static slot => slot.Type is PlainTypeSyntax { Type: PlainType.YesNo }))
        {
            _values.Truths.Add(slot.Name.Text);
        }
    }

    /// <summary>Gives a slot a value from outside.</summary>
    public void Give(string slot, object? value) => _slots[slot] = value;

    /// <summary>What it wants of the host, with everything people see; <c>end</c> and <c>fault</c> in the end.</summary>
    public string Standing { get; private set; } = "";

    public bool IsOver => Standing.StartsWith("end", StringComparison.Ordinal) || Standing.StartsWith("fault", StringComparison.Ordinal);

    public int WaysBack => _back.Count;

    public string Slot(string name) => NaiveValues.Written(_slots.GetValueOrDefault(name));

    public void Begin(DateTimeOffset now) => Try(now, () =>
    {
        foreach (var slot in _script.Slots.Where(static slot => slot.Value is not null))
        {
            _slots[slot.Name.Text] = _values.Of(slot.Value!);
        }

        Enter(_script.Steps[0]);
    });

    public DateTimeOffset? Due => _due;

    public StatementSyntax? At => _query is null ? _at : null;

    // -- From statement to statement

    private void GoOn(StatementSyntax? next)
    {
        while (true)
        {
            _at = next ?? throw new InvalidOperationException("A step ran off its end.");
            if (NaiveTree.Queries(next) is { Count: > 0 } queries)
            {
                queries.ForEach(_toAsk.Enqueue);
                AskNext();
                return;
            }

            if (!Do(next, out next))
            {
                return;
            }
        }
    }

    /// <summary>Does a statement. False when the run stands somewhere now; else where it goes on.</summary>
    private bool Do(StatementSyntax statement, out StatementSyntax? next)
    {
        next = null;
        switch (statement)
        {
            case SetStatement set:
                _slots[set.Slot.Text] = Fitting(set.Slot.Text, _values.Of(set.Value));
                next = Behind(set);
                return true;
            case IfStatement choice:
                return Choose(choice, 0, out next);
            case GoStatement go:
                return Lead(go.Target, out next);
            default:
                Stand(statement);
                return false;
        }
    }

    private bool Choose(IfStatement choice, int from, out StatementSyntax? next)
    {
        next = null;
        for (var i = from; i < choice.Branches.Length; i++)
        {
            var branch = choice.Branches[i];
            if (branch.Condition is { } condition && NaiveTree.QueriesIn(condition) is { Count: > 0 } queries && !ReferenceEquals(_askedFor, condition))
            {
                _askedFor = condition;
                queries.ForEach(_toAsk.Enqueue);
                AskNext();
                return false;
            }

            if (branch.Condition is null || _values.Holds(branch.Condition))
            {
                _askedFor = null;
                if (branch.Target is { } target)
                {
                    return Lead(target, out next);
                }

                next = branch.Body.IsEmpty ? Behind(choice) : branch.Body[0];
                return true;
            }
        }

        _askedFor = null;
        next = Behind(choice);
        return true;
    }

    private bool Lead(TargetSyntax target, out StatementSyntax? next)
    {
        next = null;
        switch (target.Kind)
        {
            case TargetKind.Step:
                next = StepOf(target.Name.Text).Body[0];
                return true;
            case TargetKind.End:
                Standing = $"end {target.Name.Text}";
                _due = null;
                return false;
        }

        if (!_back.TryPop(out var left))
        {
            throw new NaiveStop("NoWayBack");
        }

        _at = left.At;
        if (left.At is WaitStatement)
        {
            (Standing, _due, _wanted) = ("wait", left.Due, left.Wanted); // it goes on as it was
        }
        else
        {
            Stand(left.At);
        }

        return false;
    }

    private void Go(TargetSyntax target)
    {
        if (++_rounds > 1_000)
        {
            throw new NaiveStop("StepBudget"); // a wait that is late at once leads to itself
        }

        if (Lead(target, out var next))
        {
            GoOn(next);
        }
    }

    private void Enter(StepSyntax step) => GoOn(step.Body[0]);

    private StepSyntax StepOf(string name) => _script.Steps.First(step => step.Name.Text == name);

    private void Leave() => _back.Push((_at!, _due, _wanted));

    private StatementSyntax? Behind(StatementSyntax statement) => NaiveTree.Behind(_script, statement);

    // -- Where it stands

    private void Stand(StatementSyntax statement)
    {
        (_silences, _wrongs, _try, _refusal, _due) = (0, 0, 1, "", null);
        switch (statement)
        {
            case SayStatement say:
                Standing = "say " + Text(say.Text!);
                break;
            case NoteStatement note:
                Standing = "note " + Text(note.Text!);
                break;
            case AskStatement ask:
                _shown = Text(ask.Text!) + (ask.Option<FromOption>() is { } from ? " from " + NaiveValues.Written(_values.Of(from.List)) : "");
                AskAgain();
                break;
            case ConfirmStatement confirm:
                _shown = Text(confirm.Text!);
                AskAgain();
                break;
            case DoStatement action:
                _due = _values.Now + action.Late?.By?.Value;
                Standing = $"do {action.Action.Text}({Written(action.Arguments)})";
                break;
            case SendStatement send:
                Standing = $"send {Text(send.Text!)} to {Written(send.To)}";
                break;
            case CallStatement call:
                Standing = $"call {NaiveValues.Written(_values.Of(call.Number))} try 1";
                break;
            case TransferStatement transfer:
                _due = _values.Now + transfer.After?.Time?.Value;
                Standing = $"transfer {transfer.Queue.Text}";
                break;
            case StartStatement start:
                Standing = $"start {start.Script.Text}({Written(start.Arguments)})";
                break;
            case WaitStatement wait:
                BeginWait(wait);
                break;
            default:
                Standing = "hang up";
                break;
        }
    }

    private void AskAgain()
    {
        _due = _values.Now + _at!.Option<SilenceOption>()?.After?.Value;
        Standing = $"ask {_shown} {_silences} {_wrongs} {_refusal}";
    }

    private void BeWrong()
    {
        var option = _at!.Option<WrongOption>();
        if (++_wrongs < (option?.Times ?? 3))
        {
            AskAgain();
        }
        else
        {
            Go(option?.Target ?? throw new NaiveStop("TooManyWrong"));
        }
    }

    private void BeginWait(WaitStatement wait)
    {
        Standing = "wait";
        if (wait.Kind == WaitKind.Event)
        {
            _due = _values.Now + wait.Late?.By?.Value;
            return;
        }

        _wanted = wait.Kind == WaitKind.Duration
            ? _values.Now + (TimeSpan)(_values.Of(wait.Value!) ?? throw new NaiveStop("OutOfRange"))
            : (DateTimeOffset)(_values.Of(wait.Value!) ?? throw new NaiveStop("OutOfRange"));
        var due = _wanted > _values.Now ? _wanted : _values.Now;
        if (wait.Within?.Times is RangeExpression { From: TimeLiteral from, To: TimeLiteral to })
        {
            var time = TimeOnly.FromDateTime(due.UtcDateTime);
            due = time >= from.Value && time < to.Value ? due
                : new DateTimeOffset(DateOnly.FromDateTime(due.UtcDateTime).AddDays(time >= from.Value ? 1 : 0).ToDateTime(from.Value), TimeSpan.Zero);
        }

        _due = due;
        if (wait.Late is { } late && due - _wanted > late.By!.Value)
        {
            Go(late.Target!);
        }
    }

    private void EndWait(WaitStatement wait)
    {
        if (wait.Late is { } late && (wait.Kind == WaitKind.Event || _values.Now - _wanted > late.By!.Value))
        {
            Go(late.Target!);
        }
        else
        {
            GoOn(Behind(wait));
        }
    }

    // -- Actions in the middle of an expression

    private void AskNext()
    {
        _query = _toAsk.Dequeue();
        _due = null;
        var name = (MemberExpression)_query.Function;
        Standing = $"do {((NameExpression)name.Target).Name.Text}.{name.Member.Text}({Written(_query.Arguments)})";
    }

    private void Queried(object? value)
    {
        _asked[_query!] = value;
        _query = null;
        if (_toAsk.Count > 0)
        {
            AskNext();
        }
        else if (_at is IfStatement choice)
        {
            var from = Array.FindIndex([.. choice.Branches], branch => ReferenceEquals(branch.Condition, _askedFor));
            if (Choose(choice, from, out var next))
            {
                GoOn(next);
            }
        }
        else if (Do(_at!, out var after))
        {
            GoOn(after);
        }
    }

    // -- Values and texts

    private object? Fitting(string slot, object? value) =>
        value is decimal number && _script.Slots.FirstOrDefault(one => one.Name.Text == slot)?.Type is NumberTypeSyntax { From: { } from, To: { } to }
        && (number < from.Millionths / 1_000_000m || number > to.Millionths / 1_000_000m)
            ? throw new NaiveStop("OutOfRange")
            : value;

    private void Keep(NameSyntax? slot, object? value)
    {
        if (slot is { } name)
        {
            _slots[name.Text] = value;
        }
    }

    private string Text(TextLiteral text) => string.Concat(text.Parts.Select(part => part is HoleSyntax hole
        ? NaiveValues.Written(_values.Of(hole.Value))
        : _script.Source.Slice(part.Range).ToString().Replace("\"\"", "\"", StringComparison.Ordinal)));

    private string Written(IEnumerable<ExpressionSyntax> arguments) => string.Join(",", arguments.Select(argument => NaiveValues.Written(_values.Of(argument))));

    private void Try(DateTimeOffset now, Action act)
    {
        _values.Now = now;
        _rounds = 0;
        try
        {
            act();
        }
        catch (NaiveStop stop)
        {
            Standing = "fault " + stop.Message;
        }
    }
}
