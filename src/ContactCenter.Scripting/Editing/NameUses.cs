using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
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
                var choices = NameUse.SetOf(_script.Slots.FirstOrDefault(known => known.Name == ask.Slot.Text)?.Type);
                foreach (var choice in ask.Choices)
                {
                    Choice(choice.Value.Text, choice.Value.Range, choices, isDefinition: true);
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
            Read(start.Value);
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
            foreach (var part in StatementParts.Of(line))
            {
                Read(part);
            }

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

    private void Read(BoundExpression? expression)
    {
        switch (expression)
        {
            case BoundSlot slot:
                _found.Add(new NameUse(NameKind.Slot, slot.Slot.Name, slot.Range));
                break;
            case BoundConstant { Type: { Kind: ScriptKind.Choice } type, Value: var value }:
                Choice(value.ToInvariantText(), expression.Range, NameUse.SetOf(type));
                break;
            case BoundText text:
                foreach (var part in text.Parts)
                {
                    if (part is { Value: BoundSlot { Slot.Type: { Kind: ScriptKind.Choice } held }, Syntax: HoleSyntax { Format: { IsMissing: false } forms } })
                    {
                        foreach (var key in HoleKeys.In(_script.Syntax.Source.Slice(forms.Range)))
                        {
                            Choice(key.Name, new TextRange(forms.Range.Start + key.At, key.Name.Length), NameUse.SetOf(held));
                        }
                    }
                }

                break;
        }

        foreach (var part in BoundParts.Of(expression))
        {
            Read(part);
        }
    }

    private void Choice(string name, TextRange range, string set, bool isDefinition = false)
    {
        if (set.Length > 0 && set.Split('/').Contains(name) && _script.Syntax.Source.Slice(range).SequenceEqual(name))
        {
            _found.Add(new NameUse(NameKind.Choice, name, range, isDefinition) { Set = set });
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
            case OneOfTypeSyntax one:
                var set = string.Join('/', one.Names.Select(static name => name.Text).Order(StringComparer.Ordinal));
                foreach (var name in one.Names)
                {
                    Choice(name.Text, name.Range, set, isDefinition: true);
                }

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
