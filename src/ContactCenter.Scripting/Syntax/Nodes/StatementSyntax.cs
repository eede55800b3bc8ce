using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>One line of a step, with the lines below it.</summary>
internal abstract class StatementSyntax : LineSyntax
{
    /// <summary>What follows after commas, as written.</summary>
    public ImmutableArray<OptionSyntax> Options { get; init; } = [];

    /// <summary>The first option of a kind; null when there is none.</summary>
    public T? Option<T>()
        where T : OptionSyntax
    {
        foreach (var option in Options)
        {
            if (option is T found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Where a branch such as <c>else</c> leads; null when it is not there.</summary>
    public TargetSyntax? Branch(BranchKind kind)
    {
        foreach (var option in Options)
        {
            if (option is BranchOption branch && branch.Kind == kind)
            {
                return branch.Target;
            }
        }

        return null;
    }
}

/// <summary>A line that is no statement, which was said; with the lines below it.</summary>
internal sealed class BrokenStatement : StatementSyntax
{
    public ImmutableArray<StatementSyntax> Body { get; internal set; } = [];
}

/// <summary><c>say TEXT [, audio ID]</c></summary>
internal sealed class SayStatement : StatementSyntax
{
    public required TextLiteral? Text { get; init; }
}

/// <summary><c>note TEXT [, kb ID]</c></summary>
internal sealed class NoteStatement : StatementSyntax
{
    public required TextLiteral? Text { get; init; }
}

/// <summary><c>ask NAME [: type] TEXT {, option}</c> with choices and checks below it.</summary>
internal sealed class AskStatement : StatementSyntax
{
    public required NameSyntax Slot { get; init; }

    /// <summary>Null when it is not said: one of the choices, or the declared slot's.</summary>
    public TypeSyntax? Type { get; init; }

    public required TextLiteral? Text { get; init; }

    public ImmutableArray<ChoiceSyntax> Choices { get; internal set; } = [];

    public ImmutableArray<AcceptSyntax> Accepts { get; internal set; } = [];
}

/// <summary><c>KEY VALUE TEXT [-> target]</c> below an <c>ask</c>.</summary>
internal sealed class ChoiceSyntax : LineSyntax
{
    /// <summary>The number pressed or written; 0 to 99.</summary>
    public required int Key { get; init; }

    public required NameSyntax Value { get; init; }

    public required TextLiteral? Text { get; init; }

    public TargetSyntax? Target { get; init; }
}

/// <summary><c>accept expression, otherwise TEXT</c> below an <c>ask</c>.</summary>
internal sealed class AcceptSyntax : LineSyntax
{
    public required ExpressionSyntax Condition { get; init; }

    /// <summary>What is said when it does not hold.</summary>
    public required TextLiteral? Otherwise { get; init; }
}

/// <summary><c>confirm TEXT, no -> target</c></summary>
internal sealed class ConfirmStatement : StatementSyntax
{
    public required TextLiteral? Text { get; init; }

    public TargetSyntax? No => Branch(BranchKind.No);
}

/// <summary><c>set NAME = expression</c></summary>
internal sealed class SetStatement : StatementSyntax
{
    public required NameSyntax Slot { get; init; }

    public required ExpressionSyntax Value { get; init; }
}

/// <summary><c>do ACTION(arguments) [as NAME] [, late DURATION], else -> target</c></summary>
internal sealed class DoStatement : StatementSyntax
{
    /// <summary>The action's dotted name.</summary>
    public required NameSyntax Action { get; init; }

    public required ImmutableArray<ExpressionSyntax> Arguments { get; init; }

    public NameSyntax? As { get; init; }

    public LateOption? Late => Option<LateOption>();

    public TargetSyntax? Else => Branch(BranchKind.Else);
}

/// <summary><c>send CHANNEL (TEMPLATE [(arguments)] | TEXT) to expression, ..</c></summary>
internal sealed class SendStatement : StatementSyntax
{
    public required NameSyntax Channel { get; init; }

    /// <summary>The template's path; null when a text is sent.</summary>
    public NameSyntax? Template { get; init; }

    /// <summary>What the template takes; empty when nothing is given.</summary>
    public ImmutableArray<ExpressionSyntax> Arguments { get; init; } = [];

    public TextLiteral? Text { get; init; }

    public required ImmutableArray<ExpressionSyntax> To { get; init; }
}

/// <summary><c>call expression {, option}</c></summary>
internal sealed class CallStatement : StatementSyntax
{
    public required ExpressionSyntax Number { get; init; }

    public TriesOption? Tries => Option<TriesOption>();

    public TargetSyntax? Refused => Branch(BranchKind.Refused);

    public TargetSyntax? Unreached => Branch(BranchKind.Unreached);

    public TargetSyntax? Machine => Branch(BranchKind.Machine);
}

/// <summary><c>transfer queue NAME [priority expression] {, option}</c>: leaves the step.</summary>
internal sealed class TransferStatement : StatementSyntax
{
    public required NameSyntax Queue { get; init; }

    public ExpressionSyntax? Priority { get; init; }

    public AfterOption? After => Option<AfterOption>();

    public TargetSyntax? Taken => Branch(BranchKind.Taken);
}

/// <summary><c>hang up</c></summary>
internal sealed class HangUpStatement : StatementSyntax;

internal enum WaitKind : byte
{
    /// <summary>For a time.</summary>
    Duration,

    /// <summary>Until a moment.</summary>
    Until,

    /// <summary>For an event.</summary>
    Event,
}

/// <summary><c>wait (DURATION | until expression | for EVENT [as NAME]) {, option}</c></summary>
internal sealed class WaitStatement : StatementSyntax
{
    public required WaitKind Kind { get; init; }

    /// <summary>The time or the moment; null for an event.</summary>
    public ExpressionSyntax? Value { get; init; }

    /// <summary>What is waited for; null for a time or a moment.</summary>
    public NameSyntax? Event { get; init; }

    /// <summary>The slot that takes what the event brings; null when nobody wants it.</summary>
    public NameSyntax? As { get; init; }

    public WithinOption? Within => Option<WithinOption>();

    public LateOption? Late => Option<LateOption>();

    public IEnumerable<OnOption> On => Options.OfType<OnOption>();
}

/// <summary><c>if expression</c>, any number of <c>else if</c>, and <c>else</c>.</summary>
internal sealed class IfStatement : StatementSyntax
{
    /// <summary>At least one, in order; only the last may have no condition.</summary>
    public ImmutableArray<BranchSyntax> Branches { get; internal set; } = [];
}

/// <summary>One way of an <c>if</c>: an arrow, or lines.</summary>
internal sealed class BranchSyntax : LineSyntax
{
    /// <summary>Null for <c>else</c>.</summary>
    public required ExpressionSyntax? Condition { get; init; }

    public TargetSyntax? Target { get; init; }

    public ImmutableArray<StatementSyntax> Body { get; internal set; } = [];
}

/// <summary><c>start SCRIPT(arguments)</c></summary>
internal sealed class StartStatement : StatementSyntax
{
    public required NameSyntax Script { get; init; }

    public required ImmutableArray<ExpressionSyntax> Arguments { get; init; }
}

/// <summary><c>-> target</c>: leaves the step.</summary>
internal sealed class GoStatement : StatementSyntax
{
    public required TargetSyntax Target { get; init; }
}
