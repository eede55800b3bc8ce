using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Compiling;

// Questions, their choices, and what their answers are checked by.
internal sealed partial class ScriptEmitter
{
    private void EmitAsk(BoundAsk ask)
    {
        // What an answer is checked by runs inside the question; a check that asks an action stands behind it and leads back.
        var count = 0;
        while (count < ask.Accepts.Length && Queries.In(ask.Accepts[count].Condition).Count == 0)
        {
            count++;
        }

        var (inside, behind) = (ask.Accepts[..count], ask.Accepts[count..]);
        var again = _builder.Label();
        var wrong = behind.Length > 0 && ask.Wrong is not null ? Hidden(ScriptType.Number) : -1;
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
            Choices = EmitChoices(ask, id),
            HasList = ask.From is not null,
            SilenceAfter = ask.Silence?.After?.Ticks ?? 0,
            Silence = LimitOf(ask.Silence),
            Wrong = LimitOf(ask.Wrong),
            Accept = inside.IsEmpty ? -1 : PutAccepts(inside, id),
            Channel = ask.By,
            Audio = ask.Audio,
        });
        foreach (var accept in behind)
        {
            EmitCheck(accept, again, ask.Wrong, wrong);
        }
    }

    private void EmitConfirm(BoundConfirm confirm)
    {
        var id = IdOf("confirm", confirm.Text);
        var statement = _builder.Statement(id, StatementKind.Confirm, confirm.Range);
        _builder.Perform(statement, new ProgramAsk(-1, EmitText(confirm.Text!, id))
        {
            No = LabelOrNone(confirm.No),
            SilenceAfter = confirm.Silence?.After?.Ticks ?? 0,
            Silence = LimitOf(confirm.Silence),
            Wrong = LimitOf(confirm.Wrong),
            Audio = confirm.Audio,
        });
    }

    private ProgramLimit? LimitOf(BoundRepeat? repeat) => repeat is { Target: { } target } ? new ProgramLimit(repeat.Times, Label(target)) : null;

    private ImmutableArray<ProgramChoice> EmitChoices(BoundAsk ask, string id)
    {
        var choices = ImmutableArray.CreateBuilder<ProgramChoice>(ask.Choices.Length);
        foreach (var choice in ask.Choices)
        {
            var text = choice.Text is null ? -1 : EmitText(choice.Text, choice.Text.Id ?? $"{id}.{choice.Value}");
            choices.Add(new ProgramChoice(choice.Syntax.Key.ToString(CultureInfo.InvariantCulture), choice.Value, text, LabelOrNone(choice.Target)));
        }

        return choices.MoveToImmutable();
    }

    /// <summary>A place for code of its own, put behind all steps.</summary>
    private int PutAccepts(ImmutableArray<BoundAccept> accepts, string id)
    {
        var label = _builder.Label();
        _later.Add(() =>
        {
            _builder.Mark(label);
            EmitAccepts(accepts, id);
        });
        return label;
    }

    private void EmitAccepts(ImmutableArray<BoundAccept> accepts, string id)
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
        var statement = _builder.Statement(IdOf("accept"), StatementKind.If, accept.Syntax.Range);
        EmitValue(accept.Condition);
        _builder.Emit(ScriptOp.JumpIfYes, holds);
        _builder.EndStatement(statement);
        EmitLine(IdOf("otherwise", accept.Otherwise), StatementKind.Say, accept.Syntax.Range, accept.Otherwise!, article: null, audio: null);
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
}
