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
                    _slots.Give(ask.Slot, new SlotSource(ask));
                    break;
                case SetStatement set:
                    _slots.Give(set.Slot, new SlotSource(set));
                    break;
                case DoStatement { As: { } name } action:
                    _slots.Give(name, new SlotSource(action));
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
            _slots.Give(slot, new SlotSource(null, name.Text));
        }
    }

    /// <summary>What a line, or an event, gives a slot; null when that cannot be known.</summary>
    public ScriptType? TypeOf(SlotSource source)
    {
        _quiet++;
        try
        {
            return source switch
            {
                { Line: AskStatement ask } => AnswerOf(ask),
                { Line: SetStatement set } => BindWithQueries(set.Value, null).Type,
                { Line: DoStatement action } => Contracts.Actions.GetValueOrDefault(action.Action.Text)?.Result,
                { Event: { } name } => Contracts.Events.GetValueOrDefault(name),
                _ => null,
            };
        }
        finally
        {
            _quiet--;
        }
    }

    /// <summary>What an answer to a question is: its type, its choices, or an item of the list it is chosen from.</summary>
    private ScriptType? AnswerOf(AskStatement ask) =>
        ask.Type is not null ? TypeOf(ask.Type)
        : ask.Choices.Length > 0 ? WrittenTypes.ChoiceOf(ask.Choices.Select(static choice => choice.Value))
        : ask.Option<FromOption>() is { } from ? BindWithQueries(from.List, null).Type?.Item
        : null;

    /// <summary>Does something of which faults are told whoever asked for it.</summary>
    public void Aloud<T>(Action<T> work, T with)
    {
        var before = _quiet;
        _quiet = 0;
        try
        {
            work(with);
        }
        finally
        {
            _quiet = before;
        }
    }
}
