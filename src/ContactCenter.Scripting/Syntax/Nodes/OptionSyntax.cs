namespace ContactCenter.Scripting.Syntax;

/// <summary>What follows a statement after a comma.</summary>
internal abstract class OptionSyntax : SyntaxNode;

internal enum BranchKind : byte
{
    /// <summary><c>else</c> of a <c>do</c>: it failed.</summary>
    Else,

    /// <summary><c>no</c> of a <c>confirm</c>.</summary>
    No,

    /// <summary><c>taken</c> of a <c>transfer</c>.</summary>
    Taken,

    /// <summary><c>refused</c> of a <c>call</c>.</summary>
    Refused,

    /// <summary><c>unreached</c> of a <c>call</c>.</summary>
    Unreached,

    /// <summary><c>machine</c> of a <c>call</c>.</summary>
    Machine,
}

/// <summary><c>else -> target</c>, and <c>no</c>, <c>taken</c>, <c>refused</c>, <c>unreached</c>, <c>machine</c>.</summary>
internal sealed class BranchOption : OptionSyntax
{
    public required BranchKind Kind { get; init; }

    /// <summary>Null only where it is missing, which was said.</summary>
    public required TargetSyntax? Target { get; init; }
}

/// <summary><c>silence DURATION [INT times] -> target</c></summary>
internal sealed class SilenceOption : OptionSyntax
{
    public required DurationLiteral? After { get; init; }

    /// <summary>1 when it is not said.</summary>
    public required int Times { get; init; }

    public required TargetSyntax? Target { get; init; }
}

/// <summary><c>wrong INT times -> target</c></summary>
internal sealed class WrongOption : OptionSyntax
{
    public required int Times { get; init; }

    public required TargetSyntax? Target { get; init; }
}

/// <summary><c>from expression</c>: what can be chosen from.</summary>
internal sealed class FromOption : OptionSyntax
{
    public required ExpressionSyntax List { get; init; }
}

/// <summary><c>by CHANNEL</c></summary>
internal sealed class ByOption : OptionSyntax
{
    public required NameSyntax Channel { get; init; }
}

/// <summary><c>audio PATH</c></summary>
internal sealed class AudioOption : OptionSyntax
{
    public required NameSyntax Path { get; init; }
}

/// <summary><c>kb PATH</c>: an article of the knowledge base.</summary>
internal sealed class KnowledgeOption : OptionSyntax
{
    public required NameSyntax Path { get; init; }
}

/// <summary><c>late DURATION [-> target]</c>: without a target for a <c>do</c>, with one for a <c>wait</c>.</summary>
internal sealed class LateOption : OptionSyntax
{
    public required DurationLiteral? By { get; init; }

    public TargetSyntax? Target { get; init; }
}

/// <summary><c>after DURATION -> target</c></summary>
internal sealed class AfterOption : OptionSyntax
{
    public required DurationLiteral? Time { get; init; }

    public required TargetSyntax? Target { get; init; }
}

/// <summary><c>INT tries [every DURATION]</c></summary>
internal sealed class TriesOption : OptionSyntax
{
    public required int Count { get; init; }

    public DurationLiteral? Every { get; init; }
}

/// <summary><c>within TIME..TIME</c></summary>
internal sealed class WithinOption : OptionSyntax
{
    public required ExpressionSyntax Times { get; init; }
}

/// <summary><c>on EVENT [as NAME] -> target</c></summary>
internal sealed class OnOption : OptionSyntax
{
    public required NameSyntax Event { get; init; }

    public NameSyntax? As { get; init; }

    public required TargetSyntax? Target { get; init; }
}

/// <summary><c>queue NAME</c> of a <c>call</c>.</summary>
internal sealed class QueueOption : OptionSyntax
{
    public required NameSyntax Queue { get; init; }
}
