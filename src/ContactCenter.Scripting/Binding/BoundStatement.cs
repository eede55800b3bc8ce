using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

/// <summary>A statement whose names are resolved. What is missing because it was written wrongly is null, and was said.</summary>
internal abstract class BoundStatement
{
    public required StatementSyntax Syntax { get; init; }

    public TextRange Range => Syntax.Range;
}

/// <summary>Lines in order.</summary>
internal sealed class BoundBroken : BoundStatement
{
    public required ImmutableArray<BoundStatement> Body { get; init; }
}

internal sealed class BoundSay : BoundStatement
{
    public required BoundText? Text { get; init; }

    public string? Audio { get; init; }
}

internal sealed class BoundNote : BoundStatement
{
    public required BoundText? Text { get; init; }

    public string? Article { get; init; }
}

internal sealed class BoundAsk : BoundStatement
{
    public required SlotSymbol? Slot { get; init; }

    public required BoundText? Text { get; init; }

    public ImmutableArray<BoundChoice> Choices { get; init; } = [];

    public ImmutableArray<BoundAccept> Accepts { get; init; } = [];

    /// <summary>What can be chosen from.</summary>
    public BoundExpression? From { get; init; }

    /// <summary>The channel it is asked by; null for the one the conversation is on.</summary>
    public string? By { get; init; }

    public string? Audio { get; init; }

    public BoundRepeat? Silence { get; init; }

    public BoundRepeat? Wrong { get; init; }

    /// <summary>Whether every answer leads away from the line below it.</summary>
    public bool LeavesAlways => Choices.Length > 0 && Choices.All(static choice => choice.Target is not null);
}

/// <summary>After so many silences, or wrong answers.</summary>
/// <param name="After">How long a silence is; null for wrong answers.</param>
/// <param name="Times">How many.</param>
/// <param name="Target">Where to.</param>
internal sealed record BoundRepeat(TimeSpan? After, int Times, BoundTarget? Target);

internal sealed record BoundChoice(ChoiceSyntax Syntax, string Value, BoundText? Text, BoundTarget? Target);

internal sealed record BoundAccept(AcceptSyntax Syntax, BoundExpression Condition, BoundText? Otherwise);

internal sealed class BoundConfirm : BoundStatement
{
    public required BoundText? Text { get; init; }

    public required BoundTarget? No { get; init; }

    public string? Audio { get; init; }

    public BoundRepeat? Silence { get; init; }

    public BoundRepeat? Wrong { get; init; }
}

internal sealed class BoundSet : BoundStatement
{
    public required SlotSymbol? Slot { get; init; }

    public required BoundExpression Value { get; init; }
}

internal sealed class BoundDo : BoundStatement
{
    public required ActionContract? Action { get; init; }

    /// <summary>In the order of the parameters; shorter where optional ones are left out.</summary>
    public required ImmutableArray<BoundExpression> Arguments { get; init; }

    public SlotSymbol? Slot { get; init; }

    public TimeSpan? Late { get; init; }

    public required BoundTarget? Else { get; init; }
}

internal sealed class BoundSend : BoundStatement
{
    public required string Channel { get; init; }

    public string? Template { get; init; }

    /// <summary>What is known of the template; null where that is nothing.</summary>
    public TemplateContract? Contract { get; init; }

    /// <summary>What the template takes, in the order of its values; shorter where optional ones are left out.</summary>
    public ImmutableArray<BoundExpression> Arguments { get; init; } = [];

    public BoundText? Text { get; init; }

    public required ImmutableArray<BoundExpression> To { get; init; }
}

internal sealed class BoundCall : BoundStatement
{
    public required BoundExpression Number { get; init; }

    public string? Queue { get; init; }

    /// <summary>1 when it is not said.</summary>
    public int Tries { get; init; } = 1;

    public TimeSpan? Every { get; init; }

    public BoundTarget? Refused { get; init; }

    public BoundTarget? Unreached { get; init; }

    /// <summary>Where to when a machine answers; null where nobody listens who it is.</summary>
    public BoundTarget? Machine { get; init; }
}

internal sealed class BoundTransfer : BoundStatement
{
    public required string Queue { get; init; }

    public BoundExpression? Priority { get; init; }

    public TimeSpan? After { get; init; }

    public BoundTarget? AfterTarget { get; init; }

    public BoundTarget? Taken { get; init; }
}

internal sealed class BoundHangUp : BoundStatement;

internal sealed class BoundWait : BoundStatement
{
    public required WaitKind Kind { get; init; }

    /// <summary>The duration or the moment; null for an event.</summary>
    public BoundExpression? Value { get; init; }

    public BoundEvent? Event { get; init; }

    public BoundRange? Within { get; init; }

    public TimeSpan? Late { get; init; }

    public BoundTarget? LateTarget { get; init; }

    public ImmutableArray<BoundEvent> On { get; init; } = [];
}

/// <summary>An event that is waited for.</summary>
/// <param name="Syntax">Where its name stands.</param>
/// <param name="Slot">Where what it carries goes; null for nowhere.</param>
/// <param name="Target">Where to; null for the next line.</param>
internal sealed record BoundEvent(NameSyntax Syntax, SlotSymbol? Slot, BoundTarget? Target)
{
    public string Name => Syntax.Text;
}

internal sealed class BoundIf : BoundStatement
{
    public required ImmutableArray<BoundBranch> Branches { get; init; }
}

/// <summary>One way of an <c>if</c>.</summary>
/// <param name="Syntax">How it is written.</param>
/// <param name="Condition">Null for <c>else</c>.</param>
/// <param name="Target">Where to; null where lines follow.</param>
/// <param name="Body">The lines.</param>
internal sealed record BoundBranch(BranchSyntax Syntax, BoundExpression? Condition, BoundTarget? Target, ImmutableArray<BoundStatement> Body);

internal sealed class BoundStart : BoundStatement
{
    public required string Script { get; init; }

    /// <summary>What the script takes; null where the script is unknown, which was said.</summary>
    public required ImmutableArray<ScriptTypeField>? Parameters { get; init; }

    public required ImmutableArray<BoundExpression> Arguments { get; init; }
}

internal sealed class BoundGo : BoundStatement
{
    public required BoundTarget Target { get; init; }
}
