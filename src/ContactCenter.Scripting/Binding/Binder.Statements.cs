using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

// The lines of a step.
internal sealed partial class Binder
{
    private ImmutableArray<BoundStatement> BindBody(ImmutableArray<StatementSyntax> body)
    {
        if (body.IsEmpty)
        {
            return [];
        }

        var bound = new BoundStatement[body.Length];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = BindStatement(body[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(bound);
    }

    private BoundStatement BindStatement(StatementSyntax statement) => statement switch
    {
        SayStatement say => new BoundSay { Syntax = say, Text = BindText(say.Text), Audio = NameOf(NameCodes.UnknownAudio, say.Option<AudioOption>()?.Path, Contracts.Audio) },
        NoteStatement note => new BoundNote { Syntax = note, Text = BindText(note.Text), Article = NameOf(NameCodes.UnknownArticle, note.Option<KnowledgeOption>()?.Path, Contracts.Articles) },
        AskStatement ask => BindAsk(ask),
        ConfirmStatement confirm => new BoundConfirm
        {
            Syntax = confirm,
            Text = BindText(confirm.Text),
            No = BindTarget(confirm.No),
            Audio = NameOf(NameCodes.UnknownAudio, confirm.Option<AudioOption>()?.Path, Contracts.Audio),
            Silence = BindSilence(confirm),
            Wrong = BindWrong(confirm),
        },
        SetStatement set => BindSet(set),
        DoStatement action => BindDo(action),
        SendStatement send => BindSend(send),
        CallStatement call => BindCall(call),
        TransferStatement transfer => BindTransfer(transfer),
        HangUpStatement hangUp => new BoundHangUp { Syntax = hangUp },
        WaitStatement wait => BindWait(wait),
        IfStatement choice => BindIf(choice),
        StartStatement start => BindStart(start),
        GoStatement go => new BoundGo { Syntax = go, Target = BindTarget(go.Target)! },
        BrokenStatement broken => new BoundBroken { Syntax = broken, Body = BindBody(broken.Body) },
        _ => throw new System.Diagnostics.UnreachableException($"No rule for {statement.GetType().Name}."),
    };

    private BoundSet BindSet(SetStatement set)
    {
        var slot = SlotOf(set.Slot);
        return new BoundSet { Syntax = set, Slot = slot, Value = Fitting(BindWithQueries(set.Value, slot?.Type), set.Value, slot?.Type) };
    }

    private BoundDo BindDo(DoStatement action)
    {
        var contract = Contracts.Actions.GetValueOrDefault(action.Action.Text);
        if (contract is null)
        {
            ReportUnknown(NameCodes.UnknownAction, action.Action, Contracts.Actions.Keys);
        }
        else if (action.As is { } name && contract.Result is null)
        {
            Report(NameCodes.GivesNothing, name.Range, contract.Name);
        }

        return new BoundDo
        {
            Syntax = action,
            Action = contract,
            Arguments = BindArguments(action.Action, action.Arguments, contract?.Parameters),
            Slot = action.As is { } slot ? SlotOf(slot) : null,
            Late = action.Late?.By?.Value,
            Else = BindTarget(action.Else),
        };
    }

    private ImmutableArray<BoundExpression> BindArguments(NameSyntax callee, ImmutableArray<ExpressionSyntax> arguments, ImmutableArray<ScriptTypeField>? parameters)
    {
        if (parameters is { } wanted)
        {
            var least = 0;
            foreach (var parameter in wanted)
            {
                least += parameter.IsOptional ? 0 : 1;
            }

            if (arguments.Length < least || arguments.Length > wanted.Length)
            {
                ReportCount(callee, arguments.Length, least, wanted.Length);
            }
        }

        if (arguments.IsEmpty)
        {
            return [];
        }

        var bound = new BoundExpression[arguments.Length];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = BindAs(arguments[i], parameters is { } known && i < known.Length ? known[i].Type : null);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(bound);
    }

    private void ReportCount(NameSyntax callee, int given, int least, int most) => Report(
        TypeCodes.WrongCount,
        callee.Range,
        callee.Text,
        most == 0 ? "no values" : least == most ? FormattableString.Invariant($"{most} value{(most == 1 ? "" : "s")}") : FormattableString.Invariant($"{least} to {most} values"),
        given switch { 0 => "none is", 1 => "1 is", _ => FormattableString.Invariant($"{given} are") });

    private BoundSend BindSend(SendStatement send)
    {
        // A channel reaches people by a number or by a mail address; what does not say so is looked at by the channel's rules.
        var to = new BoundExpression[send.To.Length];
        for (var i = 0; i < to.Length; i++)
        {
            var expression = send.To[i];
            var bound = Bind(expression, null);
            var expected = send.Channel.Text == "email" ? ScriptType.Email : ScriptType.Phone;
            if (bound.Type is { } type && type.Kind != expected.Kind && type.Kind != ScriptKind.Text)
            {
                Report(TypeCodes.WrongType, expression.Range, TypeNames.Of(expected), TypeNames.Of(type));
            }

            to[i] = bound;
        }

        var contract = send.Template is { } template ? Contracts.Templates?.GetValueOrDefault(template.Text) : null;
        return new BoundSend
        {
            Syntax = send,
            Channel = send.Channel.Text,
            Template = NameOf(NameCodes.UnknownTemplate, send.Template, Contracts.Templates?.Keys),
            Contract = contract,
            Arguments = send.Template is { } called ? BindArguments(called, send.Arguments, contract?.Parameters) : [],
            Text = BindText(send.Text),
            To = ImmutableCollectionsMarshal.AsImmutableArray(to),
        };
    }

    private BoundCall BindCall(CallStatement call) => new()
    {
        Syntax = call,
        Number = BindAs(call.Number, ScriptType.Phone),
        Queue = NameOf(NameCodes.UnknownQueue, call.Option<QueueOption>()?.Queue, Contracts.Queues),
        Tries = call.Tries?.Count ?? 1,
        Every = call.Tries?.Every?.Value,
        Refused = BindTarget(call.Refused),
        Unreached = BindTarget(call.Unreached),
        Machine = BindTarget(call.Machine),
    };

    private BoundTransfer BindTransfer(TransferStatement transfer)
    {
        CheckName(NameCodes.UnknownQueue, transfer.Queue, Contracts.Queues);
        return new BoundTransfer
        {
            Syntax = transfer,
            Queue = transfer.Queue.Text,
            Priority = transfer.Priority is { } priority ? BindPlain(priority, ScriptType.NumberBetween(0, 1_000), "a number") : null,
            After = transfer.After?.Time?.Value,
            AfterTarget = BindTarget(transfer.After?.Target),
            Taken = BindTarget(transfer.Taken),
        };
    }

    /// <summary>A value that has to be known before the script runs.</summary>
    private BoundExpression BindPlain(ExpressionSyntax expression, ScriptType expected, string what)
    {
        var bound = BindAs(expression, expected);
        if (bound is not (BoundConstant or BoundError))
        {
            Report(TypeCodes.NotConstant, expression.Range, what);
        }

        return bound;
    }

    private BoundRange BindWithin(RangeExpression range)
    {
        foreach (var end in (ReadOnlySpan<ExpressionSyntax>)[range.From, range.To])
        {
            if (end is not (TimeLiteral or MissingExpression))
            {
                Report(TypeCodes.NotConstant, end.Range, "a time such as 9:00");
            }
        }

        return new BoundRange(range.Range, ScriptType.Time, Bind(range.From, null), Bind(range.To, null));
    }

    private BoundWait BindWait(WaitStatement wait)
    {
        var value = wait.Value is null ? null : wait.Kind == WaitKind.Duration ? BindAs(wait.Value, ScriptType.Duration) : BindMoment(wait.Value);
        return new BoundWait
        {
            Syntax = wait,
            Kind = wait.Kind,
            Value = value,
            Event = wait.Event is { } name ? BindEvent(name, wait.As, null) : null,
            Within = wait.Within is { Times: RangeExpression range } ? BindWithin(range) : null,
            Late = wait.Late?.By?.Value,
            LateTarget = BindTarget(wait.Late?.Target),
            On = [.. wait.On.Select(on => BindEvent(on.Event, on.As, on.Target))],
        };
    }

    /// <summary>What is waited until: a moment, or a day, which begins at midnight.</summary>
    private BoundExpression BindMoment(ExpressionSyntax expression)
    {
        var bound = Bind(expression, ScriptType.Moment);
        if (bound.Type is { Kind: not (ScriptKind.Moment or ScriptKind.Date) } type)
        {
            Report(TypeCodes.WrongType, expression.Range, TypeNames.Of(ScriptType.Moment), TypeNames.Of(type));
        }

        return bound;
    }

    private BoundIf BindIf(IfStatement choice)
    {
        var branches = new BoundBranch[choice.Branches.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            var branch = choice.Branches[i];
            var condition = branch.Condition is { } written ? BindConditionWithQueries(written) : null;
            branches[i] = new BoundBranch(branch, condition, BindTarget(branch.Target), BindBody(branch.Body));
        }

        return new BoundIf { Syntax = choice, Branches = ImmutableCollectionsMarshal.AsImmutableArray(branches) };
    }

    private BoundStart BindStart(StartStatement start)
    {
        ImmutableArray<ScriptTypeField>? parameters = Contracts.Scripts.TryGetValue(start.Script.Text, out var known) ? known : null;
        if (parameters is null)
        {
            ReportUnknown(NameCodes.UnknownScript, start.Script, Contracts.Scripts.Keys);
        }

        return new BoundStart { Syntax = start, Script = start.Script.Text, Parameters = parameters, Arguments = BindArguments(start.Script, start.Arguments, parameters) };
    }

    private SlotSymbol? SlotOf(NameSyntax name) => name.IsMissing ? null : _slots.Find(name.Text);

    private string? NameOf(DiagnosticCode code, NameSyntax? name, IReadOnlyCollection<string>? known)
    {
        CheckName(code, name, known);
        return name is { IsMissing: false } written ? written.Text : null;
    }
}
