using System.Collections.Immutable;
using System.Globalization;
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
                EmitLine(IdOf("say", say.Text), StatementKind.Say, say.Range, say.Text!, text => new ProgramLine(text, Audio: say.Audio));
                break;
            case BoundNote note:
                EmitLine(IdOf("note", note.Text), StatementKind.Note, note.Range, note.Text!, text => new ProgramLine(text, note.Article));
                break;
            case BoundAsk ask:
                EmitAsk(ask);
                break;
            case BoundConfirm confirm:
                EmitLine(IdOf("confirm", confirm.Text), StatementKind.Confirm, confirm.Range, confirm.Text!, text => new ProgramAsk(-1, text)
                {
                    No = LabelOrNone(confirm.No),
                    SilenceAfter = confirm.Silence?.After?.Ticks ?? 0,
                    Silence = LimitOf(confirm.Silence),
                    Wrong = LimitOf(confirm.Wrong),
                    Audio = confirm.Audio,
                });
                break;
            case BoundSet set:
                EmitQueries(set.Value);
                EmitInside(StatementKind.Set, IdOf("set"), set.Range, () =>
                {
                    EmitValue(set.Value);
                    _builder.Emit(ScriptOp.StoreChecked, _slots[set.Slot!.Index]);
                });
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
                EmitInside(StatementKind.Go, IdOf("go"), go.Range, () => EmitGo(go.Target));
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"No rule for {statement.GetType().Name}.");
        }
    }

    private void EmitInside(StatementKind kind, string id, TextRange range, Action code)
    {
        var statement = _builder.Statement(id, kind, range);
        code();
        _builder.EndStatement(statement);
    }

    private void EmitGo(BoundTarget target)
    {
        switch (target.Kind)
        {
            case TargetKind.Step:
                _builder.Emit(ScriptOp.Jump, _steps[target.Step!]);
                break;
            case TargetKind.End:
                _builder.Emit(ScriptOp.End, target.Outcome);
                break;
            default:
                _builder.Emit(ScriptOp.Back);
                break;
        }
    }

    private void EmitLine(string id, StatementKind kind, TextRange range, BoundText text, Func<int, object> detail)
    {
        var statement = _builder.Statement(id, kind, range);
        _builder.Perform(statement, detail(EmitText(text, id)));
    }

    // -- Questions

    private void EmitAsk(BoundAsk ask)
    {
        // What an answer is checked by runs inside the question; a check that asks an action stands behind it and leads back.
        var inside = ask.Accepts.TakeWhile(static accept => Queries.In(accept.Condition).Count == 0).ToList();
        var behind = ask.Accepts.Skip(inside.Count).ToList();
        var again = _builder.Label();
        var wrong = behind.Count > 0 && ask.Wrong is not null ? Hidden(ScriptType.Number) : -1;
        EmitQueries(ask.From);
        if (wrong >= 0)
        {
            _builder.Constant(ScriptValue.Number(0));
            _builder.Emit(ScriptOp.Store, wrong);
        }

        _builder.Mark(again);
        var id = IdOf("ask", ask.Text);
        var statement = _builder.Statement(id, StatementKind.Ask, ask.Range);
        var text = EmitText(ask.Text!, id);
        if (ask.From is { } from)
        {
            EmitValue(from);
        }

        _builder.Perform(statement, new ProgramAsk(_slots[ask.Slot!.Index], text)
        {
            Choices = [.. ask.Choices.Select(choice => new ProgramChoice(
                choice.Syntax.Key.ToString(CultureInfo.InvariantCulture), choice.Value, choice.Text is null ? -1 : EmitText(choice.Text, $"{id}.{choice.Value}"), LabelOrNone(choice.Target)))],
            HasList = ask.From is not null,
            SilenceAfter = ask.Silence?.After?.Ticks ?? 0,
            Silence = LimitOf(ask.Silence),
            Wrong = LimitOf(ask.Wrong),
            Accept = inside.Count > 0 ? Put(() => EmitAccepts(inside, id)) : -1,
            Channel = ask.By,
            Audio = ask.Audio,
        });
        foreach (var accept in behind)
        {
            EmitCheck(accept, again, ask.Wrong, wrong);
        }
    }

    private ProgramLimit? LimitOf(BoundRepeat? repeat) => repeat is { Target: { } target } ? new ProgramLimit(repeat.Times, Label(target)) : null;

    /// <summary>A place for code of its own, put behind all steps.</summary>
    private int Put(Action code)
    {
        var (label, step) = (_builder.Label(), _step);
        _later.Add(() =>
        {
            _step = step;
            _builder.Mark(label);
            code();
        });
        return label;
    }

    private void EmitAccepts(List<BoundAccept> accepts, string id)
    {
        foreach (var accept in accepts)
        {
            var holds = _builder.Label();
            EmitValue(accept.Condition);
            _builder.Emit(ScriptOp.JumpIfYes, holds);
            _builder.Emit(ScriptOp.Reject, EmitText(accept.Otherwise!, $"{id}.otherwise"));
            _builder.Mark(holds);
        }

        _builder.Emit(ScriptOp.Accept);
    }

    /// <summary>A check that asks an action: when it does not hold the reason is said, it counts as a wrong answer, and the question comes again.</summary>
    private void EmitCheck(BoundAccept accept, int again, BoundRepeat? limit, int wrong)
    {
        var holds = _builder.Label();
        EmitQueries(accept.Condition);
        EmitInside(StatementKind.If, IdOf("accept"), accept.Syntax.Range, () =>
        {
            EmitValue(accept.Condition);
            _builder.Emit(ScriptOp.JumpIfYes, holds);
        });
        EmitLine(IdOf("otherwise", accept.Otherwise), StatementKind.Say, accept.Syntax.Range, accept.Otherwise!, static text => new ProgramLine(text));
        if (wrong >= 0)
        {
            _builder.Emit(ScriptOp.Load, wrong);
            _builder.Constant(ScriptValue.Number(1));
            _builder.Emit(ScriptOp.Add);
            _builder.Emit(ScriptOp.Store, wrong);
            _builder.Emit(ScriptOp.Load, wrong);
            _builder.Constant(ScriptValue.Number(limit!.Times));
            _builder.Emit(ScriptOp.Less);
            _builder.Emit(ScriptOp.JumpIfYes, again);
            EmitGo(limit.Target!);
        }
        else
        {
            _builder.Emit(ScriptOp.Jump, again);
        }

        _builder.Mark(holds);
    }

    // -- What is done in the world

    private void EmitDo(BoundDo action)
    {
        var contract = action.Action!;
        var statement = _builder.Statement(IdOf("do." + contract.Name), StatementKind.Do, action.Range);
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

    private static ImmutableArray<ProgramArgument> Arguments(ImmutableArray<ScriptTypeField> parameters) =>
        [.. parameters.Select(static parameter => new ProgramArgument(parameter.Name, parameter.Type))];

    private void EmitSend(BoundSend send)
    {
        var id = IdOf("send", send.Text);
        var statement = _builder.Statement(id, StatementKind.Send, send.Range);
        var text = send.Text is { } written ? EmitText(written, id) : -1;
        foreach (var to in send.To)
        {
            EmitValue(to);
        }

        _builder.Perform(statement, new ProgramSend(send.Channel, text, send.Template, send.To.Length));
    }

    private void EmitCall(BoundCall call)
    {
        var branches = ImmutableArray.CreateBuilder<ProgramBranch>();
        foreach (var (code, target) in new[] { ("refused", call.Refused), ("unreached", call.Unreached) })
        {
            if (target is not null)
            {
                branches.Add(new ProgramBranch(code, Label(target)));
            }
        }

        var statement = _builder.Statement(IdOf("call"), StatementKind.Call, call.Range);
        EmitValue(call.Number);
        _builder.Perform(statement, new ProgramCall(call.Queue, call.Tries, call.Every?.Ticks ?? 0, branches.ToImmutable()));
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
                EmitInside(StatementKind.If, IdOf("if"), branch.Syntax.Range, () => EmitUnless(condition, next));
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
        var statement = _builder.Statement(IdOf("start." + start.Script), StatementKind.Start, start.Range);
        EmitArguments(start.Arguments, parameters);
        _builder.Perform(statement, new ProgramStart(start.Script, Arguments(parameters)));
    }
}
