using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

// Questions: their answers, choices and limits.
internal sealed partial class Binder
{
    private BoundAsk BindAsk(AskStatement ask)
    {
        var slot = SlotOf(ask.Slot);
        CheckAnswer(ask, slot);
        var from = ask.Option<FromOption>() is { } option ? BindFrom(option.List, slot?.Type) : null;
        return new BoundAsk
        {
            Syntax = ask,
            Slot = slot,
            Text = BindText(ask.Text),
            Choices = BindChoices(ask),
            Accepts = BindAccepts(ask.Accepts),
            From = from,
            By = ask.Option<ByOption>()?.Channel.Text,
            Audio = NameOf(NameCodes.UnknownAudio, ask.Option<AudioOption>()?.Path, Contracts.Audio),
            Silence = BindSilence(ask),
            Wrong = BindWrong(ask),
        };
    }

    private ImmutableArray<BoundAccept> BindAccepts(ImmutableArray<AcceptSyntax> accepts)
    {
        if (accepts.IsEmpty)
        {
            return [];
        }

        var bound = new BoundAccept[accepts.Length];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = new BoundAccept(accepts[i], BindConditionWithQueries(accepts[i].Condition), BindText(accepts[i].Otherwise));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(bound);
    }

    private BoundRepeat? BindSilence(StatementSyntax question) =>
        question.Option<SilenceOption>() is { } silence ? new BoundRepeat(silence.After?.Value, silence.Times, BindTarget(silence.Target)) : null;

    private BoundRepeat? BindWrong(StatementSyntax question) =>
        question.Option<WrongOption>() is { } wrong ? new BoundRepeat(null, wrong.Times, BindTarget(wrong.Target)) : null;

    /// <summary>What the question expects has to be what its slot holds.</summary>
    private void CheckAnswer(AskStatement ask, SlotSymbol? slot)
    {
        var held = slot?.Type;
        var written = ask.Type is null ? null : TypeOf(ask.Type);
        if (held is null)
        {
            if (ask is { Type: null, Choices: [], HasFault: false } && ask.Option<FromOption>() is null && !ask.Slot.IsMissing)
            {
                Report(TypeCodes.NoChoices, ask.Slot.Range);
            }
        }
        else if (slot!.IsDeclared && written is not null && !TypeNames.Fits(written, held)) // lines that disagree were found where the slot's type was
        {
            Report(TypeCodes.TwoTypes, ask.Type!.Range, ask.Slot.Text, TypeNames.Of(held), TypeNames.Of(written));
        }
        else if (ask.Choices.Length > 0 && held.Kind != ScriptKind.Choice)
        {
            Report(TypeCodes.ChoicesAndType, ask.Choices[0].Range, TypeNames.Of(held));
        }
    }

    private ImmutableArray<BoundChoice> BindChoices(AskStatement ask)
    {
        if (ask.Choices.IsEmpty)
        {
            return [];
        }

        var bound = new BoundChoice[ask.Choices.Length];
        for (var i = 0; i < ask.Choices.Length; i++)
        {
            var choice = ask.Choices[i];
            for (var j = 0; j < i; j++)
            {
                var before = ask.Choices[j];
                if (before.Value.Text == choice.Value.Text && !choice.Value.IsMissing)
                {
                    Report(NameCodes.RepeatedChoice, choice.Value.Range, choice.Value.Text);
                    break;
                }

                if (before.Key == choice.Key && !choice.HasFault)
                {
                    Report(NameCodes.RepeatedKey, choice.Range, choice.Key.ToString(CultureInfo.InvariantCulture), before.Value.Text);
                    break;
                }
            }

            if (choice.Text is { Depth: > 1 } text)
            {
                Report(TypeCodes.HoleInChoice, text.Parts.First(static part => part is HoleSyntax).Range);
            }

            CheckLength(choice.Value);
            bound[i] = new BoundChoice(choice, choice.Value.Text, BindText(choice.Text), BindTarget(choice.Target));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(bound);
    }

    private BoundExpression BindFrom(ExpressionSyntax list, ScriptType? answer)
    {
        var bound = BindWithQueries(list, answer is null ? null : AsListOf(answer));
        if (bound.Type is { } type && (type.Kind != ScriptKind.List || (answer is not null && !TypeNames.Fits(type.Item!, answer))))
        {
            Report(TypeCodes.WrongType, list.Range, answer is null ? "a list" : TypeNames.Of(AsListOf(answer)), TypeNames.Of(type));
        }

        return bound;
    }

    private static ScriptType AsListOf(ScriptType item) => item.Depth < ScriptValueLimits.MaxDepth ? ScriptType.ListOf(item) : item;
}
