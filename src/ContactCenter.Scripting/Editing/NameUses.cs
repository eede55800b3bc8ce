using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Checking;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>Every place of a script where something is named. One use.</summary>
internal sealed class NameUses
{
    private readonly List<NameUse> _found = [];
    private readonly BoundScript _script;

    private NameUses(BoundScript script) => _script = script;

    /// <summary>All of them, by place.</summary>
    public static ImmutableArray<NameUse> In(BoundScript script)
    {
        var uses = new NameUses(script);
        uses.Declarations(script.Syntax);
        foreach (var step in script.Syntax.Steps)
        {
            uses.Add(NameKind.Step, step.Name, isDefinition: true);
            uses.Lines(step.Body);
        }

        uses.Reads();
        return [.. uses._found.OrderBy(static use => use.Range.Start).DistinctBy(static use => use.Range)];
    }

    private void Declarations(ScriptSyntax script)
    {
        foreach (var outcome in script.Header.Outcomes)
        {
            Add(NameKind.Outcome, outcome, isDefinition: true);
        }

        foreach (var slot in script.Slots)
        {
            Slot(slot.Name);
            Type(slot.Type);
        }

        foreach (var handler in script.Handlers)
        {
            Add(NameKind.Event, handler.Event);
            Target(handler.Target);
        }

        foreach (var start in script.StartsOn)
        {
            Add(NameKind.Event, start.Event);
            Slot(start.As);
        }
    }

    private void Lines(ImmutableArray<StatementSyntax> body)
    {
        foreach (var line in body)
        {
            Line(line);
            foreach (var option in line.Options)
            {
                Option(option);
            }
        }
    }

    private void Line(StatementSyntax line)
    {
        switch (line)
        {
            case AskStatement ask:
                Slot(ask.Slot);
                Type(ask.Type);
                foreach (var choice in ask.Choices)
                {
                    Target(choice.Target);
                }

                break;
            case SetStatement set:
                Slot(set.Slot);
                break;
            case DoStatement action:
                Add(NameKind.Action, action.Action);
                Slot(action.As);
                break;
            case SendStatement { Template: { } template }:
                Add(NameKind.Template, template);
                break;
            case TransferStatement transfer:
                Add(NameKind.Queue, transfer.Queue);
                break;
            case WaitStatement { Event: { } awaited }:
                Add(NameKind.Event, awaited);
                break;
            case IfStatement choice:
                foreach (var branch in choice.Branches)
                {
                    Target(branch.Target);
                    Lines(branch.Body);
                }

                break;
            case StartStatement start:
                Add(NameKind.Script, start.Script);
                break;
            case GoStatement go:
                Target(go.Target);
                break;
            case BrokenStatement broken:
                Lines(broken.Body);
                break;
        }
    }

    private void Option(OptionSyntax option)
    {
        switch (option)
        {
            case BranchOption branch:
                Target(branch.Target);
                break;
            case SilenceOption silence:
                Target(silence.Target);
                break;
            case WrongOption wrong:
                Target(wrong.Target);
                break;
            case LateOption late:
                Target(late.Target);
                break;
            case AfterOption after:
                Target(after.Target);
                break;
            case OnOption on:
                Add(NameKind.Event, on.Event);
                Slot(on.As);
                Target(on.Target);
                break;
            case QueueOption queue:
                Add(NameKind.Queue, queue.Queue);
                break;
            case AudioOption audio:
                Add(NameKind.Audio, audio.Path);
                break;
            case KnowledgeOption article:
                Add(NameKind.Article, article.Path);
                break;
        }
    }

    /// <summary>What stands in an expression is a slot where the binder took it for one: a choice may have the same name.</summary>
    private void Reads()
    {
        foreach (var start in _script.Starts)
        {
            Add(Checking.Reads.Of(start.Value));
        }

        foreach (var step in _script.Steps)
        {
            Reads(step.Body);
        }
    }

    private void Reads(ImmutableArray<BoundStatement> body)
    {
        foreach (var line in body)
        {
            Add(Checking.Reads.Of(line));
            switch (line)
            {
                case BoundIf choice:
                    foreach (var branch in choice.Branches)
                    {
                        Reads(branch.Body);
                    }

                    break;
                case BoundBroken broken:
                    Reads(broken.Body);
                    break;
            }
        }
    }

    private void Add(ImmutableArray<SlotRead> reads)
    {
        foreach (var read in reads)
        {
            _found.Add(new NameUse(NameKind.Slot, read.Slot.Slot.Name, read.Slot.Range));
        }
    }

    private void Slot(NameSyntax? name)
    {
        if (name is { } slot)
        {
            Add(NameKind.Slot, slot, _script.Slots.Any(known => known.Name == slot.Text && known.DeclaredAt == slot.Range));
        }
    }

    private void Type(TypeSyntax? type)
    {
        switch (type)
        {
            case RecordTypeSyntax record:
                Add(NameKind.Record, record.Name);
                break;
            case ListTypeSyntax list:
                Type(list.Item);
                break;
        }
    }

    private void Target(TargetSyntax? target)
    {
        if (target is { Kind: TargetKind.Step or TargetKind.End })
        {
            Add(target.Kind == TargetKind.Step ? NameKind.Step : NameKind.Outcome, target.Name);
        }
    }

    private void Add(NameKind kind, NameSyntax name, bool isDefinition = false)
    {
        if (!name.IsMissing)
        {
            _found.Add(new NameUse(kind, name.Text, name.Range, isDefinition));
        }
    }
}
