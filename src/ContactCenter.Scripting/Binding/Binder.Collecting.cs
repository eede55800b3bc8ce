using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

// Which slots there are, and what each line gives them.
internal sealed partial class Binder
{
    private void Collect()
    {
        foreach (var slot in _syntax.Slots)
        {
            _slots.Declare(slot);
        }

        foreach (var line in _syntax.StartsOn)
        {
            CollectEvent(line.Event, line.As);
        }

        foreach (var step in _syntax.Steps)
        {
            Collect(step.Body);
        }

        _slots.FindParameters();
    }

    private void Collect(ImmutableArray<StatementSyntax> body)
    {
        foreach (var statement in body)
        {
            switch (statement)
            {
                case AskStatement ask:
                    _slots.Give(ask.Slot, () => Quietly(ask, static (binder, line) => binder.AnswerOf(line)));
                    break;
                case SetStatement set:
                    _slots.Give(set.Slot, () => Quietly(set, static (binder, line) => binder.WithQueries(line.Value, value => binder.Bind(value, null)).Type));
                    break;
                case DoStatement { As: { } name } action:
                    _slots.Give(name, () => Contracts.Actions.GetValueOrDefault(action.Action.Text)?.Result);
                    break;
                case WaitStatement wait:
                    CollectEvent(wait.Event ?? default, wait.As);
                    foreach (var on in wait.On)
                    {
                        CollectEvent(on.Event, on.As);
                    }

                    break;
                case IfStatement choice:
                    foreach (var branch in choice.Branches)
                    {
                        Collect(branch.Body);
                    }

                    break;
                case BrokenStatement broken:
                    Collect(broken.Body);
                    break;
            }
        }
    }

    private void CollectEvent(NameSyntax name, NameSyntax? keptAs)
    {
        if (keptAs is { } slot)
        {
            _slots.Give(slot, () => Contracts.Events.GetValueOrDefault(name.Text));
        }
    }

    /// <summary>What an answer to a question is: its type, its choices, or an item of the list it is chosen from.</summary>
    private ScriptType? AnswerOf(AskStatement ask) =>
        ask.Type is not null ? TypeOf(ask.Type)
        : ask.Choices.Length > 0 ? WrittenTypes.ChoiceOf(ask.Choices.Select(static choice => choice.Value))
        : ask.Option<FromOption>() is { } from ? WithQueries(from.List, list => Bind(list, null)).Type?.Item
        : null;

    private ScriptType? Quietly<T>(T line, Func<Binder, T, ScriptType?> work)
    {
        _quiet++;
        try
        {
            return work(this, line);
        }
        finally
        {
            _quiet--;
        }
    }

    /// <summary>Does something of which faults are told whoever asked for it.</summary>
    public void Aloud(Action work)
    {
        var before = _quiet;
        _quiet = 0;
        try
        {
            work();
        }
        finally
        {
            _quiet = before;
        }
    }
}
