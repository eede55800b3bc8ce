using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Compiling;

// Line by line.
internal sealed partial class ScriptEmitter
{
    private void EmitBody(ImmutableArray<BoundStatement> body)
    {
        foreach (var statement in body)
        {
            EmitStatement(statement);
        }
    }

    private void EmitStatement(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundSay say:
                EmitLine(IdOf("say", say.Text), StatementKind.Say, say.Range, say.Text!, article: null, say.Audio);
                break;
            case BoundNote note:
                EmitLine(IdOf("note", note.Text), StatementKind.Note, note.Range, note.Text!, note.Article, audio: null);
                break;
            case BoundAsk ask:
                EmitAsk(ask);
                break;
            case BoundConfirm confirm:
                EmitConfirm(confirm);
                break;
            case BoundSet set:
                EmitSet(set);
                break;
            case BoundDo action:
                EmitDo(action);
                break;
            case BoundSend send:
                EmitSend(send);
                break;
            case BoundCall call:
                EmitCall(call);
                break;
            case BoundTransfer transfer:
                EmitTransfer(transfer);
                break;
            case BoundHangUp:
                _builder.Perform(_builder.Statement(IdOf("hang-up"), StatementKind.HangUp, statement.Range));
                break;
            case BoundWait wait:
                EmitWait(wait);
                break;
            case BoundIf choice:
                EmitIf(choice);
                break;
            case BoundStart start:
                EmitStart(start);
                break;
            case BoundGo go:
                var jump = _builder.Statement(IdOf("go"), StatementKind.Go, go.Range);
                EmitGo(go.Target);
                _builder.EndStatement(jump);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"No rule for {statement.GetType().Name}.");
        }
    }

    private void EmitGo(BoundTarget target)
    {
        switch (target.Kind)
        {
            case TargetKind.Step:
                _builder.Emit(ScriptOp.Jump, _steps[target.Step!.Index]);
                break;
            case TargetKind.End:
                _builder.Emit(ScriptOp.End, target.Outcome);
                break;
            default:
                _builder.Emit(ScriptOp.Back);
                break;
        }
    }

    private void EmitLine(string id, StatementKind kind, TextRange range, BoundText text, string? article, string? audio)
    {
        var statement = _builder.Statement(id, kind, range);
        _builder.Perform(statement, new ProgramLine(EmitText(text, id), article, audio));
    }

    private void EmitSet(BoundSet set)
    {
        EmitQueries(set.Value);
        var statement = _builder.Statement(IdOf("set"), StatementKind.Set, set.Range);
        EmitValue(set.Value);
        _builder.Emit(ScriptOp.StoreChecked, _slots[set.Slot!.Index]);
        _builder.EndStatement(statement);
    }

    // -- What is done in the world

    private void EmitDo(BoundDo action)
    {
        var contract = action.Action!;
        var statement = _builder.Statement(IdOf("do", contract.Name), StatementKind.Do, action.Range);
        EmitArguments(action.Arguments, contract.Parameters);
        _builder.Perform(statement, new ProgramDo(contract.Name, Arguments(contract.Parameters), action.Slot is { } slot ? _slots[slot.Index] : -1, Label(action.Else!))
        {
            Late = action.Late?.Ticks ?? 0,
            IsIrreversible = contract.IsIrreversible,
            IsRepeatable = contract.IsRepeatable,
        });
    }

    private void EmitArguments(ImmutableArray<BoundExpression> arguments, ImmutableArray<ScriptTypeField> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i < arguments.Length)
            {
                EmitValue(arguments[i]);
            }
            else
            {
                _builder.Emit(ScriptOp.Empty);
            }
        }
    }

    /// <summary>What an action or a script takes, made once however often it is used.</summary>
    private ImmutableArray<ProgramArgument> Arguments(ImmutableArray<ScriptTypeField> parameters)
    {
        if (!_arguments.TryGetValue(parameters, out var arguments))
        {
            _arguments[parameters] = arguments = [.. parameters.Select(static parameter => new ProgramArgument(parameter.Name, parameter.Type))];
        }

        return arguments;
    }

    private void EmitSend(BoundSend send)
    {
        var id = IdOf("send", send.Text);
        var statement = _builder.Statement(id, StatementKind.Send, send.Range);
        var text = send.Text is { } written ? EmitText(written, id) : EmitTemplate(send);
        foreach (var to in send.To)
        {
            EmitValue(to);
        }

        _builder.Perform(statement, new ProgramSend(send.Channel, text, send.Template, send.To.Length));
    }

    /// <summary>The template's text with what it takes; -1 where neither is known. Sent twice, it is one text.</summary>
    private int EmitTemplate(BoundSend send)
    {
        ImmutableArray<ScriptTypeField> parameters = send.Contract?.Parameters ?? [.. send.Arguments.Select(static given => new ScriptTypeField("value", given.Type!))];
        if (parameters.IsEmpty && send.Contract is not { HasTexts: true })
        {
            return -1;
        }

        EmitArguments(send.Arguments, parameters);
        var forms = send.Contract?.FormsIn(_builder.Languages) ?? [];
        if (send.Contract is null)
        {
            return _builder.Text(send.Template!, [.. parameters.Select(static parameter => parameter.Type)], forms);
        }

        if (!_templates.TryGetValue(send.Template!, out var text))
        {
            _templates[send.Template!] = text = _builder.Text(send.Template!, [.. parameters.Select(static parameter => parameter.Type)], forms);
        }

        return text;
    }

    private void EmitCall(BoundCall call)
    {
        var branches = new List<ProgramBranch>(3);
        foreach (var (code, target) in (ReadOnlySpan<(string, BoundTarget?)>)[("refused", call.Refused), ("unreached", call.Unreached), (ProgramBranch.Machine, call.Machine)])
        {
            if (target is not null)
            {
                branches.Add(new ProgramBranch(code, Label(target)));
            }
        }

        var statement = _builder.Statement(IdOf("call"), StatementKind.Call, call.Range);
        EmitValue(call.Number);
        _builder.Perform(statement, new ProgramCall(call.Queue, call.Tries, call.Every?.Ticks ?? 0, [.. branches]));
    }

    private void EmitTransfer(BoundTransfer transfer)
    {
        var statement = _builder.Statement(IdOf("transfer"), StatementKind.Transfer, transfer.Range);
        var priority = transfer.Priority is BoundConstant constant ? (int)constant.Value.AsNumber()! : 0;
        _builder.Perform(
            statement,
            new ProgramTransfer(transfer.Queue, priority, LabelOrNone(transfer.Taken), transfer.After?.Ticks ?? 0, LabelOrNone(transfer.AfterTarget)),
            goesOn: false);
    }

    private void EmitWait(BoundWait wait)
    {
        var statement = _builder.Statement(IdOf("wait"), StatementKind.Wait, wait.Range);
        if (wait.Value is { } value)
        {
            EmitValue(value);
            if (value.Type!.Kind == ScriptKind.Date)
            {
                _builder.Constant(ScriptValue.Time(TimeOnly.MinValue)); // a day begins at midnight
                _builder.Call(ScriptFunction.MomentOf);
            }
        }

        var events = wait.On.Select(on => new ProgramHandler(on.Name, on.Slot is { } slot ? _slots[slot.Index] : -1, LabelOrNone(on.Target)));
        _builder.Perform(statement, new ProgramWait(wait.Kind switch { WaitKind.Duration => ProgramWaitKind.Duration, WaitKind.Until => ProgramWaitKind.Moment, _ => ProgramWaitKind.Event })
        {
            Events = wait.Event is { } awaited ? [new ProgramHandler(awaited.Name, awaited.Slot is { } slot ? _slots[slot.Index] : -1, -1), .. events] : [.. events],
            From = wait.Within is { From: BoundConstant from } ? Minute(from.Value) : -1,
            To = wait.Within is { To: BoundConstant to } ? Minute(to.Value) : -1,
            Late = wait.LateTarget is null ? -1 : wait.Late!.Value.Ticks,
            LateTarget = LabelOrNone(wait.LateTarget),
        });
    }

    private static int Minute(ScriptValue time) => (int)(time.Bits / TimeSpan.TicksPerMinute);

    private void EmitIf(BoundIf choice)
    {
        var end = _builder.Label();
        foreach (var branch in choice.Branches)
        {
            var next = _builder.Label();
            if (branch.Condition is { } condition)
            {
                EmitQueries(condition);
                var statement = _builder.Statement(IdOf("if"), StatementKind.If, branch.Syntax.Range);
                EmitUnless(condition, next);
                _builder.EndStatement(statement);
            }

            if (branch.Target is { } target)
            {
                EmitGo(target);
            }
            else
            {
                EmitBody(branch.Body);
                _builder.Emit(ScriptOp.Jump, end);
            }

            _builder.Mark(next);
        }

        _builder.Mark(end);
    }

    private void EmitStart(BoundStart start)
    {
        var parameters = _contracts.Scripts[start.Script];
        var statement = _builder.Statement(IdOf("start", start.Script), StatementKind.Start, start.Range);
        EmitArguments(start.Arguments, parameters);
        _builder.Perform(statement, new ProgramStart(start.Script, Arguments(parameters)));
    }
}
